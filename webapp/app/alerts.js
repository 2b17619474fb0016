import { alerts } from "../sdk/alerts/index.js";
import { api } from "./context.js";
import { showConnection } from "./parts/connection-status.js";

/**
 * @typedef {"critical" | "warning" | "info"} Severity
 *
 * @typedef {Object} Alert
 * @property {string} id
 * @property {string} site
 * @property {Severity} severity
 * @property {string} message
 * @property {"open" | "acknowledged" | "resolved"} status
 * @property {string} source
 * @property {string} created_at
 * @property {string | null} acknowledged_at
 * @property {string | null} acknowledged_by
 * @property {string | null} resolved_at
 * @property {string | null} resolved_by
 *
 * @typedef {Record<Severity, number>} Counts
 * @typedef {{ sites: string[], unresolved: Counts, hours: (Counts & { from: string })[] }} Summary
 * @typedef {{ site: string, severity: string, status: string }} Filter an empty text selects all
 */

/** @type {Severity[]} */
export const severities = ["critical", "warning", "info"];

/** @param {Filter} filter @param {number} limit @returns {Promise<Alert[]>} newest first */
export function listAlerts({ site, severity, status }, limit) {
  const query = new URLSearchParams({ limit: String(limit) });
  if (site) query.append("site", site);
  if (severity) query.append("severity", severity);
  for (const one of status === "unresolved" ? ["open", "acknowledged"] : [status]) if (one) query.append("status", one);
  return api.get(`/api/v1/alerts?${query}`);
}

/** @returns {Promise<Summary>} */
export const summarize = () => api.get("/api/v1/alerts/summary");

/**
 * Subscribes to alerts until the page is left. Heartbeats count as changes, so that the plot's hours go on.
 *
 * @param {import("./view.js").View} page
 * @param {() => void} changed
 * @param {(state: import("../sdk/index.js").ConnectionState | null) => void} [show] shows the state of the connection; null: the page is left
 */
export function subscribeToAlerts(page, changed, show = showConnection) {
  const channel = api.use(alerts).alerts({ updates: true }).on("*", changed);
  const ignore = channel.onConnection(show);
  channel.subscribe((status) => status === "SUBSCRIBED" && changed()); // later connections resume
  page.onDisconnect(() => {
    ignore();
    api.removeChannel(channel);
    show(null);
  });
}
