import assert from "node:assert/strict";
import { test } from "node:test";
import { confirmSubscription, ids, incident, pulse, watch } from "./status-feed-fixture.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };
const subscribed = (seq) => ({ action: "subscribed", slug: "status", seq });

/** Two sockets in a row are refused, and a stream opens. */
async function blocked(options = {}) {
  const all = watch(options);
  all.browser.socket.end(1006);
  await import("../../../webapp/sdk/event-stream.js"); // as the feed does then
  await all.browser.advance(2_000);
  all.browser.socket.end(1006);
  await all.browser.advance(0);
  return all;
}

async function streaming(options) {
  const all = await blocked(options);
  all.browser.stream.receive(subscribed(4));
  await all.browser.advance(0);
  return all;
}

test("a stream replaces sockets that do not open, and is live", async () => {
  const { browser, seen } = await streaming({ password: () => "hash" });
  browser.stream.receive(incident(5));
  browser.stream.receive(pulse());
  await browser.advance(0);

  assert.equal(browser.streams.length, 1);
  assert.equal(browser.stream.url.href, "https://api.example.com/v1/events?slug=status");
  assert.equal(browser.stream.token, "Bearer hash");
  assert.deepEqual(seen.states, ["connecting", "reconnecting", "polling", "live"]);
  assert.deepEqual(seen.resumed, [false]);
  assert.equal(seen.events.length, 2);
});

test("one socket that is lost is no reason for a stream", async () => {
  const { browser } = watch();
  confirmSubscription(browser);

  browser.socket.end(1006);
  await browser.advance(2_000);
  browser.socket.end(1006);
  await browser.advance(0);

  assert.equal(browser.streams.length, 0);
});

test("a stream that is lost resumes after the last event", async () => {
  const { browser, feed, seen } = await streaming();
  feed.since(4);
  browser.stream.receive(incident(5));
  await browser.advance(0);

  browser.stream.end();
  await browser.advance(0);
  assert.equal(seen.states.at(-1), "reconnecting");
  browser.socket.end(1006);
  await browser.advance(0);
  assert.equal(browser.stream.url.searchParams.get("since"), "5");
  browser.stream.receive(subscribed(6));
  browser.stream.receive(incident(6));
  await browser.advance(0);

  assert.deepEqual(seen.resumed, [false, true]);
  assert.deepEqual(ids(seen), ["i5", "i6"]);
});

test("a socket is tried again within a minute, and takes over without a gap", async () => {
  const { browser, feed, seen } = await streaming();
  feed.since(4);
  browser.stream.receive(incident(5));

  await browser.advance(50_000);
  assert.equal(seen.states.at(-1), "live");
  confirmSubscription(browser, 5);
  browser.socket.receive(incident(5));
  browser.socket.receive(incident(6));

  assert.equal(browser.stream.closed, true);
  assert.deepEqual(browser.socket.sent, [{ action: "subscribe", slug: "status", since: 5 }]);
  assert.deepEqual(ids(seen), ["i5", "i6"]);
  assert.equal(seen.states.at(-1), "live");
});

test("sockets that fail while a stream is live change nothing", async () => {
  const { browser, seen } = await streaming();

  for (let turn = 0; turn < 3; turn++) {
    await browser.advance(60_000);
    browser.socket.end(1006);
    browser.stream.receive(pulse());
    await browser.advance(0);
  }

  assert.equal(browser.streams.length, 1);
  assert.equal(seen.states.at(-1), "live");
  assert.equal(seen.events.length, 3);
});

test("when streams are refused by a proxy, sockets are tried and a stream later", async () => {
  const { browser, seen } = watch();
  browser.refusals.push({ status: 502 });
  for (let second = 0; second < 75; second++) {
    if (browser.socket.readyState === 0) browser.socket.end(1006);
    await browser.advance(1_000);
  }

  assert.equal(browser.streams.length, 2);
  assert.equal(seen.states.includes("live"), false);
  assert.ok(browser.sockets.length > 4);
});

test("a page that has got a password, or is gone, is reported", async () => {
  const { browser, seen } = watch();
  browser.refusals.push({ status: 401, headers: JSON_TYPE, body: { error: "Password required" } });
  browser.socket.end(1006);
  await browser.advance(2_000);
  browser.socket.end(1006);
  await browser.advance(10);

  assert.deepEqual(seen.refused, ["Password required"]);
});

test("the end of the feed ends the stream", async () => {
  const { browser, feed, seen } = await streaming();

  feed.unsubscribe();
  await browser.advance(120_000);

  assert.equal(browser.stream.closed, true);
  assert.equal(browser.timers, 0);
  assert.equal(seen.states.at(-1), "none");
});
