import assert from "node:assert/strict";
import { test } from "node:test";
import { eventWords, percentOnline } from "../../../webapp/app/machine-details.js";

const words = (event, status, changes = {}) => eventWords({ event, status, changes: { id: "m", ...changes } });

test("an event says what happened", () => {
  assert.equal(words("INSERT", "pending", { name: "web", last_seen: null }), "Added, pending");
  assert.equal(words("UPDATE", "online", { status: "online", last_seen: "2026-03-17T10:30:00.000Z" }), "Now online");
  assert.equal(words("UPDATE", null, { name: "web-2" }), "Renamed to web-2");
  assert.equal(words("UPDATE", null, { admin_disabled: true }), "Disabled");
  assert.equal(words("UPDATE", null, { admin_disabled: false, os: "Linux" }), "Enabled. Changed: system");
  assert.equal(words("UPDATE", null), "Updated");
  assert.equal(words("DELETE", null), "Deleted");
});

test("only a machine that was always online has 100 %", () => {
  assert.deepEqual([1, 0.999999, 0.5, 0, null].map(percentOnline), ["100 %", "99.99 %", "50 %", "0 %", "–"]);
});
