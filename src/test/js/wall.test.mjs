import assert from "node:assert/strict";
import { test } from "node:test";
import { AlertFeed } from "../../../webapp/sdk/alerts/feed.js";
import { AlertList, MOST } from "../../../webapp/wall/alert-list.js";
import { FakeBrowser } from "./fake-browser.mjs";

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
const ids = (alerts) => alerts.all.map(({ id }) => id);

function watch(options = {}) {
  const browser = new FakeBrowser();
  const seen = { states: [], frames: [], lost: [], gaps: 0 };
  const feed = new AlertFeed({
    url: "wss://example.com/ws/alerts",
    sites: [],
    token: async () => null,
    env: browser.parts,
    onFrame: (frame) => seen.frames.push(frame),
    onGap: () => seen.gaps++,
    onState: (state) => {
      seen.states.push(state);
      seen.lost.push(feed.lostFrom);
    },
    ...options,
  });
  feed.open();
  return { browser, feed, seen };
}

test("an alert that arrived while the list was loading is not treated as resolved", () => {
  const alerts = new AlertList();
  alerts.apply(frame("before"), NOW);

  alerts.apply(frame("meanwhile"), NOW + 2_000);
  alerts.merge([listed("old")], true, { requestedAt: NOW + 1_000, now: NOW + 3_000 });

  const resolved = Object.fromEntries(alerts.all.map(({ id, resolvedAt }) => [id, Boolean(resolvedAt)]));
  assert.deepEqual(resolved, { meanwhile: false, before: true, old: false });
});

test("over fifty, the oldest resolved alerts are dropped first, then the oldest of all", () => {
  const alerts = new AlertList();
  alerts.apply(frame("critical"), NOW);
  for (let i = 1; i <= MOST + 5; i++) {
    alerts.apply(frame(`a${i}`), NOW + i);
    if (i <= 40) alerts.apply(frame(`a${i}`, "alert.resolved"), NOW + i);
  }

  assert.equal(alerts.all.length, MOST);
  assert.deepEqual([ids(alerts).at(-1), ids(alerts).at(-2)], ["critical", "a7"]);
  for (let i = 1; i <= MOST; i++) alerts.apply(frame(`b${i}`), NOW + 100 + i);

  assert.deepEqual([alerts.all.length, ids(alerts)[0], ids(alerts).at(-1)], [MOST, `b${MOST}`, "b1"]);
});

test("goes on without a token when none can be obtained", async () => {
  const { browser, feed } = watch({ token: () => Promise.reject(new Error("The server cannot be reached.")) });
  await browser.advance(0);

  for (let i = 0; i < 4; i++) {
    browser.socket.end(1006);
    await browser.advance(3_000);
  }

  assert.equal(browser.sockets.length, 5);
  assert.equal(feed.state, "lost");
});

test("sends a token where anonymous connections are refused", async () => {
  const { browser, seen } = watch({ token: async () => "jwt" });
  await browser.advance(0);
  browser.socket.end(1006);
  await browser.advance(3_000);
  browser.socket.open();

  assert.deepEqual(
    browser.sockets.map(({ protocols }) => protocols),
    [[], ["token-jwt"]],
  );
  assert.deepEqual(seen.states, ["lost", "live"]);
});

test("drops a socket of the wall that neither opens nor fails", async () => {
  const { browser, seen } = watch();

  await browser.advance(15_000 + 3_000);

  assert.deepEqual([browser.sockets.length, browser.sockets[0].closed, seen.states], [2, true, ["lost"]]);
  browser.socket.open();
  await browser.advance(60_000);
  assert.equal(browser.sockets.length, 2);
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

test("reports the time of a loss; a silence that ends is no loss", async () => {
  const { browser, feed, seen } = watch();
  await browser.advance(0);
  browser.socket.open();
  const lastReceivedAt = browser.time;
  await browser.advance(10_000);
  browser.socket.end(1006);
  await browser.advance(3_000);
  browser.socket.open();

  await browser.advance(50_000);
  feed.checkSilence();
  browser.socket.receive({ event: "heartbeat", ts: 1 });

  assert.deepEqual(seen.states, ["live", "lost", "live", "stale", "live"]);
  assert.deepEqual(seen.lost, [0, lastReceivedAt, lastReceivedAt, 0, 0]);
});

test("leaves no timer or socket after close", async () => {
  const { browser, feed } = watch();
  await browser.advance(0);
  browser.socket.end(1006);

  feed.close();
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

test("a wall reconnects at a random moment within 5 s after a shutdown of the server", async () => {
  const { browser } = watch();
  await browser.advance(0);
  browser.socket.open();
  browser.randomValue = 0.1;

  browser.socket.end(1001);
  await browser.advance(500);

  assert.equal(browser.sockets.length, 2);
});
