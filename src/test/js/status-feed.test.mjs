import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_ATTEMPTS, retryPolicy } from "../../../webapp/sdk/status/feed.js";
import { letIn, pulse, watch } from "./status-feed-fixture.mjs";

test("says what the customer's page says to the console", () => {
  const { world, seen } = watch();

  letIn(world);

  assert.deepEqual(seen.lines, [
    "[WS] Connecting to wss://api.example.com/ws...",
    "[WS] Connection established",
    "[WS] Server acknowledged connection",
    "[WS] Subscribed to status page: status",
  ]);
  assert.deepEqual(world.socket.sent, [{ action: "subscribe", slug: "status" }]);
  assert.deepEqual(seen.states, ["connecting", "live"]);
});

test("tells the events of its own page only, and once it is let in", () => {
  const { world, seen } = watch();
  world.socket.open();

  world.socket.receive(pulse());
  world.socket.receive({ action: "subscribed", slug: "status" });
  world.socket.receive(pulse("other"));
  world.socket.onmessage({ data: "not json" });
  world.socket.receive(pulse());

  assert.equal(seen.events.length, 1);
});

test("comes back by itself, and says so, so that what was missed can be fetched", async () => {
  const { world, seen } = watch();
  letIn(world);

  world.socket.end(1006);
  await world.pass(2_000);
  letIn(world);

  assert.equal(world.sockets.length, 2);
  assert.equal(seen.subscribed, 2);
  assert.deepEqual(seen.states, ["connecting", "live", "reconnecting", "live"]);
});

test("waits from 1 s to 30 s, longer and longer, never all at the same moment", () => {
  const least = [0, 1, 2, 3, 4, 5, 9_999].map((attempt) => retryPolicy(1006, attempt, () => 0));
  const most = [0, 1, 2, 3, 4, 5, 9_999].map((attempt) => retryPolicy(1006, attempt, () => 1));

  assert.deepEqual(least, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  assert.deepEqual(most, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test("begins with short waits again once it was let in", async () => {
  const { world } = watch();
  for (const wait of [2_000, 4_000, 8_000, 16_000, 30_000]) {
    world.socket.end(1006);
    await world.pass(wait);
  }
  letIn(world);
  const before = world.sockets.length;

  world.socket.end(1006);
  await world.pass(2_000);

  assert.equal(world.sockets.length, before + 1);
});

test("gives up after 10,000 attempts and tries again when it is told to", async () => {
  const { world, feed, seen } = watch();

  for (let turn = 0; turn < 2 * MAX_ATTEMPTS && seen.states.at(-1) !== "failed"; turn++) {
    world.socket.end(1006);
    await world.pass(30_000);
  }
  assert.equal(world.sockets.length, MAX_ATTEMPTS + 1);
  assert.equal(world.timers, 0);

  feed.retry();
  letIn(world);

  assert.equal(world.sockets.length, MAX_ATTEMPTS + 2);
  assert.equal(seen.states.at(-1), "live");
});

test("notices a connection that died without a sound", async () => {
  const { world, seen } = watch();
  letIn(world);

  await world.pass(30_000);
  assert.deepEqual(world.socket.sent.at(-1), { action: "list_subscriptions" });
  world.socket.receive({ action: "subscriptions", items: ["status"] });
  await world.pass(30_000);
  assert.equal(seen.states.at(-1), "live");
  await world.pass(10_000);

  assert.equal(seen.states.at(-1), "reconnecting");
  assert.equal(world.sockets[0].closed, true);
});

test("gives up a socket that neither opens nor fails", async () => {
  const { world } = watch();

  await world.pass(15_000 + 2_000);

  assert.equal(world.sockets.length, 2);
  assert.equal(world.sockets[0].closed, true);
});

test("asks with the password, and again once there is one", () => {
  let secret = null;
  const { world, feed, seen } = watch({ password: () => secret });
  world.socket.open();
  world.socket.receive({ action: "error", message: "Password required" });

  secret = "ab12";
  feed.subscribe();
  world.socket.receive({ action: "subscribed", slug: "status" });

  assert.deepEqual(seen.refused, ["Password required"]);
  assert.deepEqual(world.socket.sent.at(-1), { action: "subscribe", slug: "status", password: "ab12" });
  assert.equal(seen.states.at(-1), "live");
  assert.ok(!seen.lines.join().includes("ab12"));
});

test("asks again when the page shuts it out, and takes no events before it is let in", () => {
  const { world, seen } = watch();
  letIn(world);

  world.socket.receive({ action: "unsubscribed", slug: "status" });
  world.socket.receive(pulse());
  assert.equal(world.socket.sent.length, 2);
  world.socket.receive({ action: "error", message: "Password required" });

  assert.deepEqual([seen.events.length, seen.refused], [0, ["Password required"]]);
});

test("is disconnected without a network and back with it", () => {
  const window = new EventTarget();
  const { world, seen } = watch({ wakeTargets: [window] });
  letIn(world);

  window.dispatchEvent(new Event("offline"));
  assert.equal(seen.states.at(-1), "disconnected");
  window.dispatchEvent(new Event("online"));
  letIn(world);

  assert.equal(seen.states.at(-1), "live");
});

test("leaves nothing behind once it is stopped", async () => {
  const window = new EventTarget();
  const { world, feed, seen } = watch({ wakeTargets: [window] });
  letIn(world);

  feed.stop();
  window.dispatchEvent(new Event("online"));
  await world.pass(60_000);

  assert.equal(world.socket.closed, true);
  assert.equal(world.sockets.length, 1);
  assert.equal(world.timers, 0);
  assert.equal(seen.states.at(-1), "disconnected");
});

test("comes back at a random moment within 5 s when the server goes away", async () => {
  const { world } = watch();
  letIn(world);
  world.chance = 0.9;

  world.socket.end(1001);
  await world.pass(4_400);
  assert.equal(world.sockets.length, 1);
  await world.pass(100);

  assert.equal(world.sockets.length, 2);
});
