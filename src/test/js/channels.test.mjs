import assert from "node:assert/strict";
import { test } from "node:test";
import { EventStore } from "../../../webapp/app/channels/event-store.js";
import { BaseClient } from "../../../webapp/sdk/client.js";
import { events } from "../../../webapp/sdk/events/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

const greeting = {
  type: "connected",
  connectionId: "c1",
  user: { userId: "u", email: null, role: "user" },
  authorizedChannels: ["apps:created"],
};

function start({ channels = [], since = [], token = "t1", life = Infinity, renew = async () => null } = {}) {
  const browser = new FakeBrowser();
  const seen = { states: [], statuses: [], messages: [] };
  const options = { getToken: () => token, renewToken: renew, getTokenExpiry: () => browser.time + life };
  const api = new BaseClient({ baseUrl: "http://fleet.test", ...options, ...browser.parts }).use(events);
  const channel = api.events(channels).on("*", (message) => seen.messages.push(message));
  for (const position of since) channel.since(...position);
  channel.onConnection((state) => seen.states.push(state));
  channel.subscribe((status, error) => seen.statuses.push(error ? [status, error.channel, error.message] : status));
  return { browser, channel, seen };
}

function live(options) {
  const all = start(options);
  all.browser.socket.open();
  all.browser.socket.receive(greeting);
  return all;
}

test("sends its token, and subscribes after the greeting", () => {
  const { browser, channel, seen } = live({ channels: ["apps:created", "announcements"] });
  assert.deepEqual(seen.statuses, []);
  for (const name of ["apps:created", "announcements"]) browser.socket.receive({ type: "subscribed", channel: name });

  assert.equal(browser.socket.url, "ws://fleet.test/ws");
  assert.deepEqual(browser.socket.protocols, ["token-t1"]);
  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["apps:created", "announcements"] }]);
  assert.deepEqual(seen.states, ["connecting", "live"]);
  assert.deepEqual(seen.statuses, ["SUBSCRIBED"]);
  assert.deepEqual(channel.authorizedChannels, ["apps:created"]);
});

test("without a channel it is subscribed once the server has said which there are", () => {
  const { browser, channel, seen } = live();
  channel.add("apps:created");
  channel.remove("apps:created");

  assert.deepEqual(seen.statuses, ["SUBSCRIBED"]);
  assert.deepEqual(browser.socket.sent, [
    { type: "subscribe", channels: ["apps:created"] },
    { type: "unsubscribe", channel: "apps:created" },
  ]);
});

test("delivers the data of an event, and also as it was published", () => {
  const { browser, channel, seen } = live();
  const heard = [];
  channel.on("apps:created", ({ data }) => heard.push(data.n));
  const text = '{ "n":12345678901234567890.10,\n"timestamp":"x" }';

  browser.socket.onmessage({ data: `{"type":"event","channel":"user:,\\"data\\":","data":${text},"timestamp":"T"}` });
  browser.socket.receive({ type: "event", channel: "apps:created", data: { n: 7 }, timestamp: "T" });

  const [{ kind, text: published, timestamp }] = seen.messages;
  assert.deepEqual([kind, published, timestamp], ['user:,"data":', text, "T"]);
  assert.deepEqual(heard, [7]);
});

/** The connection is lost, and the next one opens. */
async function reconnect(browser) {
  browser.socket.end(1006);
  await browser.advance(1_000);
  browser.socket.open();
  browser.socket.receive(greeting);
}

test("assigns an error to its channel, and asks for that again with the next connection", async () => {
  const { browser, channel, seen } = live({ channels: ["a"] });
  const stats = channel.stats();
  channel.add("b");
  channel.add("c");

  browser.socket.receive({ type: "subscribed", channel: "a" });
  browser.socket.receive({ type: "stats", data: { totalConnections: 1 } });
  browser.socket.receive({ type: "error", message: "Unknown channel" });
  browser.socket.receive({ type: "subscribed", channel: "c" });

  assert.deepEqual(seen.statuses, ["SUBSCRIBED", ["CHANNEL_ERROR", "b", "Unknown channel"]]);
  assert.deepEqual(await stats, { totalConnections: 1 });
  await reconnect(browser);
  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["a", "b", "c"] }]);
});

