import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { FleetHistory, fleetHistoryOf, pointsOf, ranges } from "../../../webapp/app/fleet-history.js";

const NOW = Date.parse("2026-03-17T10:30:00.000Z");
const MINUTE = 60_000;
const stats = (onlineCount, ...names) => ({
  machines: names.map((name) => ({ id: `id-${name}`, name })),
  machineCount: names.length,
  onlineCount,
});
const change = (id, status, at = "2026-03-17T10:29:00.000Z", more = {}) => ({
  eventType: "UPDATE",
  new: { id, status, ...more },
  old: { id },
  commit_timestamp: at,
});
const event = (machine_id, status, timestamp, more = {}) => ({
  machine_id,
  status,
  timestamp,
  event: "UPDATE",
  name: machine_id,
  exists: true,
  ...more,
});
const at = (second) => new Date(NOW + 1000 * second).toISOString();
const period = (minutesAgo, online) => ({
  from: new Date(NOW - minutesAgo * MINUTE).toISOString(),
  online,
  average: online + 0.5,
  low: online,
  high: online + 1,
  total: 5,
});

beforeEach(() => mock.timers.enable({ apis: ["Date"], now: NOW }));
afterEach(() => mock.timers.reset());

test("samples are kept for little more than the shortest range", () => {
  const history = new FleetHistory();
  history.sample(stats(1, "a", "b"));
  mock.timers.tick(ranges.hour.ms * 1.1);
  history.sample(stats(2, "a", "b"));
  assert.equal(history.samples.length, 2);

  mock.timers.tick(ranges.hour.ms * 0.2);
  history.sample(stats(0, "a", "b"));

  assert.deepEqual(
    history.samples.map(({ online, total }) => [online, total]),
    [
      [2, 2],
      [0, 2],
    ],
  );
});

test("changes are newest first, and the oldest are dropped", () => {
  const history = new FleetHistory();

  for (let i = 0; i < 61; i++) history.record(change(`m${i}`, "online", at(i)));

  assert.deepEqual([history.changes.length, history.changes[0].id, history.changes.at(-1).id], [60, "m60", "m1"]);
});

test("a change that is delivered again is recorded once", () => {
  const history = new FleetHistory();

  history.record(change("a", "offline", at(1)));
  history.record(change("a", "offline", at(1)));
  history.record(change("a", "online", at(2)));
  history.record(change("a", "offline", at(3)));

  assert.deepEqual(
    history.changes.map(({ status }) => status),
    ["offline", "online", "offline"],
  );
});

test("what the server knows stands among the changes that were seen live, and none is there twice", () => {
  const history = new FleetHistory();
  history.record(change("b", "online", at(2)));
  history.record({ eventType: "DELETE", new: {}, old: { id: "c" }, commit_timestamp: at(4) });

  history.merge([
    event("c", null, at(4), { event: "DELETE", exists: false }),
    event("b", "online", at(2)),
    event("a", "offline", at(1)),
    event("c", "online", at(0)),
  ]);

  assert.deepEqual(
    history.changes.map(({ id, event, status }) => [id, event, status ?? null]),
    [
      ["c", "DELETE", null],
      ["b", "UPDATE", "online"],
      ["a", "UPDATE", "offline"],
      ["c", "UPDATE", "online"],
    ],
  );
  assert.deepEqual(
    history.changes.map((entry) => history.exists(entry)),
    [false, true, true, false],
    "a deleted machine has no page",
  );
});

test("names of deleted machines are kept", () => {
  const history = new FleetHistory();
  history.sample(stats(1, "a"));

  history.record(change("id-b", "online", at(1), { name: "b" }));
  history.record({ eventType: "DELETE", new: {}, old: { id: "id-a" }, commit_timestamp: at(2) });

  assert.deepEqual([history.names.get("id-a"), history.names.get("id-b")], ["a", "b"]);
  assert.deepEqual([history.changes[0].id, history.changes[0].event, history.changes[0].name], ["id-a", "DELETE", "a"]);
});

test("a plot begins with what the server has counted and goes on with what the page has read", () => {
  const samples = [
    { at: NOW - 10 * MINUTE, online: 9, total: 9 },
    { at: NOW - 30_000, online: 4, total: 5 },
  ];

  const points = pointsOf([period(3, 1), period(2, 2)], samples, ranges.hour, NOW);

  assert.deepEqual(
    points.map(({ at, online, gap }) => [(NOW - at) / MINUTE, online, gap]),
    [
      [3, 1, false],
      [2, 2, false],
      [0.5, 4, false],
    ],
  );
});

test("a time that the server did not witness is a gap, and no zero", () => {
  const points = pointsOf([period(20, 3), period(19, 3), period(5, 3)], [], ranges.hour, NOW);

  assert.deepEqual(
    points.map(({ gap, online }) => [gap, online]),
    [
      [false, 3],
      [false, 3],
      [true, 3],
    ],
  );
});

test("long ranges show means, and nothing of before them", () => {
  const day = 24 * 60;

  const points = pointsOf(
    [period(9 * day, 7), period(120, 1), period(60, 2)],
    [{ at: NOW, online: 4, total: 5 }],
    ranges.week,
    NOW,
  );

  assert.deepEqual(
    points.map(({ online, last, low, high }) => [online, last, low, high]),
    [
      [1.5, 1, 1, 2],
      [2.5, 2, 2, 3],
    ],
  );
});

test("each organisation has a history of its own", () => {
  assert.equal(fleetHistoryOf("acme"), fleetHistoryOf("acme"));
  assert.notEqual(fleetHistoryOf("acme"), fleetHistoryOf("globex"));
});
