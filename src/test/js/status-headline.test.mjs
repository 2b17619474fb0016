import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { countsSentence, headlineOf } from "../../../webapp/app/status/headline.js";
import { countsOf } from "../../../webapp/app/status/items.js";
import { group, incident, monitor, state } from "./status-page-fixture.mjs";

const page = (items, { incidents = [], maintenances = [] } = {}) => ({
  ...state(),
  page: { ...state().page, items },
  incidents,
  maintenances,
});
const headline = (items, reports) => {
  const { state, words } = headlineOf(page(items, reports));
  return `${state}: ${words}`;
};
const open = (severity, more = {}) => ({ incidents: [incident({ severity, ...more })] });
const inProgress = { maintenances: [{ status: "in_progress" }] };
const up = monitor("a");
const down = monitor("b", "down");

test("all systems are operational only while every monitor is up, and nothing else is open", () => {
  assert.equal(headline([up]), "up: All systems operational");
  assert.equal(headline([group("any", "up", up, down)]), "up: All services available");
  assert.equal(headline([up, down]), "degraded: Degraded");
  assert.equal(headline([down]), "down: Down");
  assert.equal(headline([{ ...group("folded", "up"), children: undefined }]), "up: All systems operational");
  assert.equal(headline([monitor("new", "down", { firstPulse: null })]), "pending: Waiting for data");
});

test("the headline is never better than the worst open incident", () => {
  assert.equal(headline([up], open("minor")), "degraded: Minor incident");
  assert.equal(headline([up], open("major")), "degraded: Major incident");
  assert.equal(headline([up], open("critical")), "down: Critical incident");
  assert.equal(headline([up], open("other")), "degraded: Minor incident");
  const several = { incidents: ["minor", "critical", "major"].map((severity) => incident({ id: severity, severity })) };
  assert.equal(headline([up], several), "down: Critical incident");
  assert.equal(headline([up], open("critical", { status: "resolved" })), "up: All systems operational");
  for (const status of ["investigating", "identified", "monitoring"])
    assert.equal(headline([up], open("major", { status })), "degraded: Major incident", status);
  assert.equal(headline([monitor("new", "down", { firstPulse: null })], open("major")), "degraded: Major incident");
  assert.equal(headline([monitor("a", "unknown"), up], open("minor")), "degraded: Minor incident");
});

test("nor is it better than the services", () => {
  assert.equal(headline([down], open("minor")), "down: Down");
  assert.equal(headline([up, down], open("minor")), "degraded: Degraded");
  assert.equal(headline([up, down], open("major")), "degraded: Major incident");
});

test("maintenance is a state of its own, worse than up and better than trouble", () => {
  const maintained = monitor("a", "maintenance");

  assert.equal(headline([maintained]), "maintenance: Under maintenance");
  assert.equal(headline([maintained, monitor("c")]), "maintenance: Maintenance in progress");
  assert.equal(headline([up], inProgress), "maintenance: Maintenance in progress");
  assert.equal(
    headline([up], { maintenances: [{ status: "scheduled" }, { status: "completed" }] }),
    "up: All systems operational",
  );
  assert.equal(headline([group("any", "up", maintained, monitor("c"))]), "maintenance: Maintenance in progress");
  assert.equal(headline([maintained, down]), "down: Down");
  assert.equal(headline([maintained, monitor("c")], open("minor")), "degraded: Minor incident");
});

test("a page without services says what is open nevertheless", () => {
  assert.equal(headline([]), "pending: No services");
  assert.equal(headline([], open("major")), "degraded: Major incident");
  assert.equal(headline([], inProgress), "maintenance: Maintenance in progress");
});

test("the counts name what is not up, and how many incidents are open", () => {
  const words = (items, incidents = 0) => countsSentence(countsOf(items), incidents);

  assert.equal(words([up]), "1 of 1 monitor up");
  assert.equal(words([group("any", "up", up, down)]), "1 of 2 monitors up, 1 down");
  assert.equal(words([up], 2), "1 of 1 monitor up, 2 open incidents");
  assert.equal(headlineOf(page([up], open("minor"))).open, 1);
});
