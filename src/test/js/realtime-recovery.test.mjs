import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";
import { live, machines } from "./realtime-fixture.mjs";

test("reconnects at a random moment within 5 s after a shutdown", async () => {
  const { browser } = live();
  browser.randomValue = 0.25;

  browser.socket.end(1001);
  await browser.advance(1_249);
  assert.equal(browser.sockets.length, 1);
  await browser.advance(1);

  assert.equal(browser.sockets.length, 2);
});

test("renews the token after 4001 before it reconnects", async () => {
  let token = "old";
  const { browser } = live({ getToken: () => token, renewToken: async (used) => (token = `after-${used}`) });

  browser.socket.end(4001);
  await browser.advance(5_000);

  assert.deepEqual(browser.socket.protocols, ["token-after-old"]);
});

test("renews the token a minute before it expires and reconnects with the new one", async () => {
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
  browser.socket.confirm("machines");

  await browser.advance(3_539_999);
  assert.equal(browser.sockets.length, 1);
  await browser.advance(1);

  assert.equal(browser.sockets[0].closed, true);
  assert.deepEqual(browser.socket.protocols, ["token-second"]);
});

test("polls and reconnects when the page becomes visible or the network is back", async () => {
  const page = new EventTarget();
  const { browser, received } = live({ wakeTargets: [page] });
  browser.socket.end(1006);

  browser.time += 40_000; // the timers of a background tab sleep
  page.dispatchEvent(new Event("visibilitychange"));

  assert.equal(received.length, 1);
  assert.equal(browser.sockets.length, 2);
  page.dispatchEvent(new Event("online"));
  assert.equal(browser.sockets.length, 2);
});

test("drops the socket when the network is gone, and reconnects with it", async () => {
  const page = new EventTarget();
  const { browser, api } = live({ wakeTargets: [page] });

  page.dispatchEvent(new Event("offline"));
  assert.equal(api.connection, "reconnecting");
  assert.equal(browser.socket.closed, true);
  page.dispatchEvent(new Event("online"));

  assert.equal(browser.sockets.length, 2);
});

test("detects a dead socket when the network is back", async () => {
  const page = new EventTarget();
  const { browser, api } = live({ wakeTargets: [page] });

  browser.time += 60_000;
  page.dispatchEvent(new Event("online"));
  assert.equal(browser.socket.sent.length, 2);
  await browser.advance(5_000);

  assert.equal(api.connection, "reconnecting");
});

test("sends no ping unless configured", async () => {
  const silent = live();
  const pinging = live({ ping: 30_000 });

  await silent.browser.advance(100_000);
  await pinging.browser.advance(30_000);

  assert.equal(silent.browser.socket.sent.length, 1);
  assert.deepEqual(pinging.browser.socket.sent.at(-1), { type: "ping" });
});

test("continues after a callback that throws and after a frame that is not JSON", () => {
  const { browser, api, received } = live();
  api
    .channel("b")
    .on("postgres_changes", machines, () => assert.fail("a mistake of the caller"))
    .subscribe();

  browser.socket.onmessage({ data: "no json" });
  browser.socket.receive({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" } });

  assert.equal(browser.errors.length, 2);
  assert.equal(received.length, 1);
});

test("a silent connection is checked by a request, and is lost when the server does not answer it", async () => {
  const { browser, api, received } = live({ checkMs: 10_000 });
  await browser.advance(10_000);
  assert.deepEqual(
    browser.calls.map(({ method, url }) => `${method} ${url}`),
    ["HEAD http://fleet.test/health/live"],
  );
  assert.equal(api.connection, "live");

  browser.frozen = true;
  await browser.advance(14_999);
  assert.equal(api.connection, "live");
  await browser.advance(1);

  assert.equal(api.connection, "reconnecting");
  assert.deepEqual(received, []);
  assert.equal(browser.socket.sent.length, 1);
});

test("a connection that delivers events is not checked, nor one that was given up", async () => {
  const { browser, api, channel } = live({ checkMs: 10_000 });
  for (let turn = 0; turn < 6; turn++) {
    browser.socket.receive({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" } });
    await browser.advance(9_000);
  }
  assert.deepEqual(browser.calls, []);

  api.removeChannel(channel);
  await browser.advance(60_000);

  assert.deepEqual(browser.calls, []);
  assert.equal(browser.timers, 0);
});
