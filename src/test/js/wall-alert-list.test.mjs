import assert from "node:assert/strict";
import { test } from "node:test";
import { AlertList, MOST } from "../../../webapp/wall/alert-list.js";

const NOW = Date.parse("2026-03-17T10:30:00.000Z");
const frame = (id, seq, event = "alert.created", severity = "critical") => ({
  id,
  site: "Kampala",
  severity,
  message: `m${id}`,
  event,
  seq,
});
const listed = (id, severity = "critical", minutesAgo = 1) => ({
  id,
  site: "Kampala",
  severity,
  message: `m${id}`,
  status: "open",
  created_at: new Date(NOW - minutesAgo * 60_000).toISOString(),
  acknowledged_at: null,
});

function list(seq, alerts, counts) {
  const counted = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of alerts) counted[severity]++;
  return { seq, alerts, counts: counts ?? counted, complete: !counts };
}

const ids = (entries) => entries.map(({ id }) => id);

test("1 critical, then 50 infos: the critical is shown and counted", () => {
  const alerts = new AlertList();
  alerts.merge(list(1, []), NOW);
  alerts.apply(frame("critical", 2), NOW);
  for (let i = 1; i <= 50; i++) alerts.apply(frame(`i${i}`, 2 + i, "alert.created", "info"), NOW + i);

  const { shown, hidden } = alerts.open(MOST);

  assert.equal(shown.length, MOST);
  assert.deepEqual([ids(shown)[0], ids(shown).at(-1)], ["i50", "critical"]);
  assert.deepEqual(hidden, { critical: 0, warning: 0, info: 1 });
  assert.deepEqual(alerts.counts(), { critical: 1, warning: 0, info: 50 });
});

test("an alert that stays open takes its new words and is acknowledged at once, and is not raised again", () => {
  const alerts = new AlertList();
  alerts.merge(list(1, [listed("a", "warning"), listed("b")]), NOW);

  const raised = [
    ...alerts.apply({ ...frame("a", 2, "alert.updated", "critical"), message: "worse" }, NOW + 1),
    ...alerts.apply(frame("b", 3, "alert.acknowledged"), NOW + 2),
    ...alerts.apply({ ...frame("b", 4, "alert.updated"), message: "still" }, NOW + 3),
  ];
  alerts.merge(list(1, [listed("a", "warning"), listed("b")]), NOW + 4); // a list from before

  assert.deepEqual(raised, []);
  assert.deepEqual(
    alerts.all.map(({ id, severity, message, acknowledged, isNew }) => [id, severity, message, acknowledged, isNew]),
    [
      ["a", "critical", "worse", false, false],
      ["b", "critical", "still", true, false],
    ],
  );
  assert.deepEqual(alerts.counts(), { critical: 2, warning: 0, info: 0 });
});

test("an update of an alert that is over, or that is only counted, changes nothing", () => {
  const alerts = new AlertList();
  alerts.merge(list(1, [listed("a")], { critical: 3, warning: 0, info: 0 }), NOW);
  alerts.apply(frame("a", 2, "alert.resolved"), NOW);

  alerts.apply(frame("a", 3, "alert.updated"), NOW);
  alerts.apply(frame("elsewhere", 4, "alert.acknowledged"), NOW);

  assert.deepEqual([ids(alerts.open(MOST).shown), alerts.counts()], [[], { critical: 2, warning: 0, info: 0 }]);
});

test("where there is little room, worse alerts stay, then newer ones, and the others are counted", () => {
  const alerts = new AlertList();
  const open = [
    listed("info", "info", 1),
    listed("new", "warning", 2),
    listed("bad", "critical", 9),
    listed("old", "warning", 8),
  ];
  alerts.merge(list(1, open), NOW);

  const { shown, hidden } = alerts.open(2);

  assert.deepEqual([ids(shown), hidden], [["new", "bad"], { critical: 0, warning: 1, info: 1 }]);
});

test("a frame that is newer than a list wins over it, whichever comes first", () => {
  const alerts = new AlertList();
  alerts.merge(list(10, [listed("a"), listed("b")]), NOW);
  alerts.apply(frame("a", 11, "alert.resolved"), NOW);
  alerts.apply(frame("c", 12), NOW);

  alerts.merge(list(10, [listed("a"), listed("b")]), NOW + 1_000); // shared for a second
  assert.deepEqual([ids(alerts.open(MOST).shown), ids(alerts.resolved(NOW))], [["c", "b"], ["a"]]);

  alerts.merge(list(12, [listed("c")]), NOW + 2_000);
  assert.deepEqual([ids(alerts.open(MOST).shown), ids(alerts.resolved(NOW + 2_000)).sort()], [["c"], ["a", "b"]]);
});

