import assert from "node:assert/strict";
import { test } from "node:test";
import { countsOf, filterTree, overall } from "../../../webapp/app/status/item-tree.js";
import { countsSentence, overallSentence } from "../../../webapp/app/status/labels.js";
import { group, monitor } from "./status-page-fixture.mjs";

test("a monitor without pulses is neither up nor down", () => {
  const silent = monitor("new", "down", { firstPulse: null, lastCheck: null });

  assert.deepEqual(countsOf([silent, monitor("a")]), { up: 1, degraded: 0, down: 0, pending: 1, total: 2 });
  assert.equal(overall([silent, monitor("a")]), "up");
  assert.equal(overall([group("g", "down", silent)]), "pending");
  assert.equal(overall([monitor("a", "down")]), "down");
});

test("a search keeps the parents and children of its matches", () => {
  const found = filterTree([group("g", "up", monitor("a"), monitor("b")), monitor("c")], ({ id }) => id === "b");

  assert.deepEqual(
    found.map(({ id, children }) => [id, children.map((child) => child.id)]),
    [["g", ["b"]]],
  );
});

test("all systems are operational only while every monitor is up and no incident is open", () => {
  const words = (...items) => [overallSentence(overall(items), countsOf(items), 0), countsSentence(countsOf(items), 0)];

  assert.deepEqual(words(monitor("a")), ["All systems operational", "1 of 1 monitor up"]);
  assert.deepEqual(words(group("any", "up", monitor("a"), monitor("b", "down"))), [
    "All services available",
    "1 of 2 monitors up, 1 down",
  ]);
  assert.deepEqual(words(monitor("a"), monitor("b", "down")), ["Degraded", "1 of 2 monitors up, 1 down"]);
  assert.equal(overallSentence("up", countsOf([monitor("a")]), 1), "All services available");
  assert.deepEqual(words({ ...group("folded", "up"), children: undefined }), ["All systems operational", ""]);
});
