import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";
import { live, machines, start } from "./realtime-fixture.mjs";

test("opens the socket with organisation and token and subscribes with its filter", () => {
  const { browser, api, statuses } = live();

  assert.equal(browser.socket.url, "ws://fleet.test/api/realtime?org_id=acme");
  assert.deepEqual(browser.socket.protocols, ["token-t1"]);
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

test("delivers changes to matching callbacks only", () => {
  const { browser, api, received } = live();
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
    received.map(({ eventType }) => eventType),
    ["UPDATE", "DELETE"],
  );
  assert.deepEqual(received[0], {
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
  const { browser, api, received } = live();

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
    received.map(({ eventType }) => eventType),
    ["POLL", "POLL"],
  );
});

test("stops polling once a socket is open again", async () => {
  const { browser, received, statuses } = live();

  browser.socket.end(1006);
  await browser.advance(5_000);
  browser.socket.open();
  browser.socket.confirm("machines");
  await browser.advance(120_000);

  assert.deepEqual(received, []);
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
});

test("does nothing after removal", async () => {
  const { browser, api, channel, received, statuses } = live();

  api.removeChannel(channel);
  await browser.advance(300_000);

  assert.equal(browser.socket.closed, true);
  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.timers, 0);
  assert.deepEqual(received, []);
  assert.equal(statuses.at(-1), "CLOSED");
});

test("drops polling and reconnecting when removed while the socket is down", async () => {
  const { browser, api, channel, received } = live();

  browser.socket.end(1006);
  api.removeChannel(channel);
  await browser.advance(300_000);

  assert.equal(browser.sockets.length, 1);
  assert.equal(browser.timers, 0);
  assert.deepEqual(received, []);
});

test("only polls while there is no organisation, and opens a socket once there is one", async () => {
  let org = null;
  const { browser, received } = start({ getOrg: () => org });

  await browser.advance(60_000);
  assert.equal(browser.sockets.length, 0);
  assert.equal(received.length, 2);
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
