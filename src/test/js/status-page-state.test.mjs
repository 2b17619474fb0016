import assert from "node:assert/strict";
import { test } from "node:test";
import { announcement } from "../../../webapp/app/status/event-messages.js";
import { countsOf, overall, pruned } from "../../../webapp/app/status/item-tree.js";
import { sentence, tally } from "../../../webapp/app/status/labels.js";
import { after, ahead, lastedDuring, withMonth } from "../../../webapp/app/status/page-state.js";

const AT = "2026-03-17T10:30:00.000Z";
const LATER = "2026-03-17T10:31:00.000Z";

const monitor = (id, status = "up", more = {}) => ({
  id,
  type: "monitor",
  name: `Monitor ${id}`,
  status,
  latency: 10,
  lastCheck: AT,
  firstPulse: AT,
  uptime1h: null,
  uptime24h: null,
  uptime7d: null,
  uptime30d: null,
  uptime90d: null,
  uptime365d: null,
  ...more,
});
const group = (id, status, ...children) => ({ ...monitor(id, status), type: "group", children });
const state = (...items) => ({
  page: { name: "P", slug: "status", reports: false, items, lastUpdated: AT },
  incidents: [],
  maintenances: [],
});
const event = (action, data) => ({ action, data: { slug: "status", ...data }, timestamp: LATER });
const update = (id, status = "investigating") => ({ id, status, message: `Message ${id}`, created_at: AT });
const incident = (more) => ({
  id: "i1",
  title: "Trouble",
  status: "investigating",
  severity: "major",
  affected_monitors: [],
  created_at: AT,
  resolved_at: null,
  updates: [],
  ...more,
});
const told = (start, ...events) => events.reduce(after, start);

test("a pulse brings status, latency and metrics to every place of its monitor and leaves the rest alone", () => {
  const players = { config: { id: "players", name: "Players" }, value: 1 };
  const start = state(
    group("g", "down", monitor("a", "down", { custom1: players }), monitor("b")),
    monitor("a", "down", { custom1: players }),
  );

  const next = after(
    start,
    event("pulse", { monitorId: "a", status: "up", latency: 125, timestamp: LATER, custom1: 42, custom2: 19.8 }),
  );

  for (const found of [next.page.items[0].children[0], next.page.items[1]]) {
    assert.deepEqual([found.status, found.latency, found.lastCheck, found.custom1.value], ["up", 125, LATER, 42]);
    assert.ok(!("custom2" in found), "a metric that is not configured");
  }
  assert.equal(next.page.items[0].children[1], start.page.items[0].children[1]);
  assert.equal(next.page.lastUpdated, LATER);
});

test("a late pulse does not turn the present back", () => {
  const start = state(monitor("a"));

  const next = after(
    start,
    event("pulse", { monitorId: "a", status: "up", latency: 999, timestamp: "2026-03-17T10:25:00.000Z" }),
  );

  assert.equal(next.page.items[0].latency, 10);
});

test("down and recovery change the monitor and the whole", () => {
  const down = after(state(monitor("a"), monitor("b")), event("monitor-down", { monitorId: "a", downtime: 60_000 }));
  const still = after(down, event("monitor-still-down", { monitorId: "a", consecutiveDownCount: 5, downtime: 1 }));
  const up = after(still, event("monitor-recovered", { monitorId: "a", previousConsecutiveDownCount: 5, downtime: 1 }));

  assert.deepEqual([overall(down.page.items), countsOf(down.page.items).down], ["degraded", 1]);
  assert.equal(overall(still.page.items), "degraded");
  assert.deepEqual([overall(up.page.items), countsOf(up.page.items).down], ["up", 0]);
});

test("uptimes follow their event, unknown ones too", () => {
  const next = after(state(monitor("a")), event("uptime-update", { monitorId: "a", uptime1h: 99.5, uptime24h: null }));

  assert.deepEqual([next.page.items[0].uptime1h, next.page.items[0].uptime24h], [99.5, null]);
});

test("an incident lives through all its events", () => {
  const created = told(state(), event("incident-created", { incident: incident({ updates: [update("u1")] }) }));
  const changed = told(created, event("incident-updated", { incident: incident({ title: "Worse", severity: "critical" }) }));
  const resolved = told(
    changed,
    event("incident-update-added", {
      incident: incident({ title: "Worse", status: "resolved", resolved_at: LATER }),
      update: update("u2", "resolved"),
    }),
  );
  const reverted = told(
    resolved,
    event("incident-update-deleted", { incidentId: "i1", updateId: "u2", incident: incident({ title: "Worse" }) }),
  );
  const gone = told(reverted, event("incident-deleted", { incidentId: "i1" }));

  assert.deepEqual(
    created.incidents[0].updates.map(({ id }) => id),
    ["u1"],
  );
  assert.deepEqual([changed.incidents[0].title, changed.incidents[0].updates.length], ["Worse", 1]);
  assert.deepEqual(
    [resolved.incidents[0].status, resolved.incidents[0].resolved_at, resolved.incidents[0].updates.length],
    ["resolved", LATER, 2],
  );
  assert.deepEqual([reverted.incidents[0].status, reverted.incidents[0].updates.map(({ id }) => id)], ["investigating", ["u1"]]);
  assert.deepEqual(gone.incidents, []);
});

