import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";
import { confirmSubscription, incident, pulse, watch } from "./status-feed-fixture.mjs";

test("a client lists and ends its channels of every kind", async () => {
  const browser = new FakeBrowser();
  const api = createClient({ baseUrl: "http://fleet.test", getToken: () => "t1", getOrg: () => "acme", ...browser.parts });
  const statuses = [];
  const channels = [
    api.channel("a").on("postgres_changes", { event: "*", table: "machines" }, () => {}),
    api.alerts({ sites: ["Kampala"] }),
    api.statusPage("status"),
    api.events(["announcements"]),
  ];

  for (const channel of channels) channel.subscribe((status) => statuses.push(`${channel.name} ${status}`));
  await browser.advance(0);
  assert.deepEqual(
    api.getChannels().map(({ name }) => name),
    ["a", "alerts", "status:status", "events"],
  );
  assert.deepEqual(
    browser.sockets.map(({ url }) => new URL(url).pathname),
    ["/api/realtime", "/ws", "/ws", "/ws/alerts"],
  );
  assert.equal(await api.removeChannel(channels[1]), "ok");
  assert.deepEqual(await api.removeAllChannels(), ["ok", "ok", "ok"]);

  assert.deepEqual(statuses, ["alerts CLOSED", "a CLOSED", "status:status CLOSED", "events CLOSED"]);
  assert.deepEqual([api.getChannels(), browser.timers], [[], 0]);
  assert.ok(browser.sockets.every(({ closed }) => closed));
});

test("a part that is used twice stays the same", () => {
  const browser = new FakeBrowser();
  const api = createClient({ baseUrl: "http://fleet.test", ...browser.parts });
  const { channel } = api;

  assert.equal(api.use(() => ({ more: 1 })).more, 1);
  assert.equal(api.channel, channel);
  assert.equal(api.connection, "none");
});

test("a subscription that is not answered in time is reported, and its connection replaced", async () => {
  const { browser, seen } = watch({ timeoutMs: 4_000 });
  browser.socket.open();

  await browser.advance(4_000);
  assert.deepEqual(seen.statuses, ["TIMED_OUT", "RECONNECTING"]);
  await browser.advance(2_000);
  confirmSubscription(browser);

  assert.deepEqual([browser.sockets.length, seen.statuses.at(-1)], [2, "SUBSCRIBED"]);
  await browser.advance(9_000);
  assert.equal(seen.statuses.at(-1), "SUBSCRIBED");
});

test("callbacks are asked to fetch while the connection is lost, and no longer", async () => {
  const { browser, seen } = watch();
  browser.refusals = Array.from({ length: 9 }, () => ({ status: 502 }));
  confirmSubscription(browser);
  browser.socket.end(1006);
  for (let second = 0; second < 70; second++) {
    await browser.advance(1_000);
    if (browser.socket.readyState === 0) browser.socket.end(1006);
  }

  assert.deepEqual([seen.polls, seen.statuses], [2, ["SUBSCRIBED", "RECONNECTING", "POLLING"]]);
  while (browser.socket.readyState !== 0) await browser.advance(1_000);
  confirmSubscription(browser);
  const { polls } = seen;
  await browser.advance(9_000);
  assert.equal(seen.polls, polls);
});

test("a callback gets the events of its kind, and one that throws keeps no other from being called", () => {
  const { browser, feed, seen } = watch();
  const heard = [];
  feed.on("pulse", () => {
    throw new Error("of the page");
  });
  feed.on("pulse", ({ kind, data, timestamp, seq }) => heard.push([kind, data.monitorId, timestamp, seq]));
  feed.on("incident-deleted", ({ seq }) => heard.push(seq));
  confirmSubscription(browser);

  browser.socket.receive(pulse());
  browser.socket.receive(incident(7));

  assert.deepEqual(heard, [["pulse", "api", "t", undefined], 7]);
  assert.equal(seen.events.length, 2);
  assert.deepEqual(
    browser.errors.map(({ message }) => message),
    ["of the page"],
  );
});

test("to subscribe twice is an error, and to subscribe again is none", async () => {
  const { browser, feed, seen } = watch();
  assert.throws(() => feed.subscribe(), /subscribed already/);
  confirmSubscription(browser);
  feed.since(5);
  await feed.unsubscribe();
  assert.equal(await feed.unsubscribe(), "ok");

  feed.subscribe((status) => seen.statuses.push(status));
  confirmSubscription(browser, 5);

  assert.deepEqual(browser.socket.sent, [{ action: "subscribe", slug: "status", since: 5 }]);
  assert.deepEqual(seen.statuses, ["SUBSCRIBED", "CLOSED", "RESUMED"]);
});

test("positions and kinds that are none are refused", () => {
  const { feed } = watch();

  assert.throws(() => feed.since("12"), TypeError);
  assert.throws(() => feed.since({ seq: -1 }), TypeError);
  assert.throws(() => feed.on("", () => {}), TypeError);
});
