import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../../../webapp/app/channels/event-store.js";
import { Channels } from "../../../webapp/sdk/channels/index.js";
import { World } from "./fake-browser.mjs";

const greeting = {
  type: "connected",
  connectionId: "c1",
  user: { userId: "u", email: null, role: "user" },
  authorizedChannels: ["apps:created"],
};

function start({ channels = [], token = "t1", life = Infinity, renew = async () => null } = {}) {
  const world = new World();
  const heard = [];
  const note =
    (what) =>
    (...details) =>
      heard.push([what, ...details]);
  const credentials = { token: () => token, renew, expiresAt: () => world.time + life };
  const handlers = Object.fromEntries(
    ["onState", "onGreeting", "onEvent", "onSubscribed", "onRefused", "onStats"].map((name) => [name, note(name)]),
  );
  const client = new Channels({ baseUrl: "http://fleet.test", credentials, handlers, ...world.parts });
  client.open(channels);
  const of = (what) => heard.filter(([name]) => name === what).map(([, ...details]) => details);
  return { world, client, of };
}

function live(options) {
  const all = start(options);
  all.world.socket.open();
  all.world.socket.receive(greeting);
  return all;
}

test("brings its token, and subscribes once it was greeted", () => {
  const { world, of } = live({ channels: ["apps:created", "announcements"] });

  assert.equal(world.socket.url, "ws://fleet.test/ws?token=t1");
  assert.deepEqual(world.socket.sent, [{ type: "subscribe", channels: ["apps:created", "announcements"] }]);
  assert.deepEqual(of("onState").flat(), ["connecting", "live"]);
  assert.equal(of("onGreeting")[0][0].connectionId, "c1");
});

test("hands on the data of an event as it came", () => {
  const { world, of } = live();

  world.socket.onmessage({
    data: '{"type":"event","channel":"user:,\\"data\\":","data":{ "n":12345678901234567890.10,\n"timestamp":"x" },"timestamp":"T"}',
  });

  assert.deepEqual(of("onEvent"), [
    [{ channel: 'user:,"data":', data: '{ "n":12345678901234567890.10,\n"timestamp":"x" }', timestamp: "T" }],
  ]);
});

test("knows which channel a refusal is about, and does not ask for it again", async () => {
  const { world, client, of } = live({ channels: ["a"] });
  client.stats();
  client.subscribe("b");
  client.subscribe("c");

  world.socket.receive({ type: "subscribed", channel: "a" });
  world.socket.receive({ type: "stats", data: { totalConnections: 1 } });
  world.socket.receive({ type: "error", message: "Unknown channel" });
  world.socket.receive({ type: "subscribed", channel: "c" });

  assert.deepEqual(of("onRefused"), [["b", "Unknown channel"]]);
  assert.deepEqual(of("onStats"), [[{ totalConnections: 1 }]]);
  assert.deepEqual(of("onSubscribed"), [["a"], ["c"]]);
  world.socket.end(1006);
  await world.pass(1_000);
  world.socket.open();
  world.socket.receive(greeting);
  assert.deepEqual(world.socket.sent, [{ type: "subscribe", channels: ["a", "c"] }]);
});

test("comes back after waits that double up to half a minute", async () => {
  const { world, of } = live();
  const waits = [];
  for (let turn = 0; turn < 7; turn++) {
    const sockets = world.sockets.length;
    const lost = world.time;
    world.socket.end(1006);
    while (world.sockets.length === sockets) await world.pass(50);
    waits.push(world.time - lost);
  }

  assert.deepEqual(waits, [750, 1500, 3000, 6000, 12000, 22500, 22500]); // by chance three quarters of the longest
  assert.deepEqual(of("onState").flat(), ["connecting", "live", "reconnecting"]);
});

test("gives up a connection that does not answer", async () => {
  const { world } = live();

  await world.pass(25_000);
  assert.deepEqual(world.socket.sent, [{ type: "ping" }]);
  await world.pass(11_000);

  assert.equal(world.sockets.length, 2);
  assert.ok(world.sockets[0].closed);
});

test("renews its token before it runs out, and listens on with the new one", async () => {
  let token = "old";
  const renewed = [];
  const world = new World();
  const end = world.time + 120_000;
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
  new Channels({ baseUrl: "http://fleet.test", credentials, handlers, ...world.parts }).open(["a"]);
  world.socket.open();
  world.socket.receive(greeting);

  for (let turn = 0; turn < 6; turn++) {
    await world.pass(10_000);
    world.sockets[0].receive({ type: "pong" });
  }

  assert.deepEqual(renewed, ["old"]);
  assert.match(world.socket.url, /token=new$/);
  assert.ok(world.sockets[0].closed);
});

test("asks for a new token when the server says that the old one is over", async () => {
  const renewed = [];
  const { world } = live({ renew: async (used) => renewed.push(used) });

  world.socket.end(4001);
  await world.pass(1_000);

  assert.deepEqual(renewed, ["t1"]);
});

test("is silent once it is closed", async () => {
  const { world, client } = live();

  client.close();
  await world.pass(60_000);

  assert.equal(world.sockets.length, 1);
  assert.equal(world.timers, 0);
});

test("a paused desk holds what comes, counts it, and shows it later", () => {
  const desk = new Desk();
  const hear = (count) => Array.from({ length: count }, (_, at) => desk.hear({ channel: "a", data: `${at}`, timestamp: "" }));
  hear(3);
  desk.pause();
  hear(250);

  assert.equal(desk.events.length, 3);
  assert.equal(desk.missed, 250);
  desk.resume();
  assert.equal(desk.events.length, 200);
  assert.equal(desk.events[0].data, "249");
  desk.clear();
  desk.pause();
  hear(2);
  assert.equal(desk.missed, 2);
});
