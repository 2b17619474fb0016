import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { countsSentence } from "../../../webapp/app/status/headline.js";
import { countsOf, filterTree, overall, sinceWords } from "../../../webapp/app/status/items.js";
import { group, monitor } from "./status-page-fixture.mjs";

test("a monitor without pulses is neither up nor down", () => {
  const silent = monitor("new", "down", { firstPulse: null, lastCheck: null });

  assert.deepEqual(countsOf([silent, monitor("a")]), {
    up: 1,
    degraded: 0,
    down: 0,
    pending: 1,
    maintenance: 0,
    unknown: 0,
    total: 2,
  });
  assert.equal(overall([silent, monitor("a")]), "up");
  assert.equal(overall([group("g", "down", silent)]), "pending");
  assert.equal(overall([monitor("a", "down")]), "down");
});

test("what is maintained does not count, and what nobody witnessed is not up", () => {
  assert.equal(overall([monitor("a", "maintenance"), monitor("b")]), "up");
  assert.equal(overall([monitor("a", "maintenance"), monitor("b", "pending")]), "maintenance");
  assert.equal(overall([monitor("a", "unknown"), monitor("b")]), "unknown");
  assert.equal(overall([monitor("a", "unknown"), monitor("b", "down")]), "degraded");
  const counts = countsOf([monitor("a", "unknown"), monitor("b", "maintenance"), monitor("c", "pending")]);
  assert.equal(countsSentence(counts, 0), "0 of 3 monitors up, 1 under maintenance, 1 unknown, 1 pending");
});

test("an uptime says since when it is known", () => {
  const begun = monitor("a", "up", { uptime1h: 100, uptime30d: 100, since: { uptime30d: "2026-03-10T10:30:00.000Z" } });
  const now = Date.parse("2026-03-17T10:30:00.000Z");

  assert.match(sinceWords(begun, "uptime30d", now), /^since .*10/);
  assert.equal(sinceWords(begun, "uptime1h", now), "");
  assert.equal(sinceWords(monitor("a"), "uptime30d", now), "");
});

test("a search keeps the parents and children of its matches", () => {
  const found = filterTree([group("g", "up", monitor("a"), monitor("b")), monitor("c")], ({ id }) => id === "b");

  assert.deepEqual(
    found.map(({ id, children }) => [id, children.map((child) => child.id)]),
    [["g", ["b"]]],
  );
});
