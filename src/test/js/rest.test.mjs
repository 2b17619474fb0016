import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser, FakeLocks, FakeStorage } from "./fake-browser.mjs";

const pair = (number) => ({
  token: `t${number}`,
  refresh_token: `r${number}`,
  expires_in: 3600,
  user: { id: "u" },
  organizations: [],
});
const refused = [401, { success: false, error: { code: "UNAUTHORIZED", message: "Sign in." } }];
const granted = (data) => [200, { success: true, data }];

function signedIn(browser, storage = new FakeStorage()) {
  const api = createClient({ baseUrl: "http://fleet.test", storage, ...browser.parts });
  if (!api.session.read()) api.session.write(pair(1));
  return { api, storage };
}

test("unwraps the envelope and sends the token", async () => {
  const browser = new FakeBrowser();
  const { api } = signedIn(browser);
  browser.answers = [granted([{ id: "m1" }])];

  const rows = await api.get("/api/db/machines", { query: { org_id: "acme", name: undefined } });

  assert.deepEqual(rows, [{ id: "m1" }]);
  assert.equal(browser.calls[0].url, "http://fleet.test/api/db/machines?org_id=acme");
  assert.equal(browser.calls[0].token, "Bearer t1");
});

test("throws the server's error", async () => {
  const browser = new FakeBrowser();
  const { api } = signedIn(browser);
  browser.answers = [[403, { success: false, error: { code: "FORBIDDEN", message: "Not yours." } }]];

  const error = await api.delete("/api/keys/1").catch((caught) => caught);

  assert.ok(error instanceof ApiError);
  assert.deepEqual([error.status, error.code, error.message], [403, "FORBIDDEN", "Not yours."]);
});

test("accepts answers and errors without an envelope", async () => {
  const browser = new FakeBrowser();
  const { api } = signedIn(browser);
  browser.answers = [
    [201, { success: true, message: "Created", id: "m1" }],
    [400, { error: "Validation failed", details: ["name is required"] }],
  ];

  const created = await api.post("/v1/admin/monitors", { name: "A" });
  const error = await api.put("/v1/admin/monitors/m1", { name: "" }).catch((caught) => caught);

  assert.equal(created.id, "m1");
  assert.deepEqual([error.status, error.message, error.details], [400, "Validation failed", ["name is required"]]);
  assert.equal(browser.calls[1].method, "PUT");
});

test("renews the token once for concurrent calls that were refused", async () => {
  const browser = new FakeBrowser();
  const { api } = signedIn(browser);
  browser.answers = [refused, refused, granted(pair(2)), granted("a"), granted("b")];

  const both = Promise.all([api.get("/a"), api.get("/b")]);
  await browser.advance(1_000);

  assert.deepEqual(await both, ["a", "b"]);
  assert.equal(browser.calls.filter(({ url }) => url.endsWith("/refresh")).length, 1);
  assert.equal(browser.calls.at(-1).token, "Bearer t2");
});

test("never uses a refresh token that another tab has used", async () => {
  const browser = new FakeBrowser();
  const { api, storage } = signedIn(browser);
  const other = signedIn(browser, storage).api;
  browser.answers = [refused, refused, granted(pair(2)), granted("x"), granted("x")];

  const both = Promise.all([api.get("/a"), other.get("/b")]);
  await browser.advance(1_000);

  assert.deepEqual(await both, ["x", "x"]);
  assert.equal(browser.calls.filter(({ url }) => url.endsWith("/refresh")).length, 1);
});

test("waits for another tab's tokens that appear late in the storage", async () => {
  const browser = new FakeBrowser();
  const { api, storage } = signedIn(browser);
  const old = storage.getItem("heliograph.session");
  const late = { ...storage, getItem: (key) => (browser.time < visible ? old : storage.getItem(key)) };
  const locks = new FakeLocks();
  const here = createClient({ baseUrl: "http://fleet.test", storage, ...browser.parts, locks });
  const there = createClient({ baseUrl: "http://fleet.test", storage: late, ...browser.parts, locks });
  const visible = browser.time + 1_500;
  browser.answers = [refused, granted(pair(2)), granted("x"), refused, granted("y")];

  const first = here.get("/a");
  await browser.advance(500);
  const second = there.get("/b");
  await browser.advance(3_000);

  assert.deepEqual([await first, await second], ["x", "y"]);
  assert.equal(browser.calls.filter(({ url }) => url.endsWith("/refresh")).length, 1);
  assert.equal(api.session.read().token, "t2");
});

test("distinguishes an answer of the server from one of a proxy", async () => {
  const browser = new FakeBrowser();
  const { api } = signedIn(browser);
  browser.answers = [[404, { error: "No such page" }], [404, "Not Found"], refused, [404, "Not Found"]];

  const errors = [];
  for (let i = 0; i < 2; i++) errors.push(await api.get("/a").catch((error) => error));
  const renewing = api.get("/b").catch((error) => error);
  await browser.advance(1_000);

  assert.deepEqual(
    errors.map(({ status, fromServer }) => [status, fromServer]),
    [
      [404, true],
      [404, false],
    ],
  );
  assert.equal((await renewing).status, 404);
  assert.equal(api.session.read().token, "t1");
});

test("waits for a call that replaces the session before it takes a refused refresh token for its end", async () => {
  const browser = new FakeBrowser();
  const { api, storage } = signedIn(browser);
  const other = signedIn(browser, storage).api;
  let answer;
  const changing = api.session.replace(() => new Promise((resolve) => (answer = resolve)));
  browser.answers = [refused, refused, granted(["row"])];

  const reading = other.get("/rows");
  await browser.advance(1_000);
  assert.equal(other.session.read().token, "t1");
  answer(pair(2));
  await changing;
  await browser.advance(1_000);

  assert.deepEqual(await reading, ["row"]);
  assert.deepEqual(
    browser.calls.map(({ token }) => token),
    ["Bearer t1", undefined, "Bearer t2"],
  );
});

test("ends the session when the refresh token is refused, and keeps it when the server is unavailable", async () => {
  const browser = new FakeBrowser();
  const { api } = signedIn(browser);

  browser.answers = [refused, [503, {}]];
  const away = api.get("/a").catch((error) => error.status);
  await browser.advance(1_000);
  assert.equal(await away, 503);
  assert.equal(api.session.read().token, "t1");

  browser.answers = [refused, refused];
  const ended = api.get("/a").catch((error) => error.status);
  await browser.advance(1_000);
  assert.equal(await ended, 401);
  assert.equal(api.session.read(), null);
});

test("a sign-in that needs a code keeps no session before the code is right and the recovery codes were shown", async () => {
  const browser = new FakeBrowser();
  const storage = new FakeStorage();
  const api = createClient({ baseUrl: "http://fleet.test", storage, ...browser.parts });
  browser.answers = [
    granted({ challenge: "hgc-1", expires_in: 300, setup: true }),
    granted({ ...pair(1), recovery_codes: ["aaaa-bbbb"] }),
  ];

  const asked = await api.auth.login("alice@acme.test", "secret");
  assert.equal(asked.challenge, "hgc-1");
  assert.equal(api.session.read(), null);

  const shown = [];
  await api.auth.proveCode(asked.challenge, "123456", async (codes) => {
    assert.equal(api.session.read(), null);
    shown.push(...codes);
  });

  assert.deepEqual(shown, ["aaaa-bbbb"]);
  assert.equal(api.session.read().token, "t1");
  assert.equal(browser.calls[1].url, "http://fleet.test/api/auth/challenge");
  assert.equal(browser.calls[1].token, undefined);
});
