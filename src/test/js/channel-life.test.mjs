import assert from "node:assert/strict";
import { test } from "node:test";
import { refusing, streaming } from "./event-streams-fixture.mjs";
import { live, start } from "./realtime-fixture.mjs";

const refused = (message) => ({ type: "error", message, timestamp: "2026-03-17T10:30:45.200Z" });
const update = { type: "event", channel: "machines", event: "UPDATE", payload: { id: "m1" } };
const selection = (table) => ({ event: "*", schema: "public", table, filter: "org_id=eq.acme" });

/** One more channel for a table. @returns its statuses, each with the error's message */
function join(api, name, table, timeoutMs) {
  const statuses = [];
  api
    .channel(name)
    .on("postgres_changes", selection(table), () => {})
    .subscribe((status, error) => statuses.push(error ? `${status}: ${error.message}` : status), timeoutMs);
  return statuses;
}

test("a refusal reaches its own channel, and the others live on after a reconnect", async () => {
  const { browser, api, received, statuses } = live();
  const audit = join(api, "b", "audit");
  browser.socket.receive(refused("Not authorized"));
  browser.socket.end(1006);
  await browser.advance(5_000);
  browser.socket.open();

  assert.deepEqual(
    browser.socket.sent.map(({ channels }) => channels),
    [["machines"], ["audit"]],
  );
  browser.socket.confirm("machines");
  browser.socket.receive(refused("Not authorized"));
  browser.socket.receive(update);

  assert.deepEqual(audit, ["CHANNEL_ERROR: Not authorized", "RECONNECTING", "CHANNEL_ERROR: Not authorized"]);
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
  assert.equal(received.length, 1);
  assert.deepEqual(browser.errors, []);
});

test("when the server refuses several tables together, each is asked for alone", () => {
  const { browser, api, statuses } = start();
  const audit = join(api, "b", "audit");
  browser.socket.open();

  browser.socket.receive(refused("Not authorized"));
  assert.deepEqual(
    browser.socket.sent.map(({ channels }) => channels),
    [["machines", "audit"], ["machines"], ["audit"]],
  );
  browser.socket.confirm("machines");
  browser.socket.receive(refused("Not authorized"));

  assert.deepEqual(statuses, ["SUBSCRIBED"]);
  assert.deepEqual(audit, ["CHANNEL_ERROR: Not authorized"]);
});

test("a channel with a refused table gets no events, and its other tables are released", () => {
  const { browser, api } = live();
  const received = [];
  const statuses = [];
  const channel = api.channel("b");
  for (const table of ["machines", "keys", "audit"])
    channel.on("postgres_changes", selection(table), (change) => received.push(change));
  channel.subscribe((status) => statuses.push(status));
  browser.socket.receive(refused("Not authorized"));
  browser.socket.confirm("machines");
  browser.socket.confirm("keys");
  browser.socket.receive(refused("Not authorized"));
  browser.socket.receive(update);

  assert.deepEqual(statuses, ["CHANNEL_ERROR"]);
  assert.deepEqual(received, []);
  assert.deepEqual(browser.socket.sent.at(-1), { type: "unsubscribe", channels: ["keys"] });
});

test("a subscription that the server ends is an error of its channel alone", () => {
  const { browser, api, statuses } = live();
  const audit = join(api, "b", "audit");
  browser.socket.confirm("audit");

  browser.socket.receive({ type: "unsubscribed", channels: ["audit"] });

  assert.deepEqual(audit, ["SUBSCRIBED", "CHANNEL_ERROR: The server has ended the subscription"]);
  assert.deepEqual(statuses, ["SUBSCRIBED"]);
});

test("a subscription without an answer times out, and the silent socket is replaced", async () => {
  const { browser, api, statuses } = start();
  browser.socket.open();

  await browser.advance(9_999);
  assert.deepEqual(statuses, []);
  await browser.advance(1);
  assert.deepEqual(statuses, ["TIMED_OUT", "RECONNECTING"]);
  await browser.advance(5_000);
  browser.socket.open();
  browser.socket.confirm("machines");

  assert.equal(api.connection, "live");
  assert.equal(statuses.at(-1), "SUBSCRIBED");
});

test("the caller chooses how long an answer may take", async () => {
  const { browser, api } = live();
  const audit = join(api, "b", "audit", 2_000);

  await browser.advance(2_000);

  assert.equal(audit[0], "TIMED_OUT: The server does not answer the subscription");
});

test("channels are listed, removed one by one, and removed together", async () => {
  const { browser, api, channel, statuses } = live();
  const audit = join(api, "b", "audit");
  assert.deepEqual(
    api.getChannels().map(({ name }) => name),
    ["a", "b"],
  );

  assert.equal(await channel.unsubscribe(), "ok");
  assert.deepEqual(await api.removeAllChannels(), ["ok"]);

  assert.deepEqual([statuses.at(-1), audit.at(-1)], ["CLOSED", "CLOSED"]);
  assert.deepEqual(api.getChannels(), []);
  assert.equal(browser.socket.closed, true);
  assert.equal(browser.timers, 0);
});

