import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../../webapp/app/context.js";
import { byName, healthOf, listMachines } from "../../../webapp/app/machines.js";
import { searchMatcher } from "../../../webapp/app/words.js";
import { page, signIn } from "./fake-page.mjs";

const NOW = Date.parse("2026-03-17T10:30:00.000Z");
const machine = (name, more = {}) => ({ id: name, org_id: "acme", name, status: "online", last_seen: null, ...more });
const seen = (minutes) => machine("m", { last_seen: new Date(NOW - minutes * 60_000).toISOString() });

beforeEach(() => page.reset());

test("the health of an online machine depends on its last heartbeat", () => {
  const health = (minutes) => Object.values(healthOf(seen(minutes), NOW));

  assert.deepEqual(health(4.99), ["healthy", 100]);
  assert.deepEqual(health(5), ["delayed", 75]);
  assert.deepEqual(health(9.99), ["delayed", 75]);
  assert.deepEqual(health(10), ["stale", 50]);
  assert.deepEqual(Object.values(healthOf(machine("new"), NOW)), ["healthy", 100]);
});

test("a machine that is not online is not available, whenever it was seen", () => {
  for (const status of ["offline", "pending", "quarantined"])
    assert.deepEqual(healthOf({ ...seen(0), status }, NOW), { condition: status, availability: 0 });
});

test("all pages of the list are fetched, and sorted by name", async () => {
  await start();
  signIn({ organizations: [{ id: "acme", name: "Acme", role: "member" }] });
  page.requests = [];
  const first = Array.from({ length: 1_000 }, (_, index) => machine(`m${1_000 - index}`));
  page.answers = [
    [200, { success: true, data: first }, { "X-Heliograph-Seq": "41" }],
    [200, { success: true, data: [machine("M0")] }, { "X-Heliograph-Seq": "43" }],
  ];
  const positions = [];

  const all = await listMachines((seq) => positions.push(seq));

  assert.deepEqual(
    page.requests.map(({ path }) => path),
    [
      "/api/db/machines?org_id=acme&order=name&ascending=true",
      "/api/db/machines?org_id=acme&order=name&ascending=true&name=gt.m1",
    ],
  );
  assert.equal(all.length, 1_001);
  assert.deepEqual([all[0].name, all[1].name, all[2].name, all[10].name], ["M0", "m1", "m2", "m10"]);
  assert.deepEqual(positions, [41, 43]);
});

test("sorting keeps the original list", () => {
  const list = [{ name: "b" }, { name: "A" }];

  assert.deepEqual(byName(list), [{ name: "A" }, { name: "b" }]);
  assert.deepEqual(list, [{ name: "b" }, { name: "A" }]);
});

test("a search matches all words in any order and case", () => {
  const matches = searchMatcher("  West  GATE ");

  assert.deepEqual(
    ["gate-west-7", "West Gate", "west", ""].map((text) => matches(text)),
    [true, true, false, false],
  );
  assert.equal(matches.isEmpty, false);
  assert.deepEqual([searchMatcher(" ").isEmpty, searchMatcher("")("anything")], [true, true]);
});
