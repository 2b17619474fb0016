import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { FleetHistory, fleetHistoryOf, WINDOW_MS } from "../../../webapp/app/fleet-history.js";

const NOW = Date.parse("2026-03-17T10:30:00.000Z");
const stats = (onlineCount, ...names) => ({
  machines: names.map((name) => ({ id: `id-${name}`, name })),
  machineCount: names.length,
  onlineCount,
});
const change = (id, status, at = "t1", more = {}) => ({
  eventType: "UPDATE",
  new: { id, status, ...more },
  old: { id },
  commit_timestamp: at,
});

beforeEach(() => mock.timers.enable({ apis: ["Date"], now: NOW }));
afterEach(() => mock.timers.reset());

test("samples are kept for little more than the window", () => {
  const history = new FleetHistory();
  history.sample(stats(1, "a", "b"));
  mock.timers.tick(WINDOW_MS * 1.1);
  history.sample(stats(2, "a", "b"));
  assert.equal(history.samples.length, 2);

  mock.timers.tick(WINDOW_MS * 0.2);
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

  for (let i = 0; i < 61; i++) history.record(change(`m${i}`, "online", `t${i}`));

  assert.deepEqual([history.changes.length, history.changes[0].id, history.changes.at(-1).id], [60, "m60", "m1"]);
});

test("a change that is delivered again is recorded once", () => {
  const history = new FleetHistory();

  history.record(change("a", "offline"));
  history.record(change("a", "offline"));
  history.record(change("a", "online"));
  history.record(change("a", "offline", "t2"));

  assert.deepEqual(
    history.changes.map(({ status }) => status),
    ["offline", "online", "offline"],
  );
});

test("names of deleted machines are kept", () => {
  const history = new FleetHistory();
  history.sample(stats(1, "a"));

  history.record(change("id-b", "online", "t1", { name: "b" }));
  history.record({ eventType: "DELETE", new: {}, old: { id: "id-a" }, commit_timestamp: "t2" });

  assert.deepEqual([history.names.get("id-a"), history.names.get("id-b")], ["a", "b"]);
  assert.deepEqual([history.changes[0].id, history.changes[0].event], ["id-a", "DELETE"]);
});

test("each organisation has a history of its own", () => {
  assert.equal(fleetHistoryOf("acme"), fleetHistoryOf("acme"));
  assert.notEqual(fleetHistoryOf("acme"), fleetHistoryOf("globex"));
});