test("a callback that is added after subscribe is subscribed to at once", () => {
  const { browser, channel, statuses } = live();
  const keys = [];

  channel.on("postgres_changes", selection("keys"), ({ eventType }) => keys.push(eventType));
  assert.deepEqual(browser.socket.sent.at(-1).channels, ["machines", "keys"]);
  browser.socket.confirm("machines", "keys");
  browser.socket.receive({ ...update, channel: "keys" });

  assert.deepEqual(keys, ["UPDATE"]);
  assert.deepEqual(statuses, ["SUBSCRIBED", "SUBSCRIBED"]);
});

test("a channel that is subscribed cannot be subscribed again, but after it was removed", () => {
  const { api, channel } = live();

  assert.throws(() => channel.subscribe(), /subscribed already/);
  api.removeChannel(channel);
  channel.subscribe();

  assert.deepEqual(api.getChannels(), [channel]);
});

test("broadcasts reach the callbacks of their event", () => {
  const { browser, api, received } = live();
  const [moves, all] = [[], []];
  api
    .channel("b")
    .on("broadcast", { event: "move" }, (message) => moves.push(message))
    .on("broadcast", { event: "*" }, ({ event }) => all.push(event))
    .subscribe();
  assert.deepEqual(browser.socket.sent.at(-1), { type: "subscribe", channels: ["general"] });
  browser.socket.confirm("general");

  for (const event of ["move", "other"]) browser.socket.receive({ type: "event", channel: "general", event, payload: { x: 1 } });

  assert.deepEqual(moves, [{ type: "broadcast", event: "move", payload: { x: 1 } }]);
  assert.deepEqual(all, ["move", "other"]);
  assert.deepEqual(received, []);
});

test("a broadcast is ok once the server has answered what follows it, and an error when it refuses", async () => {
  const { browser, channel } = live();
  const message = { type: "broadcast", event: "move", payload: { x: 1 } };
  const [first, second] = [channel.send(message), channel.send(message)];
  await browser.advance(0);

  assert.deepEqual(browser.socket.sent.slice(1, 3), [{ ...message, channel: "general" }, { type: "ping" }]);
  browser.socket.receive({ type: "pong" });
  browser.socket.receive(refused("Too many broadcasts"));
  browser.socket.receive({ type: "pong" });

  assert.deepEqual(await Promise.all([first, second]), ["ok", "error"]);
  assert.deepEqual(browser.errors, []);
});

test("a broadcast without a socket or without an answer fails in time, and after a loss", async () => {
  const { browser, channel } = start();
  const message = { type: "broadcast", event: "move", payload: {} };

  assert.equal(await channel.send(message), "error");
  browser.socket.open();
  browser.socket.confirm("machines");
  const late = channel.send(message, { timeout: 3_000 });
  await browser.advance(3_000);
  assert.equal(await late, "timed out");
  const lost = channel.send(message);
  browser.socket.end(1006);
  await browser.advance(5_000);

  assert.equal(await lost, "error");
});

test("a channel that asks for them gets its own broadcasts", async () => {
  const { browser, api } = live();
  const moves = [];
  const channel = api.channel("b", { config: { broadcast: { self: true } } });
  channel.on("broadcast", { event: "move" }, ({ payload }) => moves.push(payload)).subscribe();
  browser.socket.confirm("general");

  const sent = channel.send({ type: "broadcast", event: "move", payload: { x: 2 } });
  await browser.advance(0);
  browser.socket.receive({ type: "pong" });
  await sent;

  assert.deepEqual(moves, [{ x: 2 }]);
});

test("an unknown kind of message is refused", async () => {
  const { channel } = live();

  await assert.rejects(channel.send({ type: "presence", event: "x", payload: {} }), TypeError);
  assert.throws(() => channel.on("broadcast", {}, () => {}), TypeError);
});

test("a stream that is refused is an error of its own channel, and the others go on", async () => {
  const { browser, api, received, statuses } = await streaming();
  browser.refusals.push({
    status: 403,
    headers: { "Content-Type": "application/json" },
    body: { success: false, error: { code: "FORBIDDEN", message: "Not authorized" } },
  });
  const audit = join(api, "b", "audit");
  await browser.advance(10);
  browser.streams[0].receive({ ...update, seq: 42 });
  await browser.advance(0);

  assert.deepEqual(audit, ["CHANNEL_ERROR: Not authorized"]);
  assert.deepEqual(received, [42]);
  assert.equal(statuses.at(-1), "SUBSCRIBED");
});

test("when every stream is refused, the client polls and tries again", async () => {
  const { browser, api, statuses } = start();
  browser.refusals.push({ status: 403, headers: { "Content-Type": "application/json" }, body: {} });

  await refusing(browser, 10_000);

  assert.equal(api.connection, "polling");
  assert.equal(statuses.includes("CHANNEL_ERROR"), true);
  assert.equal(statuses.at(-1), "POLLING");
});
