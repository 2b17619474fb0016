// A small stand-in for the server's `/api/admin`: what the console's tests are answered.
import { page } from "./fake-page.mjs";

export const AT = "2026-03-17T10:30:00.000Z";

export const node = (name, more = {}) => ({
  id: `id of ${name}`,
  name,
  self: false,
  version: "1.4.0",
  server: "WildFly 39.0.1.Final",
  java: "17.0.12",
  database: "PostgreSQL 17.2",
  started_at: AT,
  seen_at: AT,
  state: "ready",
  reasons: [],
  sockets: 10,
  signed_in: 8,
  subscriptions: 20,
  topics: 3,
  lag_millis: 12,
  pending_millis: 0,
  broker: "connected",
  heap_used_bytes: 300_000_000,
  heap_max_bytes: 1_000_000_000,
  ...more,
});

export const socket = (id, more = {}) => ({
  id,
  node: "node-1",
  dialect: "fleet",
  organization: "acme",
  user: "alice@acme.test",
  user_id: "u1",
  address: "192.0.2.17",
  connected_at: AT,
  last_seen_at: AT,
  subscriptions: 2,
  queued_bytes: 2048,
  conflated: 7,
  dropped: 1,
  slow: false,
  ...more,
});

export const job = (name, more = {}) => ({
  node: "node-1",
  name,
  interval_seconds: 5,
  last_run_at: AT,
  last_duration_millis: 7,
  runs: 100,
  failures: 0,
  failing: false,
  overdue: false,
  last_error: null,
  ...more,
});

/** The next answer of the server is a list. @param {unknown[]} items @param {{ missing?: string[], next?: string }} [more] beside the list */
export function answerWith(items, { missing = [], next, ...more } = {}) {
  const headers = next ? { Link: `<${next}>; rel="next"` } : {};
  page.answers.push([200, { success: true, data: { items, missing, ...more } }, headers]);
}

/** A page that a part of the console thinks it is in. */
export class FakeHost {
  loads = [];
  updates = 0;

  load(ms) {
    this.loads.push(ms);
  }

  update() {
    this.updates++;
  }
}
