import assert from "node:assert/strict";
import { test } from "node:test";
import { AlertFeed } from "../../../webapp/sdk/alerts/feed.js";
import { Entries, MOST } from "../../../webapp/wall/alert-list.js";
import { World } from "./fake-browser.mjs";

const NOW = Date.parse("2026-03-17T10:30:00.000Z");
const frame = (id, event = "alert.created", more = {}) => ({
  id,
  site: "Kampala",
  severity: "critical",
  message: `m${id}`,
  event,
  ...more,
});
const listed = (id) => ({ ...frame(id), status: "open", created_at: new Date(NOW - 60_000).toISOString(), resolved_at: null });
const ids = (entries) => entries.all.map(({ id }) => id);

function watch(options = {}) {
  const world = new World();
  const seen = { states: [], frames: [], lost: [], gaps: 0 };
  const feed = new AlertFeed({
    url: "wss://example.com/ws/alerts",
    sites: [],
    token: async () => null,
    env: world.parts,
    onFrame: (told) => seen.frames.push(told),
    onGap: () => seen.gaps++,
    onState: (state) => {
      seen.states.push(state);
      seen.lost.push(feed.lostFrom);
    },
    ...options,
  });
  feed.open();
  return { world, feed, seen };
}

test("an alert that was told while the list was on its way is not taken for resolved", () => {
  const entries = new Entries();
  entries.tell(frame("before"), NOW);

  entries.tell(frame("meanwhile"), NOW + 2_000);
  entries.take([listed("old")], true, { askedAt: NOW + 1_000, now: NOW + 3_000 });

  const resolved = Object.fromEntries(entries.all.map(({ id, resolvedAt }) => [id, Boolean(resolvedAt)]));
  assert.deepEqual(resolved, { meanwhile: false, before: true, old: false });
});

test("over fifty the oldest resolved ones make room, then the oldest of all", () => {
  const entries = new Entries();
  entries.tell(frame("critical"), NOW);
  for (let i = 1; i <= MOST + 5; i++) {
    entries.tell(frame(`a${i}`), NOW + i);
    if (i <= 40) entries.tell(frame(`a${i}`, "alert.resolved"), NOW + i);
  }

  assert.equal(entries.all.length, MOST);
  assert.deepEqual([ids(entries).at(-1), ids(entries).at(-2)], ["critical", "a7"]);
  for (let i = 1; i <= MOST; i++) entries.tell(frame(`b${i}`), NOW + 100 + i);

  assert.deepEqual([entries.all.length, ids(entries)[0], ids(entries).at(-1)], [MOST, `b${MOST}`, "b1"]);
});

test("tries on without a token that cannot be had just now", async () => {
  const { world, feed } = watch({ token: () => Promise.reject(new Error("The server cannot be reached.")) });
  await world.pass(0);

  for (let i = 0; i < 4; i++) {
    world.socket.end(1006);
    await world.pass(3_000);
  }

  assert.equal(world.sockets.length, 5);
  assert.equal(feed.state, "lost");
});

test("asks with a token where nobody else is let in", async () => {
  const { world, seen } = watch({ token: async () => "jwt" });
  await world.pass(0);
  world.socket.end(1006);
  await world.pass(3_000);
  world.socket.open();

  assert.deepEqual(
    world.sockets.map(({ protocols }) => protocols),
    [[], ["token-jwt"]],
  );
  assert.deepEqual(seen.states, ["lost", "live"]);
});

test("gives up a socket of the wall that neither opens nor fails", async () => {
  const { world, seen } = watch();

  await world.pass(15_000 + 3_000);

  assert.deepEqual([world.sockets.length, world.sockets[0].closed, seen.states], [2, true, ["lost"]]);
  world.socket.open();
  await world.pass(60_000);
  assert.equal(world.sockets.length, 2);
});

test("shows no alert of a site that was not chosen, though the server may tell it at first", async () => {
  const { world, seen } = watch({ sites: ["Kampala"] });
  await world.pass(0);
  world.socket.open();

  world.socket.receive(frame("1", "alert.created", { site: "Serengeti" }));
  world.socket.receive(frame("2"));
  world.socket.receive({ event: "heartbeat", ts: 1234567890 });

  assert.deepEqual(
    seen.frames.map(({ id, event }) => id ?? event),
    ["2", "heartbeat"],
  );
});

test("tells a gap once: a silence that ends by itself has none", async () => {
  const { world, feed, seen } = watch();
  await world.pass(0);
  world.socket.open();
  const heardAt = world.time;
  await world.pass(10_000);
  world.socket.end(1006);
  await world.pass(3_000);
  world.socket.open();

  await world.pass(50_000);
  feed.checkSilence();
  world.socket.receive({ event: "heartbeat", ts: 1 });

  assert.deepEqual(seen.states, ["live", "lost", "live", "stale", "live"]);
  assert.deepEqual(seen.lost, [0, heardAt, heardAt, 0, 0]);
});

test("leaves nothing behind once it is closed", async () => {
  const { world, feed } = watch();
  await world.pass(0);
  world.socket.end(1006);

  feed.close();
  await world.pass(60_000);

  assert.deepEqual([world.sockets.length, world.timers], [1, 0]);
});

const NOWHERE = Number.MAX_SAFE_INTEGER;

async function reopened(world) {
  world.socket.end(1006);
  await world.pass(3_000);
  world.socket.open();
}

test("learns where the log is without a list, and goes on from there after a loss", async () => {
  const { world, seen } = watch({ sites: ["Kampala"] });
  await world.pass(0);
  world.socket.open();
  world.socket.receive({ event: "gap", from: 42, to: NOWHERE });

  await reopened(world);
  world.socket.receive(frame("1", "alert.created", { seq: 45 }));
  await reopened(world);
  world.socket.receive(frame("1", "alert.created", { seq: 45 }));
  world.socket.receive(frame("2", "alert.created", { seq: 46 }));

  assert.deepEqual(
    world.sockets.map(({ sent }) => sent),
    [NOWHERE, 41, 45].map((since) => [{ subscribe: ["Kampala"], since }]),
  );
  assert.deepEqual([seen.frames.map(({ id }) => id), seen.gaps], [["1", "2"], 0]);
});

test("tells of alerts that the server no longer has", async () => {
  const { world, seen } = watch();
  await world.pass(0);
  world.socket.open();
  world.socket.receive(frame("1", "alert.created", { seq: 10 }));

  world.socket.receive({ event: "gap", from: 11, to: 20 });
  world.socket.receive(frame("2", "alert.created", { seq: 30 }));
  world.socket.receive({ event: "gap", from: 21, to: 25 });
  assert.equal(seen.gaps, 1);
  await reopened(world);
  world.socket.receive({ event: "gap", from: 5, to: 30 }); // a log that was put back to an older state
  await reopened(world);

  assert.deepEqual([seen.gaps, world.socket.sent[0].since], [2, 4]);
});

test("a wall comes back at a random moment within 5 s when the server goes away", async () => {
  const { world } = watch();
  await world.pass(0);
  world.socket.open();
  world.chance = 0.1;

  world.socket.end(1001);
  await world.pass(500);

  assert.equal(world.sockets.length, 2);
});
