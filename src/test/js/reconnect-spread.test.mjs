import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

function dashboard({ parts }) {
  const api = createClient({ baseUrl: "http://fleet.test", getToken: () => "t1", getOrg: () => "acme", ...parts });
  api
    .channel("a")
    .on("postgres_changes", { event: "*", schema: "public", table: "machines" }, () => {})
    .subscribe();
}

function wall({ parts }) {
  createClient({ baseUrl: "http://fleet.test", ...parts })
    .alerts()
    .subscribe();
}

/** After how many ms a client is back, whom chance treats differently each time. */
async function returns(watch, chances, code) {
  const waits = [];
  for (const chance of chances) {
    const browser = new FakeBrowser();
    watch(browser);
    await browser.advance(0);
    browser.socket.open();
    browser.randomValue = chance;
    const lostAt = browser.time;
    browser.socket.end(code);
    while (browser.sockets.length === 1) await browser.advance(1);
    waits.push(browser.time - lostAt);
  }
  return waits;
}

test("clients of a killed server reconnect one by one, within the usual limit", async () => {
  assert.deepEqual(await returns(dashboard, [0, 0.5, 0.9995], 1006), [3_000, 4_000, 4_999]);
  assert.deepEqual(await returns(wall, [0, 0.5, 0.9995], 1006), [1_800, 2_400, 3_000]);
});

test("clients reconnect one by one after other close codes", async () => {
  assert.deepEqual(await returns(dashboard, [0.25, 0.75], 1011), [3_500, 4_500]);
  assert.deepEqual(await returns(wall, [0.25, 0.75], 4000), [2_100, 2_700]);
});
