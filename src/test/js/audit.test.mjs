import "./fake-page.mjs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changes } from "../../../webapp/app/audit/changes.js";
import { filterPath, filterQuery, isFiltered, readFilter } from "../../../webapp/app/audit/filter.js";
import { actLabel, kinds, reasonLabel } from "../../../webapp/app/audit/labels.js";

test("a filter survives its address, and an unknown parameter does not", () => {
  const filter = readFilter("?action=auth-key&search=a%26b&other=x&outcome=failed");

  assert.equal(filterPath(filter), "/audit?search=a%26b&action=auth-key&outcome=failed");
  assert.deepEqual(readFilter(filterPath(filter).replace("/audit", "")), filter);
  assert.equal(filterPath(readFilter("")), "/audit");
});

test("the organisation is asked for unless the scope is the whole installation", () => {
  assert.deepEqual(filterQuery(readFilter("?actor=bob"), "acme"), { actor: "bob", org_id: "acme" });
  assert.deepEqual(filterQuery(readFilter("?actor=bob&scope=all"), "acme"), { actor: "bob", org_id: undefined });
  assert.equal(isFiltered(readFilter("?scope=all")), false);
  assert.equal(isFiltered(readFilter("?scope=all&from=2026-03-17")), true);
});

test("changes are shown field by field, without values that are empty on both sides", () => {
  assert.deepEqual(changes({ os: "linux", gone: null }, { os: "plan9", ephemeral: false, list: [1], gone: "" }), [
    { field: "os", before: "linux", after: "plan9" },
    { field: "ephemeral", before: null, after: "false" },
    { field: "list", before: null, after: "[1]" },
  ]);
  assert.deepEqual(changes(null, null), []);
});

test("every act of the server has words of its users, and a kind by which it is found", () => {
  const source = readFileSync(new URL("../../main/java/org/heliograph/audit/AuditAction.java", import.meta.url), "utf8");
  const acts = [...source.matchAll(/^ {4}[A-Z_]+\("([a-z.-]+)"\)/gm)].map(([, act]) => act);

  assert.ok(acts.length > 30);
  for (const act of acts) assert.notEqual(actLabel(act), act, act);
  assert.deepEqual(kinds.flatMap(([, , list]) => list.map(([act]) => act)).sort(), acts.sort());
  for (const [kind, , list] of kinds) for (const [act] of list) assert.ok(`${act}.`.startsWith(`${kind}.`), act);
  assert.equal(reasonLabel("SOMETHING_NEW"), "something new");
});
