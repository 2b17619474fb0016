import assert from "node:assert/strict";
import { test } from "node:test";
import { attention, headline, STALE_MS } from "../../../webapp/app/overview.js";

const quiet = {
  alerts: { critical: 0, warning: 0, info: 0, sites: [], more_sites: 0 },
  machines: { total: 3, online: 2, silent_count: 0, silent: [] },
  services: [],
  services_count: 0,
  services_in_maintenance: 0,
  incidents: [],
  incidents_count: 0,
  maintenances: [],
};
const known = { overview: quiet, age: 1_000, failed: false, live: true };

test("all is quiet only when everything is known", () => {
  assert.deepEqual(headline(known), { kind: "quiet", text: "All quiet" });

  for (const unsure of [{ overview: undefined }, { failed: true }, { live: false }, { age: STALE_MS + 1 }]) {
    assert.equal(headline({ ...known, ...unsure }).kind, "unsure", JSON.stringify(unsure));
  }
});

test("what needs attention is counted, also while the connection is lost", () => {
  const overview = {
    ...quiet,
    alerts: { ...quiet.alerts, critical: 1, info: 1 },
    machines: { ...quiet.machines, silent_count: 1 },
    services: [{ id: "a", maintenance: false }],
    services_count: 1,
    incidents: [{}],
    incidents_count: 120,
  };

  assert.deepEqual(headline({ ...known, overview, live: false }), {
    kind: "attention",
    text: "2 unresolved alerts, 1 service not up, 1 silent machine, 120 open incidents",
  });
});

test("a service that is down in a maintenance needs no attention", () => {
  assert.equal(
    headline({
      ...known,
      overview: { ...quiet, services: [{ id: "a", maintenance: true }], services_in_maintenance: 1, maintenances: [{}] },
    }).kind,
    "quiet",
  );
});

test("what a user may not see does not count", () => {
  const none = {
    ...quiet,
    machines: null,
    services: null,
    services_count: null,
    incidents: null,
    incidents_count: null,
    maintenances: null,
  };

  assert.deepEqual(attention(none), { alerts: 0, services: 0, machines: 0, incidents: 0 });
});
