import assert from "node:assert/strict";
import { test } from "node:test";
import { event, refusing, start, streaming, subscribed } from "./event-streams-fixture.mjs";

test("two sockets that do not open lead to a stream, which resumes and is live", async () => {
  const { browser, api, received, statuses } = await streaming({ since: 41 });

  browser.stream.receive(event(42));
  browser.stream.write(":\n\n");
  await browser.advance(0);

  assert.equal(browser.streams.length, 1);
  assert.equal(browser.stream.url.href, "http://fleet.test/api/events?channel=machines&org_id=acme&since=41");
  assert.equal(browser.stream.token, "Bearer t1");
  assert.equal(api.connection, "live");
  assert.deepEqual([received, statuses.at(-1)], [[42], "RESUMED"]);
});

test("a stream without a given position begins at the present one", async () => {
  const { browser, statuses, received } = await streaming();

  browser.stream.receive(event(41));
  browser.stream.receive(event(42));
  await browser.advance(0);

  assert.equal(browser.stream.url.searchParams.has("since"), false);
  assert.deepEqual([received, statuses.at(-1)], [[42], "SUBSCRIBED"]);
});

test("a socket that opens takes over after 30 to 60 s, and nothing comes twice", async () => {
  const { browser, received } = await streaming({ since: 41 });
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
  assert.deepEqual([received, browser.streams.length, browser.sockets.length], [[42, 43], 1, 3]);
});

test("a socket that still does not open leaves the stream open", async () => {
  const { browser, api, received } = await streaming({ since: 41 });

  await browser.advance(45_000);
  browser.socket.end(1006);
  browser.stream.receive(event(42));
  await browser.advance(0);

  assert.deepEqual([api.connection, browser.stream.closed, received], ["live", false, [42]]);
});

test("without stream and socket it polls, and keeps trying both", async () => {
  const { browser, api, received } = start();
  browser.refusals = [{ status: 404 }, { status: 404 }];

  await refusing(browser, 61_000);

  assert.equal(api.connection, "polling");
  assert.deepEqual(received, ["POLL", "POLL"]);
  assert.equal(browser.sockets.length, 16); // every 4 s, by chance
  assert.equal(browser.streams.length, 2);
});

test("an answer that is not a stream counts as a refusal", async () => {
  const { browser, api } = start();
  browser.refusals = [{ status: 200, headers: { "Content-Type": "text/html" } }];

  await refusing(browser, 12_000);

  assert.equal(api.connection, "polling");
});

test("obeys Retry-After", async () => {
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

test("a lost stream is reopened as a stream, and resumes", async () => {
  const { browser, api, received, statuses } = await streaming({ since: 41 });
  browser.stream.receive(event(42));
  browser.stream.write('event: close\ndata: {"code":1001,"reason":""}\n\n');
  await browser.advance(0);
  assert.equal(api.connection, "reconnecting");

  await browser.advance(2_500);
  browser.stream.receive(subscribed(43));
  browser.stream.receive(event(43));
  await browser.advance(0);

  assert.equal(browser.stream.url.searchParams.get("since"), "42");
  assert.deepEqual([received, statuses.at(-1), browser.sockets.length], [[42, 43], "RESUMED", 2]);
});

test("a stream that cannot be reopened leads to a socket", async () => {
  const { browser } = await streaming();
  browser.refusals = [{ status: 404 }];
  browser.stream.end();

  await browser.advance(5_000);
  assert.deepEqual([browser.streams.length, browser.sockets.length], [2, 2]);
  await browser.advance(5_000);

  assert.equal(browser.sockets.length, 3);
});

test("without a given position the socket that takes over does not resume", async () => {
  const { browser, statuses } = await streaming();
  browser.stream.receive(event(42));

  await browser.advance(45_000);
  browser.socket.open();
  browser.socket.receive({ type: "subscribed", channels: ["machines"] });

  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["machines"] }]);
  assert.equal(statuses.at(-1), "SUBSCRIBED");
});

test("a socket that delivered events does not count as refused", async () => {
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

test("a socket that neither opens nor fails counts as refused", async () => {
  const { browser } = start();

  await browser.advance(15_000 + 5_000 + 15_000);

  assert.deepEqual(
    browser.sockets.map(({ closed }) => closed),
    [true, true],
  );
  assert.equal(browser.streams.length, 1);
});

test("a silent stream is dropped", async () => {
  const { browser, api } = await streaming();
  browser.randomValue = 0.99; // the next socket comes after a minute, and hangs

  await browser.advance(74_000);
  assert.equal(browser.stream.closed, false);
  await browser.advance(1_000);

  assert.equal(browser.streams[0].closed, true);
  assert.notEqual(api.connection, "live");
});
