import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineThrough, scaleFor } from "../../../webapp/app/status/chart-scale.js";
import { barsOf, extendToNow, uptimeOf, withPulse } from "../../../webapp/app/status/history.js";
import { percent } from "../../../webapp/app/status/items.js";
import { ranges } from "../../../webapp/app/status/service-list.js";
import { barPathData, barSummary } from "../../../webapp/app/status/uptime-strip.js";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-17T12:30:00.000Z");
const iso = (ms) => new Date(ms).toISOString();
const minutes = (from, count, uptime) =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: iso(from + index * 60_000),
    uptime,
    latency_min: 10,
    latency_max: 30,
    latency_avg: 20,
  }));
const bars = (data, range = ranges.day, column) => barsOf(data, range, NOW, column);

test("a bar has the shares of its time that were up, down and unknown", () => {
  const from = NOW - 3 * HOUR - 10 * 60_000; // 09:20, the beginning of a bar of 20 minutes
  const bar = bars([...minutes(from, 10, 100), ...minutes(from + 600_000, 5, 0)]).find(({ unknown }) => unknown < 1);

  assert.equal(iso(bar.from), "2026-03-17T09:20:00.000Z");
  assert.deepEqual([bar.up, bar.down, bar.unknown], [0.5, 0.25, 0.25]);
  assert.deepEqual([bar.low, bar.value, bar.high], [10, 20, 30]);
});

test("there are as many bars as the range has, and the last one contains now", () => {
  for (const range of Object.values(ranges)) {
    const all = bars([], range);

    assert.equal(all.length, range.bars);
    assert.ok(all.at(-1).from <= NOW && all.at(-1).to > NOW);
    assert.ok(all.every(({ unknown, value }) => unknown === 1 && value === null));
  }
});

test("the future part of the last bar is not unknown", () => {
  const last = bars(minutes(NOW - 10 * 60_000, 10, 100)).at(-1); // 12:20 to 12:30 of 12:20 to 12:40

  assert.equal(last.unknown, 0);
});

test("the minutes since the last answer have the present state, unless the answer is old", () => {
  const data = minutes(NOW - 10 * 60_000, 6, 100); // to 12:25
  const last = (status, known = data) =>
    barsOf(extendToNow(known, "raw", status, NOW), ranges.hour, NOW)
      .slice(-5)
      .map(({ up, down, unknown }) => [up, down, unknown]);

  assert.deepEqual(last("down"), Array(5).fill([0, 1, 0]));
  assert.deepEqual(last("up"), Array(5).fill([1, 0, 0]));
  for (const silent of ["degraded", "pending"]) assert.deepEqual(last(silent), Array(5).fill([0, 0, 1]));
  assert.deepEqual(last("down", minutes(NOW - 60 * 60_000, 6, 100)), Array(5).fill([0, 0, 1]));
  const hours = (ago) => extendToNow(minutes(NOW - ago * 60_000, 1, 100), "hourly", "up", NOW).length;
  assert.deepEqual([hours(59), hours(65), hours(80)], [1, 2, 1]);
});

test("a bar that is partly unknown is neither drawn nor described as up", () => {
  const bar = { up: 0.25, down: 0.25, unknown: 0.5 };

  const { up, down, unknown } = barPathData([bar], 10, 100);

  assert.deepEqual([unknown, up, down], ["M0 0h8v50h-8z", "M0 50h8v25h-8z", "M0 75h8v25h-8z"]);
  assert.match(barSummary([bar, { up: 1, down: 0, unknown: 0 }]), /partly unknown for 1$/);
  assert.equal(barPathData([{ up: 0.995, down: 0, unknown: 0.005 }], 10, 100).up, "M0 0h8v100h-8z");
});

test("null is unknown and does not count in the uptime", () => {
  const data = [
    { timestamp: "2026-03-16T00:00:00.000Z", uptime: null },
    { timestamp: "2026-03-15T00:00:00.000Z", uptime: 90 },
  ];

  assert.equal(uptimeOf(bars(data, ranges.quarter)).toFixed(3), "90.000");
  assert.equal(uptimeOf(bars([], ranges.quarter)), null);
});

test("a pulse is merged into its minute, or begins one", () => {
  const data = [{ timestamp: "2026-03-17T12:29:00.000Z", uptime: null, latency_min: null, latency_max: null, latency_avg: null }];

  const once = withPulse(data, { timestamp: "2026-03-17T12:29:10.000Z", latency: 10 });
  const twice = withPulse(once, { timestamp: "2026-03-17T12:29:40.000Z", latency: 30 });
  const next = withPulse(twice, { timestamp: "2026-03-17T12:30:01.000Z", latency: 50, custom1: 7 });

  assert.deepEqual(twice, [
    { timestamp: "2026-03-17T12:29:00.000Z", uptime: 100, latency_min: 10, latency_max: 30, latency_avg: 20 },
  ]);
  assert.deepEqual([next.length, next[1].custom1_avg, next[1].uptime], [2, 7, 100]);
  assert.equal(withPulse(next, { timestamp: "2026-03-17T12:25:00.000Z", latency: 1 }), next);
});

test("a line has gaps where values are missing", () => {
  const line = lineThrough(
    [1, 2, null, 3, 4],
    (index) => index * 10,
    (value) => value,
  );

  assert.equal(line, "M0 1L10 2M30 3L40 4");
});

test("a scale ends at a round number", () => {
  assert.deepEqual([0.3, 7, 125, 300, 1000].map(scaleFor), [0.5, 10, 200, 500, 1000]);
});

test("a percentage is never rounded up to 100", () => {
  assert.deepEqual([percent(99.9996), percent(100), percent(99.95), percent(null)], ["99.99 %", "100 %", "99.95 %", "unknown"]);
});
