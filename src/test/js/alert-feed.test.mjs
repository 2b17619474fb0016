import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

const json = { "Content-Type": "application/json" };

/** A channel of alerts whose first two sockets do not open, and whose first streams are refused. */
async function watch(refusals, options = {}) {
  const browser = new FakeBrowser();
  const statuses = [];
  browser.refusals = [...refusals];
  const api = createClient({ baseUrl: "http://fleet.test", getToken: () => "t1", ...browser.parts, ...options });
  const channel = api
    .alerts()
    .on("*", () => {})
    .subscribe((status, error) => statuses.push(error ? `${status}: ${error.message}` : status));
  const refuse = async () => {
    await browser.advance(0);
    browser.socket.end(1006);
    await browser.advance(5_000);
  };
  await refuse();
  await refuse();
  return { browser, api, channel, statuses, refuse };
}

test("a token that the server refuses is an error, reported once, and each attempt renews it", async () => {
  const renewed = [];
  const refusals = Array.from({ length: 3 }, () => ({ status: 401, headers: json }));
  const { browser, channel, statuses, refuse } = await watch(refusals, { renewToken: async (used) => renewed.push(used) });

  await refuse();
  await refuse();

  assert.equal(browser.streams.length, 3);
  assert.deepEqual(statuses, ["RECONNECTING", "POLLING", "CHANNEL_ERROR: The server refuses the token"]);
  assert.equal(channel.connection, "polling");
  assert.ok(renewed.length >= 2);
  browser.socket.open();
  assert.deepEqual([statuses.at(-1), channel.connection], ["SUBSCRIBED", "live"]);
});

test("a stream that is refused because of rights says why", async () => {
  const body = { success: false, error: { code: "FORBIDDEN", message: "This screen shows other sites." } };
  const { statuses } = await watch([{ status: 403, headers: json, body }]);

  assert.equal(statuses.at(-1), "CHANNEL_ERROR: This screen shows other sites.");
});

test("a stream that only fails is no error", async () => {
  const { statuses } = await watch([{ status: 502 }]);

  assert.deepEqual(statuses, ["RECONNECTING", "POLLING"]);
});

test("after an error a connection that is only lost is reported as that again", async () => {
  const { statuses, refuse } = await watch([{ status: 401, headers: json }, { status: 502 }]);
  await refuse();

  assert.deepEqual(statuses.slice(2), ["CHANNEL_ERROR: The server refuses the token", "POLLING"]);
});

test("a channel that is unsubscribed because of an error ends", async () => {
  const browser = new FakeBrowser();
  const api = createClient({ baseUrl: "http://fleet.test", getToken: () => "t1", ...browser.parts });
  browser.refusals = [{ status: 401, headers: json }];
  const channel = api.alerts().subscribe((status) => status === "CHANNEL_ERROR" && api.removeChannel(channel));
  for (let turn = 0; turn < 2; turn++) {
    await browser.advance(0);
    browser.socket.end(1006);
    await browser.advance(5_000);
  }

  assert.deepEqual([channel.connection, browser.timers], ["none", 0]);
});