test("an alert that opens again is open", () => {
  const alerts = new AlertList();
  alerts.merge(list(1, [listed("a")]), NOW);
  alerts.apply(frame("a", 2, "alert.resolved"), NOW);

  assert.deepEqual(ids(alerts.apply(frame("a", 3), NOW)), ["a"]);
  alerts.apply(frame("a", 4, "alert.resolved"), NOW);
  assert.deepEqual(ids(alerts.merge(list(5, [listed("a")]), NOW)), ["a"]);
  assert.equal(alerts.counts().critical, 1);
});

test("counts what a list does not name, also after frames", () => {
  const alerts = new AlertList();
  alerts.merge(list(10, [listed("a")], { critical: 1, warning: 0, info: 6_000 }), NOW);
  assert.deepEqual(alerts.counts(), { critical: 1, warning: 0, info: 6_000 });

  alerts.apply(frame("unlisted", 11, "alert.resolved", "info"), NOW);
  alerts.apply(frame("a", 12, "alert.resolved"), NOW);
  alerts.apply(frame("new", 13, "alert.created", "info"), NOW);

  assert.deepEqual(alerts.counts(), { critical: 0, warning: 0, info: 6_000 });
  alerts.merge(list(13, [listed("a")], { critical: 1, warning: 0, info: 6_000 }), NOW);
  assert.deepEqual(alerts.counts(), { critical: 1, warning: 0, info: 6_000 });
});

test("tells what was raised while the wall is open, and not what was open before", () => {
  const alerts = new AlertList();

  assert.deepEqual(alerts.merge(list(1, [listed("a")]), NOW), []);
  assert.deepEqual(ids(alerts.merge(list(2, [listed("b"), listed("a")]), NOW)), ["b"]);
  assert.deepEqual(ids(alerts.apply(frame("c", 3), NOW)), ["c"]);
  assert.deepEqual(alerts.apply(frame("c", 3), NOW), []);
});

test("a resolved alert stays for a quarter of an hour", () => {
  const alerts = new AlertList();
  alerts.merge(list(1, [listed("a")]), NOW);
  alerts.apply(frame("a", 2, "alert.resolved"), NOW);

  assert.deepEqual(ids(alerts.resolved(NOW + 14 * 60_000)), ["a"]);
  assert.deepEqual(alerts.resolved(NOW + 16 * 60_000), []);
  alerts.merge(list(2, []), NOW + 16 * 60_000);
  assert.equal(alerts.all.length, 0);
});

test("a list brings new severities, messages and acknowledgements", () => {
  const alerts = new AlertList();
  alerts.apply(frame("a", 2, "alert.created", "info"), NOW);

  alerts.merge(list(2, [{ ...listed("a", "critical"), message: "worse", status: "acknowledged" }]), NOW);

  const [{ severity, message, acknowledged }] = alerts.all;
  assert.deepEqual([severity, message, acknowledged], ["critical", "worse", true]);
});

test("a list from before a burst of resolutions opens none of them again", () => {
  const alerts = new AlertList();
  const many = Array.from({ length: 80 }, (_, i) => listed(`a${i}`));
  alerts.merge(list(10, many), NOW);
  for (const [i, { id }] of many.entries()) alerts.apply(frame(id, 11 + i, "alert.resolved"), NOW);

  alerts.merge(list(10, many), NOW + 500);
  assert.equal(alerts.counts().critical, 0);
  alerts.merge(list(90, []), NOW + 1_000);

  assert.deepEqual([alerts.counts().critical, alerts.all.length], [0, MOST]);
});

test("5,000 frames at once are taken in well under a second", () => {
  const alerts = new AlertList();
  alerts.merge(list(1, []), NOW);
  const began = performance.now();

  for (let i = 0; i < 5_000; i++) alerts.apply(frame(`b${i}`, 2 + i), NOW);

  assert.equal(alerts.counts().critical, 5_000);
  assert.ok(performance.now() - began < 1_000);
});

test("on a page that is scrolled the worst are first, and a list that names not all says so", () => {
  const alerts = new AlertList();
  const list = [1, 2, 3].map((n) => ({
    id: `i${n}`,
    site: "s",
    severity: n === 1 ? "critical" : "info",
    message: "m",
    status: "open",
    created_at: `2026-03-17T10:0${n}:00.000Z`,
  }));
  alerts.merge({ seq: 1, counts: { critical: 1, warning: 0, info: 9 }, complete: false, alerts: list }, 0);

  assert.deepEqual(
    alerts.openWorstFirst().shown.map(({ id }) => id),
    ["i1", "i3", "i2"],
  );
  assert.equal(alerts.isComplete, false);
});
