import assert from "node:assert/strict";
import { test } from "node:test";
import { openFor, sameBefore, timelineOf } from "../../../webapp/app/alert-timeline.js";

const at = (minute) => `2026-03-17T10:${String(minute).padStart(2, "0")}:00.000Z`;
const alert = {
  id: "a",
  site: "Kampala",
  source: "zabbix",
  message: "link down",
  created_at: at(0),
  updated_at: at(0),
  acknowledged_at: null,
  acknowledged_by: null,
  resolved_at: null,
  resolved_by: null,
};
const words = (one) => timelineOf(one).map(({ what, by }) => [what, by].join(" by "));

test("a timeline says who did what, in order", () => {
  assert.deepEqual(words(alert), ["Created by zabbix"]);
  assert.deepEqual(
    words({
      ...alert,
      acknowledged_at: at(5),
      acknowledged_by: "alice",
      resolved_at: at(9),
      resolved_by: "bob",
      updated_at: at(9),
    }),
    ["Created by zabbix", "Acknowledged by alice", "Resolved by bob"],
  );
  assert.deepEqual(words({ ...alert, source: "people", updated_at: at(3), acknowledged_at: at(5), acknowledged_by: "alice" }), [
    "Created by ",
    "Last changed by ",
    "Acknowledged by alice",
  ]);
});

test("the same alert is of the same source and site, with the same message", () => {
  const others = [
    alert,
    { ...alert, id: "b" },
    { ...alert, id: "c", message: "link slow" },
    { ...alert, id: "d", site: "Arusha" },
    { ...alert, id: "e", source: "people" },
  ];

  assert.deepEqual(
    sameBefore(alert, others).map(({ id }) => id),
    ["b"],
  );
});

test("the time that an alert was open ends when it was resolved", () => {
  const now = Date.parse(at(30));

  assert.equal(openFor(alert, now), "30 min");
  assert.equal(openFor({ ...alert, resolved_at: at(9) }, now), "9 min");
  assert.equal(openFor({ ...alert, resolved_at: at(0) }, now), "less than a minute");
  assert.equal(openFor(alert, now + 5 * 3600_000), "5 h");
});