test("a channel that was refused and removed is asked for no more", async () => {
  const { browser, channel, seen } = live({ channels: ["a", "b"] });
  browser.socket.receive({ type: "error", message: "Unknown channel" });
  browser.socket.receive({ type: "subscribed", channel: "b" });

  channel.remove("a");
  browser.socket.receive({ type: "error", message: "Unknown channel" });
  await reconnect(browser);

  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["b"] }]);
  assert.deepEqual(seen.statuses, [["CHANNEL_ERROR", "a", "Unknown channel"], "SUBSCRIBED", "RECONNECTING"]);
});

test("a channel that is refused at the beginning leaves the others subscribed", () => {
  const { browser, seen } = live({ channels: ["a", "b"] });

  browser.socket.receive({ type: "error", message: "Unknown channel" });
  browser.socket.receive({ type: "subscribed", channel: "b" });

  assert.deepEqual(seen.statuses, [["CHANNEL_ERROR", "a", "Unknown channel"], "SUBSCRIBED"]);
});

test("while every channel is refused, each connection reports that and nothing else", async () => {
  const { browser, channel, seen } = live({ channels: ["system:health"] });
  const refuse = () => browser.socket.receive({ type: "error", message: "Not authorized" });
  const error = ["CHANNEL_ERROR", "system:health", "Not authorized"];

  refuse();
  assert.deepEqual(seen.statuses, [error]);
  await reconnect(browser);
  refuse();
  assert.deepEqual(seen.statuses, [error, "RECONNECTING", error]);

  channel.add("announcements");
  browser.socket.receive({ type: "subscribed", channel: "announcements" });
  assert.equal(seen.statuses.at(-1), "SUBSCRIBED");
});

test("where a channel of several is refused, the others are not reported as resumed", () => {
  const { browser, seen } = live({ channels: ["users:created", "system:health"], since: [[41, "users:created"]] });

  browser.socket.receive({ type: "subscribed", channel: "users:created", seq: 43, epoch: "E1" });
  browser.socket.receive({ type: "error", message: "Not authorized" });

  assert.equal(seen.statuses.at(-1), "SUBSCRIBED");
});

/** The next socket does not open either, and the server answers a question about that. */
async function failToOpen(browser, status, body) {
  const sockets = browser.sockets.length;
  browser.answers.push([status, body]);
  browser.socket.end(1006);
  while (browser.sockets.length === sockets) await browser.advance(100);
  browser.answers.length = 0;
}

test("a token that the server refuses is an error, reported once, and the connection is tried again", async () => {
  const { browser, seen } = start({ channels: ["a"] });
  const unauthorized = { success: false, error: { code: "UNAUTHORIZED", message: "The token is revoked." } };
  for (let turn = 0; turn < 5; turn++) await failToOpen(browser, 401, unauthorized);

  assert.deepEqual(seen.statuses, ["RECONNECTING", "POLLING", ["CHANNEL_ERROR", undefined, "The token is revoked."]]);
  const question = { url: "http://fleet.test/ws", method: "GET", token: "Bearer t1", body: undefined };
  assert.deepEqual(browser.calls, [question, question, question, question]);
  browser.socket.open();
  browser.socket.receive(greeting);
  browser.socket.receive({ type: "subscribed", channel: "a" });
  assert.equal(seen.statuses.at(-1), "SUBSCRIBED");
});

test("a socket that does not open although the token is accepted is no error", async () => {
  const { browser, seen } = start({ channels: ["a"] });
  for (const status of [426, 503, 426]) await failToOpen(browser, status, {});

  assert.deepEqual(seen.statuses, ["RECONNECTING", "POLLING"]);
});

test("statistics that cannot come are refused, whether the connection is lost or not there", async () => {
  const { browser, channel } = live();
  const lost = assert.rejects(channel.stats(), /connection was lost/);
  browser.socket.end(1006);

  await lost;
  await assert.rejects(channel.stats(), /no connection/);
});

