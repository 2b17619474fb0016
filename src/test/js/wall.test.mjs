import assert from "node:assert/strict";
import { test } from "node:test";
import { alerts } from "../../../webapp/sdk/alerts/index.js";
import { BaseClient } from "../../../webapp/sdk/client.js";
import { FakeBrowser } from "./fake-browser.mjs";

const frame = (id, event = "alert.created", more = {}) => ({
  id,
  site: "Kampala",
  severity: "critical",
  message: `m${id}`,
  event,
  ...more,
});
function watch({ wakeTargets, since, ...options } = {}) {
  const browser = new FakeBrowser();
  const seen = { states: [], statuses: [], frames: [], gaps: 0, polls: 0 };
  const api = new BaseClient({ baseUrl: "https://example.com", wakeTargets, ...browser.parts }).use(alerts);
  const feed = api.alerts(options).on("*", ({ kind, frame }) => {
    if (kind !== "POLL") seen.frames.push(frame);
    else if (frame) seen.gaps++;
    else seen.polls++;
  });
  feed.onConnection((state) => seen.states.push(state));
  if (since !== undefined) feed.since(since);
  feed.subscribe((status) => seen.statuses.push(status));
  return { browser, feed, seen };
}

test("goes on without a token when none can be obtained", async () => {
  const { browser, feed } = watch({ token: () => Promise.reject(new Error("The server cannot be reached.")) });
  browser.refusals = Array.from({ length: 4 }, () => ({ status: 502 }));
  await browser.advance(0);

  for (let i = 0; i < 4; i++) {
    browser.socket.end(1006);
    await browser.advance(3_000);
  }

  assert.equal(browser.sockets.length, 5);
  assert.equal(feed.connection, "polling");
});

test("sends the token of a user, or the token of a screen", async () => {
  const user = watch({ token: async () => "jwt" });
  const screen = watch({ token: async () => "jwt", screen: "hgs-x" });
  await user.browser.advance(0);
  await screen.browser.advance(0);

  assert.deepEqual([user.browser.socket.protocols, screen.browser.socket.protocols], [["token-jwt"], ["screen-hgs-x"]]);
});

test("drops a socket of the wall that neither opens nor fails", async () => {
  const { browser, seen } = watch();

  await browser.advance(15_000 + 3_000);

  assert.deepEqual([browser.sockets.length, browser.sockets[0].closed, seen.states], [2, true, ["connecting", "reconnecting"]]);
});

test("drops alerts of other sites that the server sends before it has read the selection", async () => {
  const { browser, seen } = watch({ sites: ["Kampala"] });
  await browser.advance(0);
  browser.socket.open();

  browser.socket.receive(frame("1", "alert.created", { site: "Serengeti" }));
  browser.socket.receive(frame("2"));
  browser.socket.receive({ event: "heartbeat", ts: 1234567890 });

  assert.deepEqual(
    seen.frames.map(({ id, event }) => id ?? event),
    ["2", "heartbeat"],
  );
});

test("reports a loss once, and a silence that ends as none", async () => {
  const { browser, feed, seen } = watch();
  await browser.advance(0);
  browser.socket.open();
  const lastReceivedAt = browser.time;
  await browser.advance(1_000);
  browser.socket.end(1006);
  assert.equal(feed.lastFrameAt, lastReceivedAt);
  await browser.advance(3_000);
  browser.socket.open();

  await browser.advance(4_000);
  browser.socket.receive({ event: "pong", ts: 1 });

  assert.deepEqual(seen.states, ["connecting", "live", "reconnecting", "live", "stale", "live"]);
  assert.deepEqual(seen.statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
});

test("leaves no timer or socket after close", async () => {
  const { browser, feed } = watch();
  await browser.advance(0);
  browser.socket.end(1006);

  feed.unsubscribe();
  await browser.advance(60_000);

  assert.deepEqual([browser.sockets.length, browser.timers], [1, 0]);
});

const NOWHERE = Number.MAX_SAFE_INTEGER;

async function reopened(browser) {
  browser.socket.end(1006);
  await browser.advance(3_000);
  browser.socket.open();
}

test("learns the log's position without a list, and resumes there after a loss", async () => {
  const { browser, seen } = watch({ sites: ["Kampala"] });
  await browser.advance(0);
  browser.socket.open();
  browser.socket.receive({ event: "gap", from: 42, to: NOWHERE });

  await reopened(browser);
  browser.socket.receive(frame("1", "alert.created", { seq: 45 }));
  await reopened(browser);
  browser.socket.receive(frame("1", "alert.created", { seq: 45 }));
  browser.socket.receive(frame("2", "alert.created", { seq: 46 }));

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent),
    [NOWHERE, 41, 45].map((since) => [{ subscribe: ["Kampala"], since }]),
  );
  assert.deepEqual([seen.frames.map(({ id }) => id), seen.gaps], [["1", "2"], 0]);
});

