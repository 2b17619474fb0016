import assert from "node:assert/strict";
import { test } from "node:test";
import { steady } from "../../../webapp/sdk/connection.js";
import { ReconnectingSocket } from "../../../webapp/sdk/reconnecting-socket.js";
import { FakeBrowser } from "./fake-browser.mjs";

function open(options = {}) {
  const browser = new FakeBrowser();
  const events = [];
  const socket = new ReconnectingSocket({
    url: () => "wss://example.com/ws",
    retryPolicy: steady(1_000),
    env: browser.parts,
    onOpen: () => events.push("open"),
    onFrame: (frame) => events.push(frame),
    onLost: ({ code, reason, opened }) => events.push([code, reason, opened]),
    ...options,
  });
  socket.open();
  return { browser, socket, events };
}

test("a loss is reported once, and followed by an attempt", async () => {
  const { browser, events } = open();
  browser.socket.open();
  const [first] = browser.sockets;

  first.onerror({});
  first.end(1006);
  first.receive({ late: true });
  await browser.advance(800);

  assert.deepEqual(events, ["open", [1006, "closed with 1006", true]]);
  assert.equal(browser.sockets.length, 2);
  assert.equal(first.closed, true);
});

test("no attempt follows when the handler of the loss closes the socket", async () => {
  const all = open({ onLost: () => all.socket.close() });
  all.browser.socket.open();

  all.browser.socket.end(1006);
  await all.browser.advance(60_000);

  assert.deepEqual([all.browser.sockets.length, all.browser.timers], [1, 0]);
});

test("no socket opens when it is closed during the preparation", async () => {
  let prepared = () => {};
  const { browser, socket } = open({ prepare: () => new Promise((resolve) => (prepared = resolve)) });

  socket.close();
  prepared();
  await browser.advance(0);

  assert.equal(browser.sockets.length, 0);
});

test("a preparation that fails does not keep the socket from opening", async () => {
  const { browser } = open({ prepare: () => Promise.reject(new Error("no token")) });

  await browser.advance(0);

  assert.deepEqual([browser.sockets.length, browser.errors.length], [1, 1]);
});

test("a socket that cannot be created is a loss", async () => {
  const { browser, events } = open({
    url: () => {
      throw new SyntaxError("not an address");
    },
  });

  assert.deepEqual(events, [[1006, "it could not be created", false]]);
  assert.equal(browser.errors.length, 1);
  assert.equal(browser.timers, 1);
});

test("probes at a steady pace, or only after silence", async () => {
  const keepAlive = { everyMs: 10_000, timeoutMs: 60_000, frame: { type: "ping" } };
  const paced = open({ keepAlive });
  const whenIdle = open({ keepAlive: { ...keepAlive, whenIdle: true } });

  for (const { browser } of [paced, whenIdle]) {
    browser.socket.open();
    for (let turn = 0; turn < 5; turn++) {
      await browser.advance(6_000);
      browser.socket.receive({ turn });
    }
  }
  assert.equal(paced.browser.socket.sent.length, 3);
  assert.equal(whenIdle.browser.socket.sent.length, 0);
  await whenIdle.browser.advance(10_000);

  assert.deepEqual(whenIdle.browser.socket.sent, [{ type: "ping" }]);
});

test("probes when the page becomes visible, and retries at once when it was waiting", async () => {
  const page = new EventTarget();
  const { browser, events } = open({
    keepAlive: { everyMs: 0, timeoutMs: 5_000, frame: { type: "ping" } },
    wakeTargets: [page],
  });
  browser.socket.open();

  page.dispatchEvent(new Event("visibilitychange"));
  assert.deepEqual(browser.socket.sent, [{ type: "ping" }]);
  await browser.advance(5_000);
  assert.deepEqual(events.at(-1), [1006, "the server is silent", true]);
  page.dispatchEvent(new Event("visibilitychange"));

  assert.equal(browser.sockets.length, 2);
});

test("a lost network is a loss, unless it is to be waited for", async () => {
  const page = new EventTarget();
  const retrying = open({ wakeTargets: [page] });
  const waiting = open({ wakeTargets: [page], onOffline: () => waiting.events.push("offline") });

  page.dispatchEvent(new Event("offline"));
  await retrying.browser.advance(1_000);
  await waiting.browser.advance(60_000);
  assert.deepEqual([retrying.browser.sockets.length, retrying.events], [2, [[1006, "the network is gone", false]]]);
  assert.deepEqual([waiting.browser.sockets.length, waiting.events], [1, ["offline"]]);
  page.dispatchEvent(new Event("online"));

  assert.equal(waiting.browser.sockets.length, 2);
});

test("the retry policy gets the number of failures, without shutdowns of the server, until retries are reset", async () => {
  const attempts = [];
  const retryPolicy = (code, attempt) => {
    attempts.push([code, attempt]);
    return attempts.length < 6 ? 100 : null;
  };
  let gaveUp = 0;
  const { browser, socket } = open({ retryPolicy, onGiveUp: () => gaveUp++ });

  for (const code of [1006, 1001, 1011, 1006]) {
    browser.socket.end(code);
    await browser.advance(100);
  }
  socket.resetRetries();
  browser.socket.end(1006);
  await browser.advance(100);
  browser.socket.end(1006);
  await browser.advance(60_000);

  assert.deepEqual(attempts, [
    [1006, 0],
    [1001, 1],
    [1011, 1],
    [1006, 2],
    [1006, 0],
    [1006, 1],
  ]);
  assert.deepEqual([gaveUp, browser.sockets.length, browser.timers], [1, 6, 0]);
});