test("channels whose events are kept resume after their positions, and deliver nothing twice", async () => {
  const since = [
    [{ seq: 41, epoch: "E1" }, "users:created"],
    [7, "users:deleted"],
  ];
  const { browser, seen } = live({ channels: ["users:created", "users:deleted"], since });
  const confirm = (seq) => {
    for (const channel of ["users:created", "users:deleted"])
      browser.socket.receive({ type: "subscribed", channel, seq, epoch: "E1" });
  };
  const event = (seq) => browser.socket.receive({ type: "event", channel: "users:created", data: {}, timestamp: "T", seq });

  assert.deepEqual(browser.socket.sent[0].since, { "users:created": { seq: 41, epoch: "E1" }, "users:deleted": 7 });
  confirm(43);
  for (const seq of [42, 43, 43]) event(seq);
  browser.socket.receive({ type: "gap", channel: "users:deleted", from: 8, to: 20, epoch: "E1" });
  browser.socket.end(1006);
  await browser.advance(1_000);
  browser.socket.open();
  browser.socket.receive(greeting);
  assert.deepEqual(browser.socket.sent[0].since, {
    "users:created": { seq: 43, epoch: "E1" },
    "users:deleted": { seq: 20, epoch: "E1" },
  });
  confirm(44);
  event(43);
  event(44);

  assert.deepEqual(
    seen.messages.map(({ kind, seq }) => seq ?? kind),
    [42, 43, "POLL", 44],
  );
  assert.deepEqual(seen.statuses, ["RESUMED", "RECONNECTING", "RESUMED"]);
});

test("several channels need the name of the one whose position is given", () => {
  const { channel } = start({ channels: ["a", "b"] });

  assert.throws(() => channel.since(1), /which channel/);
});

test("reconnects after waits that double up to 30 s", async () => {
  const { browser, seen } = live();
  const waits = [];
  for (let turn = 0; turn < 7; turn++) {
    const sockets = browser.sockets.length;
    const lost = browser.time;
    browser.socket.end(1006);
    while (browser.sockets.length === sockets) await browser.advance(50);
    waits.push(browser.time - lost);
  }

  assert.deepEqual(waits, [750, 1500, 3000, 6000, 12000, 22500, 22500]); // by chance three quarters of the longest
  assert.deepEqual(seen.states, ["connecting", "live", "reconnecting", "polling"]);
});

test("drops a connection that does not answer", async () => {
  const { browser } = live();

  await browser.advance(10_000);
  assert.deepEqual(browser.socket.sent, [{ type: "ping" }]);
  await browser.advance(6_000);

  assert.equal(browser.sockets.length, 2);
  assert.ok(browser.sockets[0].closed);
});

test("renews its token before it expires, and reconnects with the new one", async () => {
  let token = "old";
  const renewed = [];
  const browser = new FakeBrowser();
  const end = browser.time + 120_000;
  const options = {
    getToken: () => token,
    renewToken: async (used) => {
      renewed.push(used);
      token = "new";
      return token;
    },
    getTokenExpiry: () => (token === "new" ? Infinity : end),
  };
  new BaseClient({ baseUrl: "http://fleet.test", ...options, ...browser.parts }).use(events).events(["a"]).subscribe();
  browser.socket.open();
  browser.socket.receive(greeting);

  for (let turn = 0; turn < 6; turn++) {
    await browser.advance(10_000);
    browser.sockets[0].receive({ type: "pong" });
  }

  assert.deepEqual(renewed, ["old"]);
  assert.deepEqual(browser.socket.protocols, ["token-new"]);
  assert.ok(browser.sockets[0].closed);
});

test("renews its token after close code 4001", async () => {
  const renewed = [];
  const { browser } = live({ renew: async (used) => renewed.push(used) });

  browser.socket.end(4001);
  await browser.advance(1_000);

  assert.deepEqual(renewed, ["t1"]);
});

test("does nothing after close", async () => {
  const { browser, channel } = live();

  channel.unsubscribe();
  await browser.advance(60_000);

  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.timers, 0);
});

test("a paused store buffers and counts events, and shows them after resume", () => {
  const store = new EventStore();
  const hear = (count) => Array.from({ length: count }, (_, at) => store.add({ channel: "a", data: `${at}`, timestamp: "" }));
  hear(3);
  store.pause();
  hear(250);

  assert.equal(store.events.length, 3);
  assert.equal(store.bufferedCount, 250);
  store.resume();
  assert.equal(store.events.length, 200);
  assert.equal(store.events[0].data, "249");
  store.clear();
  store.pause();
  hear(2);
  assert.equal(store.bufferedCount, 2);
});
