import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { World } from "./fake-browser.mjs";

const machines = { event: "*", schema: "public", table: "machines", filter: "org_id=eq.acme" };

function start(options = {}) {
  const world = new World();
  const heard = [];
  const statuses = [];
  const api = createClient({
    baseUrl: "http://fleet.test",
    getToken: () => "t1",
    getOrg: () => "acme",
    ...world.parts,
    ...options,
  });
  const channel = api.channel("a").on("postgres_changes", machines, (change) => heard.push(change));
  channel.subscribe((status) => statuses.push(status));
  return { world, api, channel, heard, statuses };
}

function live(options) {
  const all = start(options);
  all.world.socket.open();
  all.world.socket.confirm("machines");
  return all;
}

test("opens the socket with organisation and token and subscribes with its filter", () => {
  const { world, api, statuses } = live();

  assert.equal(world.socket.url, "ws://fleet.test/api/realtime?org_id=acme&token=t1");
  assert.deepEqual(world.socket.sent, [{ type: "subscribe", channels: ["machines"], filter: "org_id=eq.acme" }]);
  assert.equal(api.connection, "live");
  assert.deepEqual(statuses, ["SUBSCRIBED"]);
});

test("leaves the filter out when none was given", () => {
  const world = new World();
  const api = createClient({ baseUrl: "https://fleet.test", getToken: () => "t", getOrg: () => "acme", ...world.parts });

  api
    .channel("a")
    .on("postgres_changes", { event: "*", table: "machines" }, () => {})
    .subscribe();
  world.socket.open();

  assert.match(world.socket.url, /^wss:/);
  assert.deepEqual(world.socket.sent, [{ type: "subscribe", channels: ["machines"] }]);
});

test("hands over what changed, and only to those who asked for it", () => {
  const { world, api, heard } = live();
  const deleted = [];
  api
    .channel("b")
    .on("postgres_changes", { ...machines, event: "DELETE" }, ({ old }) => deleted.push(old))
    .subscribe();

  const frame = {
    type: "event",
    channel: "machines",
    event: "UPDATE",
    payload: { id: "m1", status: "online" },
    timestamp: "2026-03-17T10:30:45.200Z",
  };
  world.socket.receive(frame);
  world.socket.receive({ ...frame, event: "DELETE", payload: { id: "m1" } });
  world.socket.receive({ ...frame, channel: "keys" });

  assert.deepEqual(
    heard.map(({ eventType }) => eventType),
    ["UPDATE", "DELETE"],
  );
  assert.deepEqual(heard[0], {
    eventType: "UPDATE",
    schema: "public",
    table: "machines",
    new: { id: "m1", status: "online" },
    old: { id: "m1" },
    commit_timestamp: "2026-03-17T10:30:45.200Z",
    frame,
  });
  assert.deepEqual(deleted, [{ id: "m1" }]);
});

test("polls every 30 s while the socket is down and opens it again within 5 s", async () => {
  const { world, api, heard } = live();

  world.socket.end(4000);
  assert.equal(api.connection, "reconnecting");
  await world.pass(5_000);
  assert.equal(world.sockets.length, 2);
  for (let second = 5; second < 61; second++) {
    if (world.socket.readyState === 0) world.socket.end(1006);
    await world.pass(1_000);
  }

  assert.equal(api.connection, "polling");
  assert.deepEqual(
    heard.map(({ eventType }) => eventType),
    ["POLL", "POLL"],
  );
});

test("stops polling once a socket is open again", async () => {
  const { world, heard, statuses } = live();

  world.socket.end(1006);
  await world.pass(5_000);
  world.socket.open();
  world.socket.confirm("machines");
  await world.pass(120_000);

  assert.deepEqual(heard, []);
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
});

test("does nothing more after removal", async () => {
  const { world, api, channel, heard, statuses } = live();

  api.removeChannel(channel);
  await world.pass(300_000);

  assert.equal(world.socket.closed, true);
  assert.equal(world.sockets.length, 1);
  assert.equal(world.timers, 0);
  assert.deepEqual(heard, []);
  assert.equal(statuses.at(-1), "CLOSED");
});

test("drops polling and reconnecting when removed while the socket is down", async () => {
  const { world, api, channel, heard } = live();

  world.socket.end(1006);
  api.removeChannel(channel);
  await world.pass(300_000);

  assert.equal(world.sockets.length, 1);
  assert.equal(world.timers, 0);
  assert.deepEqual(heard, []);
});

