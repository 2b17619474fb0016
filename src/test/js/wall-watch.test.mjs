import assert from "node:assert/strict";
import { test } from "node:test";
import { BaseClient } from "../../../webapp/sdk/client.js";
import { AlertWatch } from "../../../webapp/wall/alert-watch.js";
import { FakeBrowser } from "./fake-browser.mjs";

const EMPTY = { seq: 7, total: 0, counts: { critical: 0, warning: 0, info: 0 }, complete: true, alerts: [] };

/** A server whose answers to `/api/v1/alerts/open` a test decides; without one it hangs until the request is given up. */
function watch({ screen, session = null } = {}) {
  const browser = new FakeBrowser();
  const server = { reply: () => ({ status: 200 }), requests: [], lists: 0, forgotten: 0 };
  const parts = browser.parts;
  const network = new EventTarget();
  const env = {
    ...parts,
    fetch: async (url, options) => {
      if (!url.includes("/alerts/open")) return parts.fetch(url, options);
      server.requests.push({ at: browser.time, url, headers: options.headers });
      const reply = server.reply(options.headers);
      if (!reply) return new Promise((_, fail) => options.signal.addEventListener("abort", () => fail(options.signal.reason)));
      const { status } = reply;
      const list = { ...EMPTY, epoch: server.epoch };
      return new Response(status === 304 ? null : JSON.stringify(list), { status, headers: { ETag: '"1"' } });
    },
  };
  const api = Object.assign(new BaseClient({ baseUrl: "https://example.com", wakeTargets: [network], ...env }), { session });
  const watched = new AlertWatch({
    api,
    sites: ["Kampala"],
    screen,
    wakeTargets: [network],
    onList: () => server.lists++,
    onFrame: () => {},
    onForget: () => server.forgotten++,
    onChange: () => {},
    env,
  });
  watched.start();
  return { browser, server, watched, network };
}

async function open(watching) {
  await watching.browser.advance(0);
  watching.browser.socket.open();
  watching.browser.socket.receive({ event: "pong", ts: 1 });
}

/** Lets time pass in which the socket answers. */
async function answering({ browser }, ms) {
  for (let passed = 0; passed < ms; passed += 1_500) {
    await browser.advance(1_500);
    browser.socket.receive({ event: "pong", ts: 1 });
  }
}

test("nothing is known before the first complete answer, however long it takes", async () => {
  const { browser, server, watched } = watch();
  server.reply = () => null;
  await browser.advance(3_000);
  assert.deepEqual([watched.state, browser.sockets.length], ["unknown", 0]);
  await browser.advance(4_000);
  assert.deepEqual([watched.state, watched.problem], ["unknown", "TIMEOUT"]);

  server.reply = () => ({ status: 503 });
  await browser.advance(4_000);
  assert.deepEqual([watched.state, watched.problem], ["unknown", "HTTP_503"]);
  server.reply = () => ({ status: 200 });
  await browser.advance(2_000);

  assert.deepEqual([watched.state, watched.problem], ["live", ""]);
  assert.equal(watched.knownSince > Date.parse("2026-03-17T10:30:10.000Z"), true);
});

test("reads the list, then goes on with the feed from its position", async () => {
  const watching = watch();
  await open(watching);

  const { browser, server } = watching;
  assert.equal(server.requests[0].url, "https://example.com/api/v1/alerts/open?site=Kampala");
  assert.deepEqual(browser.socket.sent[0], { subscribe: ["Kampala"], updates: true, since: 7 });
});

test("a list of a database that was restored replaces what was known", async () => {
  const watching = watch();
  const { browser, server } = watching;
  server.epoch = "E1";
  await open(watching);
  assert.deepEqual(browser.socket.sent[0].since, { seq: 7, epoch: "E1" });
  await answering(watching, 11_000);
  assert.deepEqual([server.lists >= 2, server.forgotten], [true, 0]);

  server.epoch = "E2";
  await answering(watching, 11_000);

  assert.equal(server.forgotten, 1);
});

test("while the socket answers, the list is asked for every 10 s and not sent again", async () => {
  const watching = watch();
  await open(watching);
  watching.server.reply = () => ({ status: 304 });

  await answering(watching, 30_000);

  const { requests } = watching.server;
  assert.ok(requests.length >= 4 && requests.length <= 5, String(requests.length));
  assert.equal(requests[1].headers["If-None-Match"], '"1"');
  assert.equal(watching.watched.state, "live");
});

test("a network that is cut in silence is known within 5 s", async () => {
  const watching = watch();
  await open(watching);
  await answering(watching, 15_000);
  const { browser, server, watched } = watching;

  server.reply = () => null;
  const heardAt = watched.heardAt;
  await browser.advance(3_000);
  assert.equal(watched.state, "live");
  await browser.advance(1_000);

  assert.equal(watched.state, "stale");
  assert.equal(watched.heardAt, heardAt);
});

