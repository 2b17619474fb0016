import assert from "node:assert/strict";
import { mock, test } from "node:test";
import {
  ago,
  clock,
  day,
  exactTime,
  minute,
  moment,
  monthName,
  onTick,
  shortDay,
  span,
  timeZone,
} from "../../../webapp/app/words.js";
import { page } from "./fake-page.mjs";

const NOW = Date.parse("2026-03-17T10:30:00.000Z");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test("ages have the largest unit that fits, rounded down", () => {
  mock.timers.enable({ apis: ["Date"], now: NOW });
  const ages = [9.9 * SECOND, 10 * SECOND, 59.9 * SECOND, MINUTE, HOUR - 1, HOUR, 2 * DAY - 1, 2 * DAY, 60 * DAY - 1];

  const texts = ages.map((age) => ago(NOW - age));
  const old = ago(NOW - 60 * DAY);
  mock.timers.reset();

  assert.deepEqual(texts, [
    "just now",
    "10 s ago",
    "59 s ago",
    "1 min ago",
    "59 min ago",
    "1 h ago",
    "47 h ago",
    "2 days ago",
    "59 days ago",
  ]);
  assert.equal(old, day(NOW - 60 * DAY));
  assert.deepEqual([ago(null), ago(undefined), ago("")], ["never", "never", "never"]);
});

test("times are formatted from numbers and from ISO text alike, and a missing one is empty", () => {
  const iso = new Date(NOW).toISOString();

  assert.equal(moment(NOW), moment(iso));
  assert.equal(day(NOW), day(iso));
  assert.notEqual(moment(NOW), day(NOW));
  assert.deepEqual([moment(null), day(undefined)], ["", ""]);
});

test("a time of day has 24 hours and two digits", () => {
  const afternoon = new Date(2026, 2, 17, 17, 5, 9);
  const midnight = new Date(2026, 2, 17, 0, 0, 0);

  assert.deepEqual([minute(afternoon), minute(midnight)], ["17:05", "00:00"]);
  assert.equal(clock(afternoon), "17:05:09");
  for (const text of [moment(afternoon), span(afternoon, afternoon)]) assert.match(text, /17:05/);
  assert.match(exactTime(afternoon), /17:05:09/);
});

test("a month is named by UTC, a short day has no year, and the zone is the browser's", () => {
  assert.match(monthName("2026-03"), /March 2026/);
  assert.match(shortDay(NOW), /17/);
  assert.doesNotMatch(shortDay(NOW), /2026/);
  assert.equal(timeZone(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  assert.equal(exactTime(null), "");
});

test("a range without an end is its beginning", () => {
  assert.equal(span(NOW, null), moment(NOW));
  assert.equal(span(null, NOW), moment(NOW));
  assert.match(span(NOW, NOW + HOUR), /–/);
});

test("all listeners share one timer, which ends with the last", () => {
  page.reset();
  const calls = [];

  const stopFirst = onTick(() => calls.push("first"));
  const stopSecond = onTick(() => calls.push("second"));
  assert.equal(page.timers.size, 1);
  page.tick(5_000);
  stopFirst();
  page.tick(5_000);
  stopSecond();

  assert.deepEqual(calls, ["first", "second", "second"]);
  assert.equal(page.timers.size, 0);
});
