import assert from "node:assert/strict";
import { test } from "node:test";
import { EventStore } from "../../../webapp/app/channels/event-store.js";
import { Channels } from "../../../webapp/sdk/channels/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

const greeting = {
  type: "connected",
  connectionId: "c1",
  user: { userId: "u", email: null, role: "user" },
  authorizedChannels: ["apps:created"],
};

function start({ channels = [], token = "t1", life = Infinity, renew = async () => null } = {}) {
  const browser = new FakeBrowser();
  const received = [];
  const note =
    (what) =>
    (...details) =>
      received.push([what, ...details]);
  const credentials = { token: () => token, renew, expiresAt: () => browser.time + life };
  const handlers = Object.fromEntries(
    ["onState", "onGreeting", "onEvent", "onSubscribed", "onRefused", "onStats"].map((name) => [name, note(name)]),
  );
  const client = new Channels({ baseUrl: "http://fleet.test", credentials, handlers, ...browser.parts });
  client.open(channels);
  const of = (what) => received.filter(([name]) => name === what).map(([, ...details]) => details);
  return { browser, client, of };
}

function live(options) {
  const all = start(options);
  all.browser.socket.open();
  all.browser.socket.receive(greeting);
  return all;
}

test("sends its token, and subscribes after the greeting", () => {
  const { browser, of } = live({ channels: ["apps:created", "announcements"] });

  assert.equal(browser.socket.url, "ws://fleet.test/ws");
  assert.deepEqual(browser.socket.protocols, ["token-t1"]);
  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["apps:created", "announcements"] }]);
  assert.deepEqual(of("onState").flat(), ["connecting", "live"]);
  assert.equal(of("onGreeting")[0][0].connectionId, "c1");
});

test("delivers the data of an event as it was received", () => {
  const { browser, of } = live();

  browser.socket.onmessage({
    data: '{"type":"event","channel":"user:,\\"data\\":","data":{ "n":12345678901234567890.10,\n"timestamp":"x" },"timestamp":"T"}',
  });

  assert.deepEqual(of("onEvent"), [
    [{ channel: 'user:,"data":', data: '{ "n":12345678901234567890.10,\n"timestamp":"x" }', timestamp: "T" }],
  ]);
});

test("assigns an error to its channel, and does not subscribe to that again", async () => {
  const { browser, client, of } = live({ channels: ["a"] });
  client.stats();
  client.subscribe("b");
  client.subscribe("c");

  browser.socket.receive({ type: "subscribed", channel: "a" });
  browser.socket.receive({ type: "stats", data: { totalConnections: 1 } });
  browser.socket.receive({ type: "error", message: "Unknown channel" });
  browser.socket.receive({ type: "subscribed", channel: "c" });

  assert.deepEqual(of("onRefused"), [["b", "Unknown channel"]]);
  assert.deepEqual(of("onStats"), [[{ totalConnections: 1 }]]);
  assert.deepEqual(of("onSubscribed"), [["a"], ["c"]]);
  browser.socket.end(1006);
  await browser.advance(1_000);
  browser.socket.open();
  browser.socket.receive(greeting);
  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["a", "c"] }]);
});

test("reconnects after waits that double up to 30 s", async () => {
  const { browser, of } = live();
  const waits = [];
  for (let turn = 0; turn < 7; turn++) {
    const sockets = browser.sockets.length;
    const lost = browser.time;
    browser.socket.end(1006);
    while (browser.sockets.length === sockets) await browser.advance(50);
    waits.push(browser.time - lost);
  }

  assert.deepEqual(waits, [750, 1500, 3000, 6000, 12000, 22500, 22500]); // by chance three quarters of the longest
  assert.deepEqual(of("onState").flat(), ["connecting", "live", "reconnecting"]);
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
  const credentials = {
    token: () => token,
    renew: async (used) => {
      renewed.push(used);
      token = "new";
      return token;
    },
    expiresAt: () => (token === "new" ? Infinity : end),
  };
  const quiet = () => {};
  const handlers = { onState: quiet, onGreeting: quiet, onEvent: quiet, onSubscribed: quiet, onRefused: quiet, onStats: quiet };
  new Channels({ baseUrl: "http://fleet.test", credentials, handlers, ...browser.parts }).open(["a"]);
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
  const { browser, client } = live();

  client.close();
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
