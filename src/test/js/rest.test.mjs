import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createClient } from "../../../webapp/sdk/index.js";
import { FakeLocks, FakeStorage, World } from "./fake-browser.mjs";

const pair = (number) => ({
  token: `t${number}`,
  refresh_token: `r${number}`,
  expires_in: 3600,
  user: { id: "u" },
  organizations: [],
});
const refused = [401, { success: false, error: { code: "UNAUTHORIZED", message: "Sign in." } }];
const granted = (data) => [200, { success: true, data }];

function signedIn(world, storage = new FakeStorage()) {
  const api = createClient({ baseUrl: "http://fleet.test", storage, ...world.parts });
  if (!api.session.read()) api.session.write(pair(1));
  return { api, storage };
}

test("takes the envelope off and sends the token", async () => {
  const world = new World();
  const { api } = signedIn(world);
  world.answers = [granted([{ id: "m1" }])];

  const rows = await api.get("/api/db/machines", { query: { org_id: "acme", name: undefined } });

  assert.deepEqual(rows, [{ id: "m1" }]);
  assert.equal(world.calls[0].url, "http://fleet.test/api/db/machines?org_id=acme");
  assert.equal(world.calls[0].token, "Bearer t1");
});

test("throws what the server says", async () => {
  const world = new World();
  const { api } = signedIn(world);
  world.answers = [[403, { success: false, error: { code: "FORBIDDEN", message: "Not yours." } }]];

  const error = await api.delete("/api/keys/1").catch((caught) => caught);

  assert.ok(error instanceof ApiError);
  assert.deepEqual([error.status, error.code, error.message], [403, "FORBIDDEN", "Not yours."]);
});

test("takes answers and refusals without an envelope as they are", async () => {
  const world = new World();
  const { api } = signedIn(world);
  world.answers = [
    [201, { success: true, message: "Created", id: "m1" }],
    [400, { error: "Validation failed", details: ["name is required"] }],
  ];

  const created = await api.post("/v1/admin/monitors", { name: "A" });
  const error = await api.put("/v1/admin/monitors/m1", { name: "" }).catch((caught) => caught);

  assert.equal(created.id, "m1");
  assert.deepEqual([error.status, error.message, error.details], [400, "Validation failed", ["name is required"]]);
  assert.equal(world.calls[1].method, "PUT");
});

test("renews the token once for many calls that were refused", async () => {
  const world = new World();
  const { api } = signedIn(world);
  world.answers = [refused, refused, granted(pair(2)), granted("a"), granted("b")];

  const both = Promise.all([api.get("/a"), api.get("/b")]);
  await world.pass(1_000);

  assert.deepEqual(await both, ["a", "b"]);
  assert.equal(world.calls.filter(({ url }) => url.endsWith("/refresh")).length, 1);
  assert.equal(world.calls.at(-1).token, "Bearer t2");
});

test("never spends a refresh token that another tab has spent", async () => {
  const world = new World();
  const { api, storage } = signedIn(world);
  const other = signedIn(world, storage).api;
  world.answers = [refused, refused, granted(pair(2)), granted("x"), granted("x")];

  const both = Promise.all([api.get("/a"), other.get("/b")]);
  await world.pass(1_000);

  assert.deepEqual(await both, ["x", "x"]);
  assert.equal(world.calls.filter(({ url }) => url.endsWith("/refresh")).length, 1);
});

test("waits for the pair of another tab that the storage shows late", async () => {
  const world = new World();
  const { api, storage } = signedIn(world);
  const old = storage.getItem("heliograph.session");
  const late = { ...storage, getItem: (key) => (world.time < visible ? old : storage.getItem(key)) };
  const locks = new FakeLocks();
  const here = createClient({ baseUrl: "http://fleet.test", storage, ...world.parts, locks });
  const there = createClient({ baseUrl: "http://fleet.test", storage: late, ...world.parts, locks });
  const visible = world.time + 1_500;
  world.answers = [refused, granted(pair(2)), granted("x"), refused, granted("y")];

  const first = here.get("/a");
  await world.pass(500);
  const second = there.get("/b");
  await world.pass(3_000);

  assert.deepEqual([await first, await second], ["x", "y"]);
  assert.equal(world.calls.filter(({ url }) => url.endsWith("/refresh")).length, 1);
  assert.equal(api.session.read().token, "t2");
});

test("tells what the server says from what a proxy says in its place", async () => {
  const world = new World();
  const { api } = signedIn(world);
  world.answers = [[404, { error: "No such page" }], [404, "Not Found"], refused, [404, "Not Found"]];

  const errors = [];
  for (let i = 0; i < 2; i++) errors.push(await api.get("/a").catch((error) => error));
  const renewing = api.get("/b").catch((error) => error);
  await world.pass(1_000);

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

test("ends the session when the refresh token is refused, and keeps it when the server is away", async () => {
  const world = new World();
  const { api } = signedIn(world);

  world.answers = [refused, [503, {}]];
  const away = api.get("/a").catch((error) => error.status);
  await world.pass(1_000);
  assert.equal(await away, 503);
  assert.equal(api.session.read().token, "t1");

  world.answers = [refused, refused];
  const ended = api.get("/a").catch((error) => error.status);
  await world.pass(1_000);
  assert.equal(await ended, 401);
  assert.equal(api.session.read(), null);
});
