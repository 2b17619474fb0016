import assert from "node:assert/strict";
import { test } from "node:test";
import { AlertFeed } from "../../../webapp/sdk/alerts/feed.js";
import { createClient } from "../../../webapp/sdk/index.js";
import { World } from "./fake-browser.mjs";

function dashboard({ parts }) {
  const api = createClient({ baseUrl: "http://fleet.test", getToken: () => "t1", getOrg: () => "acme", ...parts });
  api
    .channel("a")
    .on("postgres_changes", { event: "*", schema: "public", table: "machines" }, () => {})
    .subscribe();
}

function wall({ parts }) {
  const idle = () => {};
  new AlertFeed({
    url: "wss://example.com/ws/alerts",
    sites: [],
    token: async () => null,
    env: parts,
    onFrame: idle,
    onState: idle,
  }).open();
}

/** After how many ms a client is back, whom chance treats differently each time. */
async function returns(watch, chances, code) {
  const waits = [];
  for (const chance of chances) {
    const world = new World();
    watch(world);
    await world.pass(0);
    world.socket.open();
    world.chance = chance;
    const lostAt = world.time;
    world.socket.end(code);
    while (world.sockets.length === 1) await world.pass(1);
    waits.push(world.time - lostAt);
  }
  return waits;
}

test("clients of a server that died without a word come back one by one, within the time they always had", async () => {
  assert.deepEqual(await returns(dashboard, [0, 0.5, 0.9995], 1006), [3_000, 4_000, 4_999]);
  assert.deepEqual(await returns(wall, [0, 0.5, 0.9995], 1006), [1_800, 2_400, 3_000]);
});

test("so do those whose connection ends for another reason", async () => {
  assert.deepEqual(await returns(dashboard, [0.25, 0.75], 1011), [3_500, 4_500]);
  assert.deepEqual(await returns(wall, [0.25, 0.75], 4000), [2_100, 2_700]);
});
