import assert from "node:assert/strict";
import { test } from "node:test";
import { event, streaming, subscribed } from "./event-streams-fixture.mjs";

test("each table has a stream while a channel has it", async () => {
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

test("a channel that is behind the others reopens their stream", async () => {
  const { browser, api, received } = await streaming({ since: 41 });
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
    [received, late],
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
