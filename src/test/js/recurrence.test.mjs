import assert from "node:assert/strict";
import { test } from "node:test";
import { missingOf, monthlyWords, onceFrom, patternOf, recurrenceWords, ruleOf } from "../../../webapp/app/uptime/recurrence.js";

const START = "2026-03-29T02:30"; // the fifth, and last, Sunday
const pattern = (parts) => ({ ...onceFrom(START), ...parts });
const recurrence = (rule) => ({ rule, start: START, zone: "Europe/Berlin", duration_minutes: 60 });

test("each choice of the form has its rule, and the rule gives the choice back", () => {
  const rules = [
    [{ repeats: "daily" }, "FREQ=DAILY"],
    [{ repeats: "daily", interval: 3, ends: "after", count: 4 }, "FREQ=DAILY;INTERVAL=3;COUNT=4"],
    [{ repeats: "weekly", days: ["SU", "TU"] }, "FREQ=WEEKLY;BYDAY=TU,SU"],
    [{ repeats: "weekly", days: ["SU"], ends: "on", until: "2026-12-31" }, "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261231"],
    [{ repeats: "monthly-day" }, "FREQ=MONTHLY;BYMONTHDAY=29"],
    [{ repeats: "monthly-weekday", interval: 2 }, "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU"],
    [{ repeats: "custom", custom: "FREQ=YEARLY;BYMONTH=2" }, "FREQ=YEARLY;BYMONTH=2"],
  ];
  for (const [parts, rule] of rules) {
    assert.equal(ruleOf(pattern(parts), START), rule);
    const read = patternOf(recurrence(rule));
    assert.equal(read.repeats, parts.repeats);
    assert.equal(ruleOf(read, START), rule);
  }
});

test("a rule that the form cannot show stays as it is", () => {
  for (const rule of ["FREQ=DAILY;UNTIL=20261231T000000Z", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=MONTHLY;BYMONTHDAY=1"]) {
    assert.equal(patternOf(recurrence(rule)).repeats, "custom");
    assert.equal(ruleOf(patternOf(recurrence(rule)), START), rule);
  }
});

test("weekdays of a month are counted from its beginning, and a fifth is the last", () => {
  assert.deepEqual(monthlyWords("2026-03-02T10:00"), { day: "day 2", weekday: "the first Monday" });
  assert.deepEqual(monthlyWords("2026-03-28T10:00"), { day: "day 28", weekday: "the fourth Saturday" });
  assert.deepEqual(monthlyWords(START), { day: "day 29", weekday: "the last Sunday" });
});

test("a list says how often in words", () => {
  assert.equal(recurrenceWords(recurrence("FREQ=WEEKLY;BYDAY=SU;COUNT=3")), "weekly on Sunday");
  assert.equal(recurrenceWords(recurrence("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU")), "every 2 months on the last Sunday");
  assert.equal(recurrenceWords(recurrence("FREQ=DAILY")), "daily");
  assert.equal(recurrenceWords(recurrence("FREQ=YEARLY;BYMONTH=2")), "FREQ=YEARLY;BYMONTH=2");
});

test("an end on a day needs the day, and is not left out without it", () => {
  const onDay = { repeats: "weekly", days: ["SU"], ends: "on", until: "" };

  assert.equal(missingOf(pattern(onDay)), "Choose the last day.");
  assert.notEqual(ruleOf(pattern(onDay), START), ruleOf(pattern({ ...onDay, ends: "never" }), START));
  assert.equal(missingOf(pattern({ ...onDay, until: "2026-12-31" })), "");
  assert.equal(missingOf(pattern({ ...onDay, ends: "never" })), "");
  assert.equal(missingOf(pattern({ ...onDay, repeats: "once" })), "");
});