test("only polls while there is no organisation, and opens a socket once there is one", async () => {
  let org = null;
  const { world, heard } = start({ getOrg: () => org });

  await world.pass(60_000);
  assert.equal(world.sockets.length, 0);
  assert.equal(heard.length, 2);
  org = "acme";
  await world.pass(30_000);

  assert.equal(world.sockets.length, 1);
});

test("shares one socket among channels and closes it with the last", () => {
  const { world, api, channel } = live();
  const keys = api
    .channel("b")
    .on("postgres_changes", { event: "*", table: "keys" }, () => {})
    .subscribe();

  api.removeChannel(channel);
  assert.equal(world.socket.closed, false);
  api.removeChannel(keys);

  assert.equal(world.sockets.length, 1);
  assert.equal(world.socket.closed, true);
  assert.deepEqual(world.socket.sent.slice(1), [
    { type: "subscribe", channels: ["keys"] },
    { type: "unsubscribe", channels: ["machines"] },
  ]);
});

test("returns at a random moment within 5 s after a shutdown", async () => {
  const { world } = live();
  world.chance = 0.25;

  world.socket.end(1001);
  await world.pass(1_249);
  assert.equal(world.sockets.length, 1);
  await world.pass(1);

  assert.equal(world.sockets.length, 2);
});

test("renews the token after 4001 before it comes back", async () => {
  let token = "old";
  const { world } = live({ getToken: () => token, renewToken: async (used) => (token = `after-${used}`) });

  world.socket.end(4001);
  await world.pass(5_000);

  assert.match(world.socket.url, /token=after-old$/);
});

test("renews the token a minute before it runs out and changes over to a socket with the new one", async () => {
  const world = new World();
  let expiry = world.time + 3_600_000;
  let token = "first";
  const renewToken = async () => {
    expiry += 3_600_000;
    token = "second";
    return token;
  };
  const api = createClient({
    baseUrl: "http://fleet.test",
    getOrg: () => "acme",
    getToken: () => token,
    getTokenExpiry: () => expiry,
    renewToken,
    ...world.parts,
  });
  api
    .channel("a")
    .on("postgres_changes", machines, () => {})
    .subscribe();
  world.socket.open();

  await world.pass(3_539_999);
  assert.equal(world.sockets.length, 1);
  await world.pass(1);

  assert.equal(world.sockets[0].closed, true);
  assert.match(world.socket.url, /token=second$/);
});

test("wakes up when the page is looked at or the network is back", async () => {
  const page = new EventTarget();
  const { world, heard } = live({ wakeTargets: [page] });
  world.socket.end(1006);

  world.time += 40_000; // the timers of a background tab sleep
  page.dispatchEvent(new Event("visibilitychange"));

  assert.equal(heard.length, 1);
  assert.equal(world.sockets.length, 2);
  page.dispatchEvent(new Event("online"));
  assert.equal(world.sockets.length, 2);
});

test("gives the socket up when the network is gone, and comes back with it", async () => {
  const page = new EventTarget();
  const { world, api } = live({ wakeTargets: [page] });

  page.dispatchEvent(new Event("offline"));
  assert.equal(api.connection, "reconnecting");
  assert.equal(world.socket.closed, true);
  page.dispatchEvent(new Event("online"));

  assert.equal(world.sockets.length, 2);
});

test("notices on waking that the socket is dead", async () => {
  const page = new EventTarget();
  const { world, api } = live({ wakeTargets: [page] });

  world.time += 60_000;
  page.dispatchEvent(new Event("online"));
  assert.equal(world.socket.sent.length, 2);
  await world.pass(5_000);

  assert.equal(api.connection, "reconnecting");
});

test("sends no ping unless its caller asks", async () => {
  const silent = live();
  const pinging = live({ ping: 30_000 });

  await silent.world.pass(100_000);
  await pinging.world.pass(30_000);

  assert.equal(silent.world.socket.sent.length, 1);
  assert.deepEqual(pinging.world.socket.sent.at(-1), { type: "ping" });
});

test("goes on after a callback that throws and after a frame that is not JSON", () => {
  const { world, api, heard } = live();
  api
    .channel("b")
    .on("postgres_changes", machines, () => assert.fail("a mistake of the caller"))
    .subscribe();

  world.socket.onmessage({ data: "no json" });
  world.socket.receive({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" } });

  assert.equal(world.errors.length, 2);
  assert.equal(heard.length, 1);
});
