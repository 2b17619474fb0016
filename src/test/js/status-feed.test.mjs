import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_ATTEMPTS, retryPolicy } from "../../../webapp/sdk/status/index.js";
import { confirmSubscription, pulse, watch } from "./status-feed-fixture.mjs";

test("logs the lines of the customer's page to the console", () => {
  const { browser, seen } = watch();

  confirmSubscription(browser);

  assert.deepEqual(seen.lines, [
    "[WS] Connecting to wss://api.example.com/ws...",
    "[WS] Connection established",
    "[WS] Server acknowledged connection",
    "[WS] Subscribed to status page: status",
  ]);
  assert.deepEqual(browser.socket.sent, [{ action: "subscribe", slug: "status" }]);
  assert.deepEqual(seen.states, ["connecting", "live"]);
});

test("delivers the events of its own page only, once the subscription is confirmed", () => {
  const { browser, seen } = watch();
  browser.socket.open();

  browser.socket.receive(pulse());
  browser.socket.receive({ action: "subscribed", slug: "status" });
  browser.socket.receive(pulse("other"));
  browser.socket.onmessage({ data: "not json" });
  browser.socket.receive(pulse());

  assert.equal(seen.events.length, 1);
});

test("reconnects, and reports the new subscription", async () => {
  const { browser, seen } = watch();
  confirmSubscription(browser);

  browser.socket.end(1006);
  await browser.advance(2_000);
  confirmSubscription(browser);

  assert.equal(browser.sockets.length, 2);
  assert.deepEqual(seen.statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
  assert.deepEqual(seen.states, ["connecting", "live", "reconnecting", "live"]);
});

test("waits from 1 s to 30 s, with an exponential and random backoff", () => {
  const least = [0, 1, 2, 3, 4, 5, 9_999].map((attempt) => retryPolicy(1006, attempt, () => 0));
  const most = [0, 1, 2, 3, 4, 5, 9_999].map((attempt) => retryPolicy(1006, attempt, () => 1));

  assert.deepEqual(least, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  assert.deepEqual(most, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test("resets the backoff once the subscription is confirmed", async () => {
  const { browser } = watch();
  for (const wait of [2_000, 4_000, 8_000, 16_000, 30_000]) {
    browser.socket.end(1006);
    await browser.advance(wait);
  }
  confirmSubscription(browser);
  const before = browser.sockets.length;

  browser.socket.end(1006);
  await browser.advance(2_000);

  assert.equal(browser.sockets.length, before + 1);
});

test("gives up after 10,000 attempts and tries again on request", async () => {
  const { browser, feed, seen } = watch();

  for (let turn = 0; turn < 2 * MAX_ATTEMPTS && seen.states.at(-1) !== "failed"; turn++) {
    browser.socket.end(1006);
    await browser.advance(30_000);
  }
  assert.equal(browser.sockets.length, MAX_ATTEMPTS + 1);
  assert.equal(browser.timers, 1); // the page is fetched from time to time
  assert.deepEqual(seen.refused, ["No connection after 10000 attempts"]);

  feed.retry();
  confirmSubscription(browser);

  assert.equal(browser.sockets.length, MAX_ATTEMPTS + 2);
  assert.equal(seen.states.at(-1), "live");
});

test("detects a dead connection", async () => {
  const { browser, seen } = watch();
  confirmSubscription(browser);

  await browser.advance(10_000);
  assert.deepEqual(browser.socket.sent.at(-1), { action: "list_subscriptions" });
  browser.socket.receive({ action: "subscriptions", items: ["status"] });
  await browser.advance(10_000);
  assert.equal(seen.states.at(-1), "live");
  await browser.advance(5_000);

  assert.equal(seen.states.at(-1), "reconnecting");
  assert.equal(browser.sockets[0].closed, true);
});

test("drops a socket that neither opens nor fails", async () => {
  const { browser } = watch();

  await browser.advance(15_000 + 2_000);

  assert.equal(browser.sockets.length, 2);
  assert.equal(browser.sockets[0].closed, true);
});

test("subscribes with the password, and again once there is one", () => {
  let secret = null;
  const { browser, feed, seen } = watch({ password: () => secret });
  browser.socket.open();
  browser.socket.receive({ action: "error", message: "Password required" });

  secret = "ab12";
  feed.retry();
  browser.socket.receive({ action: "subscribed", slug: "status" });

  assert.deepEqual(seen.refused, ["Password required"]);
  assert.deepEqual(browser.socket.sent.at(-1), { action: "subscribe", slug: "status", password: "ab12" });
  assert.equal(seen.states.at(-1), "live");
  assert.ok(!seen.lines.join().includes("ab12"));
});

test("subscribes again after an unsubscribed frame, and delivers no events before the confirmation", () => {
  const { browser, seen } = watch();
  confirmSubscription(browser);

  browser.socket.receive({ action: "unsubscribed", slug: "status" });
  browser.socket.receive(pulse());
  assert.equal(browser.socket.sent.length, 2);
  browser.socket.receive({ action: "error", message: "Password required" });

  assert.deepEqual([seen.events.length, seen.refused], [0, ["Password required"]]);
});

test("is disconnected without a network and reconnects with it", () => {
  const window = new EventTarget();
  const { browser, seen } = watch({ wakeTargets: [window] });
  confirmSubscription(browser);

  window.dispatchEvent(new Event("offline"));
  assert.deepEqual([seen.states.at(-1), seen.statuses.at(-1)], ["offline", "RECONNECTING"]);
  window.dispatchEvent(new Event("online"));
  confirmSubscription(browser);

  assert.equal(seen.states.at(-1), "live");
});

test("leaves no timer or socket after stop", async () => {
  const window = new EventTarget();
  const { browser, feed, seen } = watch({ wakeTargets: [window] });
  confirmSubscription(browser);

  feed.unsubscribe();
  window.dispatchEvent(new Event("online"));
  await browser.advance(60_000);

  assert.equal(browser.socket.closed, true);
  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.timers, 0);
  assert.deepEqual([seen.states.at(-1), seen.statuses.at(-1)], ["none", "CLOSED"]);
});

test("reconnects at a random moment within 5 s after a shutdown of the server", async () => {
  const { browser } = watch();
  confirmSubscription(browser);
  browser.randomValue = 0.9;

  browser.socket.end(1001);
  await browser.advance(4_400);
  assert.equal(browser.sockets.length, 1);
  await browser.advance(100);

  assert.equal(browser.sockets.length, 2);
});