test("a connection that breaks is known at once", async () => {
  const watching = watch();
  await open(watching);
  const { browser, server, watched } = watching;
  await browser.advance(1_000);

  server.reply = () => ({ status: 502 });
  browser.socket.end(1006);
  await browser.advance(500);

  assert.equal(watched.state, "stale");
});

test("an offline browser is known at once, and back at once", async () => {
  const watching = watch();
  await open(watching);
  const { browser, server, watched, network } = watching;
  await browser.advance(1_000);

  server.reply = () => null;
  network.dispatchEvent(new Event("offline"));
  assert.equal(watched.state, "stale");
  server.reply = () => ({ status: 200 });
  await browser.advance(4_000);
  network.dispatchEvent(new Event("online"));
  await browser.advance(0);

  assert.equal(watched.state, "live");
});

test("where neither socket nor stream opens, the list is read every 2 s", async () => {
  const { browser, server, watched } = watch();
  browser.refusals = Array.from({ length: 50 }, () => ({ status: 502 }));
  for (let second = 0; second < 20; second++) {
    await browser.advance(1_000);
    if (browser.socket.readyState === 0) browser.socket.end(1006);
  }

  assert.deepEqual([watched.state, watched.transport], ["live", "polling"]);
  const gaps = server.requests.slice(2).map(({ at }, index) => at - server.requests[index + 1].at);
  assert.ok(Math.max(...gaps) <= 2_500, String(gaps));
  assert.ok(browser.streams.length > 0);
});

for (const [failure, reply] of [
  ["refuses its list with a 503", { status: 503 }],
  ["does not answer with its list", null],
]) {
  test(`a server that answers on the socket and ${failure} is believed for 5 s`, async () => {
    const watching = watch();
    await open(watching);
    const { browser, server, watched } = watching;
    const asked = server.requests.length;
    server.reply = () => reply;
    while (server.requests.length === asked) await answering(watching, 1_500);
    const dueAt = server.requests[asked].at;
    assert.ok(dueAt - server.requests[asked - 1].at <= 10_500, String(dueAt));

    while (browser.time + 1_500 < dueAt + 5_000) await answering(watching, 1_500);
    assert.equal(watched.state, "live");
    await answering(watching, 1_500);
    assert.deepEqual([watched.state, watched.problem], ["stale", reply ? "HTTP_503" : "TIMEOUT"]);

    server.reply = () => ({ status: 200 });
    await answering(watching, 4_500);
    assert.deepEqual([watched.state, watched.problem], ["live", ""]);
  });
}

test("one reading that fails leaves the wall live", async () => {
  const watching = watch();
  await open(watching);
  const { server, watched } = watching;
  const asked = server.requests.length;
  server.reply = () => ({ status: server.requests.length === asked + 1 ? 503 : 200 });
  const states = new Set();
  for (let passed = 0; passed < 21_000; passed += 1_500) {
    await answering(watching, 1_500);
    states.add(watched.state);
  }

  assert.ok(server.requests.length > asked + 1);
  assert.deepEqual([...states], ["live"]);
});

test("without access nothing is shown, and the viewer's session is tried before that", async () => {
  const kept = { token: "old", expires_at: Date.parse("2027-01-01T00:00:00Z") };
  const session = { read: () => kept, renew: async () => null };
  const { browser, server, watched } = watch({ session });
  server.reply = (headers) => ({ status: headers.Authorization ? 200 : 401 });
  await browser.advance(1_000);
  assert.deepEqual([watched.state, browser.socket.protocols], ["live", ["token-old"]]);

  server.reply = () => ({ status: 401 });
  browser.socket.end(4003);
  await browser.advance(1_000);

  assert.deepEqual([watched.state, server.forgotten], ["refused", 1]);
});

test("a screen sends its token with every request, and ends when it was revoked", async () => {
  const { browser, server, watched } = watch({ screen: "hgs-x" });
  await browser.advance(0);
  assert.equal(server.requests[0].headers["X-Heliograph-Screen"], "hgs-x");
  assert.deepEqual(browser.socket.protocols, ["screen-hgs-x"]);
  browser.socket.open();

  server.reply = () => ({ status: 401 });
  browser.socket.end(4003);
  await browser.advance(1_000);

  assert.deepEqual([watched.state, watched.heardAt], ["refused", 0]);
});

test("after a gap in the log everything is read anew", async () => {
  const watching = watch();
  await open(watching);
  const { browser, server, watched } = watching;
  server.reply = () => null;

  browser.socket.receive({ event: "gap", from: 8, to: 20 });
  assert.deepEqual([watched.state, server.forgotten], ["unknown", 1]);
  server.reply = () => ({ status: 200 });
  await browser.advance(5_000);

  assert.equal(watched.state, "live");
  assert.ok(server.lists > 1);
});
