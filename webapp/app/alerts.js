import { alerts } from "../sdk/alerts/index.js";
import { api } from "./context.js";
import { showConnection } from "./parts/page-parts.js";

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
 * @property {string | null} link where its source shows it
 * @property {string} created_at
 * @property {string | null} acknowledged_at
 * @property {string | null} acknowledged_by
 * @property {string | null} resolved_at
 * @property {string | null} resolved_by
 *
 * @typedef {Alert & { name: string }} ListedAlert `name`: what it is called when it is selected
 * @typedef {Record<Severity, number>} Counts
 * @typedef {{ sites: string[], unresolved: Counts, hours: (Counts & { from: string })[] }} Summary
 */

/** @type {Severity[]} */
export const severities = ["critical", "warning", "info"];

/**
 * Reads a window of the list.
 *
 * @param {Record<string, string | number>} query with `status`: one status, `all`, or none for those that are not resolved
 * @param {(seq: number, epoch?: string) => void} onSeq
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./list/windowed-rows.js").Answer<ListedAlert>>}
 */
export async function readAlerts({ status = "", ...query }, onSeq, signal) {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const statuses = status === "all" ? [] : status ? [String(status)] : ["open", "acknowledged"];
  for (const one of statuses) parameters.append("status", one);
  const { rows, ...counts } = await api.get(`/api/v1/alerts/list?${parameters}`, { onSeq, signal });
  return { ...counts, rows: rows.map((/** @type {Alert} */ alert) => ({ ...alert, name: `${alert.site}: ${alert.message}` })) };
}

/** Whether an alert can still be acknowledged or resolved. @param {Alert} alert */
export const isUnresolved = ({ status }) => status !== "resolved";

/** @returns {Promise<Summary>} */
export const summarize = () => api.get("/api/v1/alerts/summary");

/**
 * Subscribes to alerts until the page is left. Heartbeats count as changes, so that the plot's hours go on.
 *
 * @param {import("./view.js").View} page
 * @param {(message?: { kind: string, data: any }) => void} changed without a message: after the list may have missed some
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