test("reports alerts that the server no longer has", async () => {
  const { browser, seen } = watch();
  await browser.advance(0);
  browser.socket.open();
  browser.socket.receive(frame("1", "alert.created", { seq: 10 }));

  browser.socket.receive({ event: "gap", from: 11, to: 20 });
  browser.socket.receive(frame("2", "alert.created", { seq: 30 }));
  browser.socket.receive({ event: "gap", from: 21, to: 25 });
  assert.equal(seen.gaps, 1);
  await reopened(browser);
  browser.socket.receive({ event: "gap", from: 5, to: 30 }); // a log that was put back to an older state
  await reopened(browser);

  assert.deepEqual([seen.gaps, browser.socket.sent[0].since], [2, 4]);
});

test("resumes with the epoch of the list, and reports a log of another one", async () => {
  const { browser, seen } = watch({ since: { seq: 41, epoch: "E1" } });
  await browser.advance(0);
  browser.socket.open();
  assert.deepEqual(browser.socket.sent[0].since, { seq: 41, epoch: "E1" });

  browser.socket.receive({ event: "gap", from: 1, to: 41, epoch: "E2" });
  browser.socket.receive(frame("1", "alert.created", { seq: 1 }));
  await reopened(browser);

  assert.deepEqual(browser.socket.sent[0].since, { seq: 1, epoch: "E2" });
  assert.deepEqual([seen.frames.map(({ id }) => id), seen.gaps], [["1"], 1]);
  for (let i = 0; i < 2; i++) {
    browser.socket.end(1006);
    await browser.advance(3_000);
  }
  browser.socket.end(1006);
  await browser.advance(0);
  assert.equal(browser.stream.url.search, "?since=1&epoch=E2");
});

test("a wall reconnects at a random moment within 5 s after a shutdown of the server", async () => {
  const { browser } = watch();
  await browser.advance(0);
  browser.socket.open();
  browser.randomValue = 0.1;

  browser.socket.end(1001);
  await browser.advance(500);

  assert.equal(browser.sockets.length, 2);
});

test("asks the server every 1.5 s whether the connection works, and replaces one that gives no answer for 10 s", async () => {
  const { browser, seen } = watch();
  await browser.advance(0);
  browser.socket.open();
  for (let i = 0; i < 4; i++) {
    await browser.advance(1_500);
    assert.deepEqual(browser.socket.sent.at(-1), { event: "ping" });
    browser.socket.receive({ event: "pong", ts: 1 });
  }

  await browser.advance(4_500);
  assert.deepEqual(seen.states, ["connecting", "live", "stale"]);
  await browser.advance(7_000 + 3_000);

  assert.deepEqual([seen.states, browser.sockets.length, seen.frames], [["connecting", "live", "stale", "reconnecting"], 2, []]);
});

test("a signed-in wall whose token expires reconnects at once", async () => {
  const { browser } = watch({ token: async () => "jwt" });
  await browser.advance(0);
  browser.socket.open();

  browser.socket.end(4001);
  await browser.advance(0);

  assert.equal(browser.sockets.length, 2);
});

test("alerts come as server-sent events where no socket opens, after the position that is known", async () => {
  const { browser, feed, seen } = watch({ since: 41, sites: ["Kampala"] });
  await browser.advance(0);
  browser.socket.end(1006);
  await browser.advance(3_000);
  browser.socket.end(1006);
  await browser.advance(0);

  browser.stream.receive({ event: "heartbeat", ts: 1 });
  browser.stream.receive(frame("1", "alert.created", { seq: 42 }));
  browser.stream.receive(frame("1", "alert.created", { seq: 42 }));
  await browser.advance(0);

  assert.equal(browser.stream.url.search, "?since=41&site=Kampala");
  assert.deepEqual(
    [feed.connection, feed.transport, seen.frames.map(({ id, event }) => id ?? event)],
    ["live", "stream", ["heartbeat", "1"]],
  );
  await browser.advance(50_000);
  assert.equal(browser.sockets.length, 3);
  browser.socket.open();
  assert.deepEqual([feed.transport, browser.stream.closed, browser.socket.sent[0].since], ["socket", true, 42]);
});

test("after the end of a stream a socket is tried first", async () => {
  const { browser, feed } = watch();
  await browser.advance(0);
  browser.socket.end(1006);
  await browser.advance(3_000);
  browser.socket.end(1006);
  await browser.advance(0);
  browser.stream.receive({ event: "heartbeat", ts: 1 });
  await browser.advance(0);

  browser.stream.end();
  await browser.advance(0);
  assert.equal(feed.connection, "reconnecting");
  await browser.advance(3_000);
  assert.equal(browser.sockets.length, 3);
  browser.socket.end(1006);
  await browser.advance(0);

  assert.equal(browser.streams.length, 2);
});
