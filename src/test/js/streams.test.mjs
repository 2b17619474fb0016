import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser } from "../../../webapp/sdk/event-parser.js";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

const event = (seq) => ({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" }, seq });
const subscribed = (seq, table = "machines") => ({ type: "subscribed", channels: [table], seq: { [table]: seq } });

function start({ since, ...options } = {}) {
  const browser = new FakeBrowser();
  const heard = [];
  const statuses = [];
  const api = createClient({
    baseUrl: "http://fleet.test",
    getToken: () => "t1",
    getOrg: () => "acme",
    ...browser.parts,
    ...options,
  });
  const channel = api
    .channel("a")
    .on("postgres_changes", { event: "*", table: "machines" }, ({ eventType, seq }) => heard.push(seq ?? eventType));
  if (since !== undefined) channel.since(since);
  channel.subscribe((status) => statuses.push(status));
  return { browser, api, channel, heard, statuses };
}

/** Refuses every socket for so long. */
async function refusing(browser, ms) {
  for (const end = browser.time + ms; browser.time < end; await browser.advance(500))
    if (browser.socket.readyState === 0) browser.socket.end(1006);
}

async function streaming(options, seq = 41) {
  const all = start(options);
  await refusing(all.browser, 5_000);
  all.browser.socket.end(1006);
  await all.browser.advance(0);
  all.browser.stream.receive(subscribed(seq));
  await all.browser.advance(0);
  return all;
}

test("two sockets that do not open lead to a stream, which resumes and is live", async () => {
  const { browser, api, heard, statuses } = await streaming({ since: 41 });

  browser.stream.receive(event(42));
  browser.stream.write(":\n\n");
  await browser.advance(0);

  assert.equal(browser.streams.length, 1);
  assert.equal(browser.stream.url.href, "http://fleet.test/api/events?channel=machines&org_id=acme&since=41");
  assert.equal(browser.stream.token, "Bearer t1");
  assert.equal(api.connection, "live");
  assert.deepEqual([heard, statuses.at(-1)], [[42], "RESUMED"]);
});

test("a stream that nobody named a position for begins at the present one", async () => {
  const { browser, statuses, heard } = await streaming();

  browser.stream.receive(event(41));
  browser.stream.receive(event(42));
  await browser.advance(0);

  assert.equal(browser.stream.url.searchParams.has("since"), false);
  assert.deepEqual([heard, statuses.at(-1)], [[42], "SUBSCRIBED"]);
});

test("a socket that opens takes over after 30 to 60 s, and nothing comes twice", async () => {
  const { browser, heard } = await streaming({ since: 41 });
  browser.stream.receive(event(42));
  browser.randomValue = 0.5;

  await browser.advance(44_000);
  assert.equal(browser.sockets.length, 2);
  browser.stream.write(":\n\n");
  await browser.advance(1_500);
  assert.equal(browser.stream.closed, false);
  browser.socket.open();
  assert.equal(browser.stream.closed, true);
  browser.socket.receive(subscribed(42));
  browser.socket.receive(event(43));
  await browser.advance(100_000);

  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["machines"], since: { machines: 42 } }]);
  assert.deepEqual([heard, browser.streams.length, browser.sockets.length], [[42, 43], 1, 3]);
});

test("a socket that still does not open changes nothing", async () => {
  const { browser, api, heard } = await streaming({ since: 41 });

  await browser.advance(45_000);
  browser.socket.end(1006);
  browser.stream.receive(event(42));
  await browser.advance(0);

  assert.deepEqual([api.connection, browser.stream.closed, heard], ["live", false, [42]]);
});

test("without stream and socket it polls, and goes on trying both", async () => {
  const { browser, api, heard } = start();
  browser.refusals = [{ status: 404 }, { status: 404 }];

  await refusing(browser, 61_000);

  assert.equal(api.connection, "polling");
  assert.deepEqual(heard, ["POLL", "POLL"]);
  assert.equal(browser.sockets.length, 16); // every 4 s, by chance
  assert.equal(browser.streams.length, 2);
});

test("an answer that is no stream is none", async () => {
  const { browser, api } = start();
  browser.refusals = [{ status: 200, headers: { "Content-Type": "text/html" } }];

  await refusing(browser, 12_000);

  assert.equal(api.connection, "polling");
});

test("stays away for as long as the server wants", async () => {
  const { browser } = start();
  browser.refusals = [{ status: 503, headers: { "Retry-After": "40" } }];

  await refusing(browser, 43_500);
  assert.equal(browser.sockets.length, 2);
  await refusing(browser, 1_000);

  assert.equal(browser.sockets.length, 3);
});

test("renews a token that a stream refuses", async () => {
  const renewed = [];
  const { browser } = start({
    renewToken: async (used) => {
      renewed.push(used);
      return "t2";
    },
  });
  browser.refusals = [{ status: 401 }];

  await refusing(browser, 11_000);

  assert.deepEqual(renewed, ["t1"]);
});

