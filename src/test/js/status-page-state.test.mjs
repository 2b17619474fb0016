import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { countsOf, overall } from "../../../webapp/app/status/items.js";
import { applyEvent, overlapsMonth, upcoming, withFirstAnswers, withMonth } from "../../../webapp/app/status/page-state.js";
import { eventMessage } from "../../../webapp/app/status/reports.js";
import { AT, event, group, incident, LATER, monitor, state, update } from "./status-page-fixture.mjs";

const applied = (start, ...events) => events.reduce(applyEvent, start);

test("a pulse changes status, latency and metrics wherever its monitor is shown, and nothing else", () => {
  const players = { config: { id: "players", name: "Players" }, value: 1 };
  const start = state(
    group("g", "down", monitor("a", "down", { custom1: players }), monitor("b")),
    monitor("a", "down", { custom1: players }),
  );

  const next = applyEvent(
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

test("a late pulse does not change the present state", () => {
  const start = state(monitor("a"));

  const next = applyEvent(
    start,
    event("pulse", { monitorId: "a", status: "up", latency: 999, timestamp: "2026-03-17T10:25:00.000Z" }),
  );

  assert.equal(next.page.items[0].latency, 10);
});

test("down and recovery change the monitor and the whole", () => {
  const down = applyEvent(state(monitor("a"), monitor("b")), event("monitor-down", { monitorId: "a", downtime: 60_000 }));
  const still = applyEvent(down, event("monitor-still-down", { monitorId: "a", consecutiveDownCount: 5, downtime: 1 }));
  const up = applyEvent(still, event("monitor-recovered", { monitorId: "a", previousConsecutiveDownCount: 5, downtime: 1 }));

  assert.deepEqual([overall(down.page.items), countsOf(down.page.items).down], ["degraded", 1]);
  assert.equal(overall(still.page.items), "degraded");
  assert.deepEqual([overall(up.page.items), countsOf(up.page.items).down], ["up", 0]);
});

test("an uptime event sets all uptimes, unknown ones too", () => {
  const next = applyEvent(state(monitor("a")), event("uptime-update", { monitorId: "a", uptime1h: 99.5, uptime24h: null }));

  assert.deepEqual([next.page.items[0].uptime1h, next.page.items[0].uptime24h], [99.5, null]);
});

test("an uptime event of a group changes the group", () => {
  const before = state(group("g", "up", monitor("a")));

  const after = applyEvent(before, event("uptime-update", { monitorId: "g", uptime1h: 50 }));

  assert.equal(after.page.items[0].uptime1h, 50);
  assert.equal(after.page.items[0].children[0].uptime1h, null);
});

test("a monitor under maintenance stays so until the page is fetched again", () => {
  const before = state(monitor("a", "maintenance"));

  const after = applyEvent(before, event("monitor-down", { monitorId: "a", downtime: 1 }));

  assert.equal(after.page.items[0].status, "maintenance");
});

test("a recovery removes the message of the failure", () => {
  const before = state(monitor("a", "down", { message: "disk full" }));

  const [item] = applyEvent(before, event("monitor-recovered", { monitorId: "a" })).page.items;

  assert.equal(item.status, "up");
  assert.equal(item.message, undefined);
});

test("an incident follows all its events", () => {
  const created = applied(state(), event("incident-created", { incident: incident({ updates: [update("u1")] }) }));
  const changed = applied(created, event("incident-updated", { incident: incident({ title: "Worse", severity: "critical" }) }));
  const resolved = applied(
    changed,
    event("incident-update-added", {
      incident: incident({ title: "Worse", status: "resolved", resolved_at: LATER }),
      update: update("u2", "resolved"),
    }),
  );
  const reverted = applied(
    resolved,
    event("incident-update-deleted", { incidentId: "i1", updateId: "u2", incident: incident({ title: "Worse" }) }),
  );
  const gone = applied(reverted, event("incident-deleted", { incidentId: "i1" }));

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

test("maintenances follow all their events", () => {
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
  const begun = applied(
    state(),
    event("maintenance-created", { maintenance: { ...maintenance, updates: [update("v1", "scheduled")] } }),
    event("maintenance-update-added", {
      maintenance: { ...maintenance, status: "in_progress" },
      update: update("v2", "in_progress"),
    }),
  );

  assert.deepEqual([begun.maintenances[0].status, begun.maintenances[0].updates.length], ["in_progress", 2]);
  assert.deepEqual(applied(begun, event("maintenance-deleted", { maintenanceId: "w1" })).maintenances, []);
});

test("an event that is applied twice changes nothing the second time", () => {
  const added = event("incident-update-added", {
    incident: incident({ status: "identified" }),
    update: update("u2", "identified"),
  });
  const once = applied(
    state(monitor("a")),
    event("incident-created", { incident: incident({ updates: [update("u1")] }) }),
    added,
  );

  assert.deepEqual(applyEvent(once, added), once);
});

test("an event of an unknown kind, or about an unknown monitor, changes nothing", () => {
  const start = state(monitor("a"));

  assert.equal(applyEvent(start, event("monitor-dancing", { monitorId: "a" })), start);
  assert.equal(applyEvent(start, event("monitor-down", { monitorId: "elsewhere" })).page.items, start.page.items);
});

test("the messages to visitors are those of the customer's page", () => {
  const start = state(monitor("a"));
  const words = (action, data) => eventMessage(start, event(action, data));

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

test("a month's answer replaces the reports of that month only", () => {
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
  assert.equal(overlapsMonth(open, "2026-02", now), true);
  assert.equal(overlapsMonth(old, "2026-03", now), false);
});

test("upcoming maintenances begin by the last month that is fetched", () => {
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
    upcoming(all, "2026-04").map(({ id }) => id),
    ["soon"],
  );
});

/** The answers of a document that was written at a time, and what reached the server. */
function firstAnswers(now = Date.parse(AT)) {
  const data = { at: AT, seq: 7, epoch: "E1", answers: { "/v1/status/board?states=full": { name: "P" } } };
  const element = { textContent: JSON.stringify(data), removed: false, remove: () => (element.removed = true) };
  const asked = [];
  const server = async (address) => asked.push(address) && new Response("{}");
  const answer = withFirstAnswers({ getElementById: () => element }, server, () => now);
  return { element, asked, get: (path) => answer(`https://status.example.com${path}`, {}) };
}

test("what a page asks for first is in its document, with the position from which events are missing", async () => {
  const { element, asked, get } = firstAnswers();

  const first = await get("/v1/status/board?states=full");
  assert.deepEqual([first.headers.get("X-Heliograph-Seq"), first.headers.get("X-Heliograph-Epoch")], ["7", "E1"]);
  assert.deepEqual(await first.json(), { name: "P" });
  assert.deepEqual(asked, []);
  assert.equal(element.removed, true);

  await get("/v1/status/board?states=full");
  await get("/v1/status/board/incidents?month=2026-03");
  assert.deepEqual(asked, [
    "https://status.example.com/v1/status/board?states=full",
    "https://status.example.com/v1/status/board/incidents?month=2026-03",
  ]);
});

test("a document out of the history of a browser answers nothing", async () => {
  const { asked, get } = firstAnswers(Date.parse(AT) + 20_000);

  await get("/v1/status/board?states=full");

  assert.equal(asked.length, 1);
});

test("without answers in the document all are fetched", async () => {
  const asked = [];
  const get = withFirstAnswers({ getElementById: () => null }, async (address) => asked.push(address));

  await get("https://status.example.com/v1/status/board?states=full", {});

  assert.equal(asked.length, 1);
});

test("a document that was cut off answers nothing", async () => {
  const asked = [];
  const element = { textContent: '{"at":"2026', remove: () => {} };
  const get = withFirstAnswers({ getElementById: () => element }, async (address) => asked.push(address));

  await get("https://status.example.com/v1/status/board?states=full", {});

  assert.equal(asked.length, 1);
});