test("maintenances live through theirs", () => {
  const maintenance = {
    id: "w1",
    title: "Move",
    status: "scheduled",
    scheduled_start: AT,
    scheduled_end: LATER,
    affected_monitors: [],
    created_at: AT,
    updates: [],
  };
  const begun = told(
    state(),
    event("maintenance-created", { maintenance: { ...maintenance, updates: [update("v1", "scheduled")] } }),
    event("maintenance-update-added", {
      maintenance: { ...maintenance, status: "in_progress" },
      update: update("v2", "in_progress"),
    }),
  );

  assert.deepEqual([begun.maintenances[0].status, begun.maintenances[0].updates.length], ["in_progress", 2]);
  assert.deepEqual(told(begun, event("maintenance-deleted", { maintenanceId: "w1" })).maintenances, []);
});

test("an event that is heard twice changes nothing the second time", () => {
  const added = event("incident-update-added", {
    incident: incident({ status: "identified" }),
    update: update("u2", "identified"),
  });
  const once = told(state(monitor("a")), event("incident-created", { incident: incident({ updates: [update("u1")] }) }), added);

  assert.deepEqual(after(once, added), once);
});

test("an event of a kind that nobody knows, or about what is not here, changes nothing", () => {
  const start = state(monitor("a"));

  assert.equal(after(start, event("monitor-dancing", { monitorId: "a" })), start);
  assert.equal(after(start, event("monitor-down", { monitorId: "elsewhere" })).page.items, start.page.items);
});

test("a visitor is told what the customer's page tells", () => {
  const start = state(monitor("a"));
  const words = (action, data) => announcement(start, event(action, data));

  assert.deepEqual(words("monitor-down", { monitorId: "a" }), { text: "Monitor a is down", kind: "bad" });
  assert.deepEqual(words("monitor-recovered", { monitorId: "a" }), { text: "Monitor a has recovered", kind: "good" });
  assert.deepEqual(words("incident-created", { incident: incident() }), { text: "New incident: Trouble", kind: "warn" });
  assert.deepEqual(words("incident-update-added", { incident: incident(), update: update("u", "resolved") }), {
    text: "Incident resolved: Trouble",
    kind: "good",
  });
  assert.deepEqual(words("incident-update-added", { incident: incident(), update: update("u", "identified") }), {
    text: "Trouble: Identified",
    kind: "warn",
  });
  assert.equal(words("pulse", { monitorId: "a" }), null);
  assert.equal(words("monitor-down", { monitorId: "hidden" }), null);
});

test("what never pulsed is neither up nor down", () => {
  const silent = monitor("new", "down", { firstPulse: null, lastCheck: null });

  assert.deepEqual(countsOf([silent, monitor("a")]), { up: 1, degraded: 0, down: 0, pending: 1, total: 2 });
  assert.equal(overall([silent, monitor("a")]), "up");
  assert.equal(overall([group("g", "down", silent)]), "pending");
  assert.equal(overall([monitor("a", "down")]), "down");
});

test("a search keeps what is above and beneath what it finds", () => {
  const found = pruned([group("g", "up", monitor("a"), monitor("b")), monitor("c")], ({ id }) => id === "b");

  assert.deepEqual(
    found.map(({ id, children }) => [id, children.map((child) => child.id)]),
    [["g", ["b"]]],
  );
});

test("a month's answer replaces what was known of that month only", () => {
  const now = Date.parse(LATER);
  const open = incident({ id: "open", created_at: "2026-01-05T00:00:00.000Z" });
  const old = incident({
    id: "old",
    status: "resolved",
    created_at: "2026-02-03T00:00:00.000Z",
    resolved_at: "2026-02-04T00:00:00.000Z",
  });
  const deleted = incident({ id: "deleted" });

  assert.deepEqual(
    withMonth([open, old, deleted], [open], "2026-03", now).map(({ id }) => id),
    ["open", "old"],
  );
  assert.equal(lastedDuring(open, "2026-02", now), true);
  assert.equal(lastedDuring(old, "2026-03", now), false);
});

test("all is well only while every monitor is up and no incident is open", () => {
  const words = (...items) => [sentence(overall(items), countsOf(items), 0), tally(countsOf(items), 0)];

  assert.deepEqual(words(monitor("a")), ["All systems operational", "1 of 1 monitor up"]);
  assert.deepEqual(words(group("any", "up", monitor("a"), monitor("b", "down"))), [
    "All services available",
    "1 of 2 monitors up, 1 down",
  ]);
  assert.deepEqual(words(monitor("a"), monitor("b", "down")), ["Degraded", "1 of 2 monitors up, 1 down"]);
  assert.equal(sentence("up", countsOf([monitor("a")]), 1), "All services available");
  assert.deepEqual(words({ ...group("folded", "up"), children: undefined }), ["All systems operational", ""]);
});

test("planned is what begins until the last month that is fetched", () => {
  const plan = (id, begin, status = "scheduled") => ({
    id,
    status,
    scheduled_start: begin,
    scheduled_end: begin,
    created_at: AT,
  });
  const all = [
    plan("soon", "2026-04-30T23:00:00.000Z"),
    plan("late", "2026-05-01T00:00:00.000Z"),
    plan("off", LATER, "cancelled"),
  ];

  assert.deepEqual(
    ahead(all, "2026-04").map(({ id }) => id),
    ["soon"],
  );
});