test("a stream that is lost comes back as a stream, from where it was", async () => {
  const { browser, api, heard, statuses } = await streaming({ since: 41 });
  browser.stream.receive(event(42));
  browser.stream.write('event: close\ndata: {"code":1001,"reason":""}\n\n');
  await browser.advance(0);
  assert.equal(api.connection, "reconnecting");

  await browser.advance(2_500);
  browser.stream.receive(subscribed(43));
  browser.stream.receive(event(43));
  await browser.advance(0);

  assert.equal(browser.stream.url.searchParams.get("since"), "42");
  assert.deepEqual([heard, statuses.at(-1), browser.sockets.length], [[42, 43], "RESUMED", 2]);
});

test("a stream that does not come back leads to a socket again", async () => {
  const { browser } = await streaming();
  browser.refusals = [{ status: 404 }];
  browser.stream.end();

  await browser.advance(5_000);
  assert.deepEqual([browser.streams.length, browser.sockets.length], [2, 2]);
  await browser.advance(5_000);

  assert.equal(browser.sockets.length, 3);
});

test("who named no position asks the socket that takes over for none", async () => {
  const { browser, statuses } = await streaming();
  browser.stream.receive(event(42));

  await browser.advance(45_000);
  browser.socket.open();
  browser.socket.receive({ type: "subscribed", channels: ["machines"] });

  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["machines"] }]);
  assert.equal(statuses.at(-1), "SUBSCRIBED");
});

test("a socket that told events counts as one that opens", async () => {
  const { browser } = start();
  browser.socket.end(1006);
  await browser.advance(5_000);
  browser.socket.open();
  browser.socket.receive({ type: "subscribed", channels: ["machines"] });
  browser.socket.end(1006);

  await browser.advance(5_000);
  browser.socket.end(1006);
  await browser.advance(4_000);

  assert.equal(browser.streams.length, 0);
});

test("a socket that neither opens nor fails counts as one that does not open", async () => {
  const { browser } = start();

  await browser.advance(15_000 + 5_000 + 15_000);

  assert.deepEqual(
    browser.sockets.map(({ closed }) => closed),
    [true, true],
  );
  assert.equal(browser.streams.length, 1);
});

test("a stream that says nothing any more is given up", async () => {
  const { browser, api } = await streaming();
  browser.randomValue = 0.99; // the next socket comes after a minute, and hangs

  await browser.advance(74_000);
  assert.equal(browser.stream.closed, false);
  await browser.advance(1_000);

  assert.equal(browser.streams[0].closed, true);
  assert.notEqual(api.connection, "live");
});

test("each table has a stream, for as long as somebody wants it", async () => {
  const { browser, api } = await streaming();
  const keys = api
    .channel("b")
    .on("postgres_changes", { event: "*", table: "keys" }, () => {})
    .subscribe();
  await browser.advance(0);
  assert.equal(browser.stream.url.searchParams.get("channel"), "keys");

  api.removeChannel(keys);
  await browser.advance(0);

  assert.deepEqual(
    browser.streams.map(({ closed }) => closed),
    [false, true],
  );
});

test("one who is behind the others has their stream begin anew", async () => {
  const { browser, api, heard } = await streaming({ since: 41 });
  browser.stream.receive(event(42));
  await browser.advance(0);
  const late = [];
  api
    .channel("b")
    .on("postgres_changes", { event: "*", table: "machines" }, ({ seq }) => late.push(seq))
    .since(40)
    .subscribe();
  await browser.advance(0);

  assert.deepEqual(
    browser.streams.map(({ closed }) => closed),
    [true, false],
  );
  assert.equal(browser.stream.url.searchParams.get("since"), "40");
  browser.stream.receive(subscribed(43));
  for (const seq of [41, 42, 43]) browser.stream.receive(event(seq));
  await browser.advance(0);

  assert.deepEqual(
    [heard, late],
    [
      [42, 43],
      [41, 42, 43],
    ],
  );
});

test("removal ends everything", async () => {
  const { browser, api, channel } = await streaming();

  api.removeChannel(channel);
  await browser.advance(300_000);

  assert.deepEqual([browser.stream.closed, browser.timers, browser.streams.length, browser.sockets.length], [true, 0, 1, 2]);
});

test("reads events out of pieces, whatever the line ends, and passes comments over", () => {
  const parser = new EventParser();

  const told = [
    "retry: 3000\n\n:\n\nid: 4",
    "2\nda",
    'ta: {"a":\r\ndata: 1}\r\n\r',
    "\nevent: close\ndata:x\n\n",
    "data: unfinished",
  ].flatMap((piece) => parser.take(piece));

  assert.deepEqual(told, [
    { event: "message", data: '{"a":\n1}' },
    { event: "close", data: "x" },
  ]);
});
