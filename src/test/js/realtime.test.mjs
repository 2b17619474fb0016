import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

const machines = { event: "*", schema: "public", table: "machines", filter: "org_id=eq.acme" };

function start(options = {}) {
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
  const channel = api.channel("a").on("postgres_changes", machines, (change) => heard.push(change));
  channel.subscribe((status) => statuses.push(status));
  return { browser, api, channel, heard, statuses };
}

function live(options) {
  const all = start(options);
  all.browser.socket.open();
  all.browser.socket.confirm("machines");
  return all;
}

test("opens the socket with organisation and token and subscribes with its filter", () => {
  const { browser, api, statuses } = live();

  assert.equal(browser.socket.url, "ws://fleet.test/api/realtime?org_id=acme&token=t1");
  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["machines"], filter: "org_id=eq.acme" }]);
  assert.equal(api.connection, "live");
  assert.deepEqual(statuses, ["SUBSCRIBED"]);
});

test("leaves the filter out when none was given", () => {
  const browser = new FakeBrowser();
  const api = createClient({ baseUrl: "https://fleet.test", getToken: () => "t", getOrg: () => "acme", ...browser.parts });

  api
    .channel("a")
    .on("postgres_changes", { event: "*", table: "machines" }, () => {})
    .subscribe();
  browser.socket.open();

  assert.match(browser.socket.url, /^wss:/);
  assert.deepEqual(browser.socket.sent, [{ type: "subscribe", channels: ["machines"] }]);
});

test("hands over what changed, and only to those who asked for it", () => {
  const { browser, api, heard } = live();
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
  browser.socket.receive(frame);
  browser.socket.receive({ ...frame, event: "DELETE", payload: { id: "m1" } });
  browser.socket.receive({ ...frame, channel: "keys" });

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
  const { browser, api, heard } = live();

  browser.socket.end(4000);
  assert.equal(api.connection, "reconnecting");
  await browser.advance(5_000);
  assert.equal(browser.sockets.length, 2);
  for (let second = 5; second < 61; second++) {
    if (browser.socket.readyState === 0) browser.socket.end(1006);
    await browser.advance(1_000);
  }

  assert.equal(api.connection, "polling");
  assert.deepEqual(
    heard.map(({ eventType }) => eventType),
    ["POLL", "POLL"],
  );
});

test("stops polling once a socket is open again", async () => {
  const { browser, heard, statuses } = live();

  browser.socket.end(1006);
  await browser.advance(5_000);
  browser.socket.open();
  browser.socket.confirm("machines");
  await browser.advance(120_000);

  assert.deepEqual(heard, []);
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
});

test("does nothing more after removal", async () => {
  const { browser, api, channel, heard, statuses } = live();

  api.removeChannel(channel);
  await browser.advance(300_000);

  assert.equal(browser.socket.closed, true);
  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.timers, 0);
  assert.deepEqual(heard, []);
  assert.equal(statuses.at(-1), "CLOSED");
});

test("drops polling and reconnecting when removed while the socket is down", async () => {
  const { browser, api, channel, heard } = live();

  browser.socket.end(1006);
  api.removeChannel(channel);
  await browser.advance(300_000);

  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.timers, 0);
  assert.deepEqual(heard, []);
});

test("only polls while there is no organisation, and opens a socket once there is one", async () => {
  let org = null;
  const { browser, heard } = start({ getOrg: () => org });

  await browser.advance(60_000);
  assert.equal(browser.sockets.length, 0);
  assert.equal(heard.length, 2);
  org = "acme";
  await browser.advance(30_000);

  assert.equal(browser.sockets.length, 1);
});

test("shares one socket among channels and closes it with the last", () => {
  const { browser, api, channel } = live();
  const keys = api
    .channel("b")
    .on("postgres_changes", { event: "*", table: "keys" }, () => {})
    .subscribe();

  api.removeChannel(channel);
  assert.equal(browser.socket.closed, false);
  api.removeChannel(keys);

  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.socket.closed, true);
  assert.deepEqual(browser.socket.sent.slice(1), [
    { type: "subscribe", channels: ["keys"] },
    { type: "unsubscribe", channels: ["machines"] },
  ]);
});

test("returns at a random moment within 5 s after a shutdown", async () => {
  const { browser } = live();
  browser.randomValue = 0.25;

  browser.socket.end(1001);
  await browser.advance(1_249);
  assert.equal(browser.sockets.length, 1);
  await browser.advance(1);

  assert.equal(browser.sockets.length, 2);
});

test("renews the token after 4001 before it comes back", async () => {
  let token = "old";
  const { browser } = live({ getToken: () => token, renewToken: async (used) => (token = `after-${used}`) });

  browser.socket.end(4001);
  await browser.advance(5_000);

  assert.match(browser.socket.url, /token=after-old$/);
});

test("renews the token a minute before it runs out and changes over to a socket with the new one", async () => {
  const browser = new FakeBrowser();
  let expiry = browser.time + 3_600_000;
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
    ...browser.parts,
  });
  api
    .channel("a")
    .on("postgres_changes", machines, () => {})
    .subscribe();
  browser.socket.open();

  await browser.advance(3_539_999);
  assert.equal(browser.sockets.length, 1);
  await browser.advance(1);

  assert.equal(browser.sockets[0].closed, true);
  assert.match(browser.socket.url, /token=second$/);
});

test("wakes up when the page is looked at or the network is back", async () => {
  const page = new EventTarget();
  const { browser, heard } = live({ wakeTargets: [page] });
  browser.socket.end(1006);

  browser.time += 40_000; // the timers of a background tab sleep
  page.dispatchEvent(new Event("visibilitychange"));

  assert.equal(heard.length, 1);
  assert.equal(browser.sockets.length, 2);
  page.dispatchEvent(new Event("online"));
  assert.equal(browser.sockets.length, 2);
});

test("gives the socket up when the network is gone, and comes back with it", async () => {
  const page = new EventTarget();
  const { browser, api } = live({ wakeTargets: [page] });

  page.dispatchEvent(new Event("offline"));
  assert.equal(api.connection, "reconnecting");
  assert.equal(browser.socket.closed, true);
  page.dispatchEvent(new Event("online"));

  assert.equal(browser.sockets.length, 2);
});

test("notices on waking that the socket is dead", async () => {
  const page = new EventTarget();
  const { browser, api } = live({ wakeTargets: [page] });

  browser.time += 60_000;
  page.dispatchEvent(new Event("online"));
  assert.equal(browser.socket.sent.length, 2);
  await browser.advance(5_000);

  assert.equal(api.connection, "reconnecting");
});

test("sends no ping unless its caller asks", async () => {
  const silent = live();
  const pinging = live({ ping: 30_000 });

  await silent.browser.advance(100_000);
  await pinging.browser.advance(30_000);

  assert.equal(silent.browser.socket.sent.length, 1);
  assert.deepEqual(pinging.browser.socket.sent.at(-1), { type: "ping" });
});

test("goes on after a callback that throws and after a frame that is not JSON", () => {
  const { browser, api, heard } = live();
  api
    .channel("b")
    .on("postgres_changes", machines, () => assert.fail("a mistake of the caller"))
    .subscribe();

  browser.socket.onmessage({ data: "no json" });
  browser.socket.receive({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" } });

  assert.equal(browser.errors.length, 2);
  assert.equal(heard.length, 1);
});
