/**
 * The answer of `GET /api/overview`. A part that is null is not for this user; an empty one needs no attention.
 * Lists have an end, counts have all: `services_count` those outside of a maintenance.
 *
 * @typedef {{ critical: number, warning: number, info: number }} Counts
 * @typedef {Counts & { site: string, acknowledged: number, oldest: string }} Site
 * @typedef {{ id: string, name: string, status: "down" | "unknown", since: string | null, reason: string | null, maintenance: boolean }} Service
 * @typedef {{ id: string, name: string, since: string, last_seen: string | null, recorded: boolean }} SilentMachine
 * @typedef {{ id: string, title: string, page: { name: string, slug: string } }} Notice
 * @typedef {{
 *   alerts: Counts & { sites: Site[], more_sites: number },
 *   machines: { total: number, online: number, silent_count: number, silent: SilentMachine[] } | null,
 *   services: Service[] | null,
 *   services_count: number | null,
 *   services_in_maintenance: number | null,
 *   incidents: (Notice & { severity: string, status: string, created_at: string })[] | null,
 *   incidents_count: number | null,
 *   maintenances: (Notice & { scheduled_start: string, scheduled_end: string })[] | null,
 * }} Overview
 */

/** After this time without an answer the page does not know what is the case now. */
export const STALE_MS = 30_000;

/** The worst first. @type {("critical" | "warning" | "info")[]} */
export const severities = ["critical", "warning", "info"];

/** @param {Site} site */
export const worst = (site) => severities.find((severity) => site[severity] > 0) ?? "info";

/** How much needs attention; maintenances in progress do not, nor services that are down in one. @param {Overview} overview */
export const attention = ({ alerts, machines, services_count, incidents_count }) => ({
  alerts: alerts.critical + alerts.warning + alerts.info,
  services: services_count ?? 0,
  machines: machines?.silent_count ?? 0,
  incidents: incidents_count ?? 0,
});

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]);

/**
 * The sentence at the top. All is quiet only when everything is known: it was read, lately, and the page receives changes.
 *
 * @param {{ overview?: Overview, age: number, failed: boolean, live: boolean }} known `age` of the overview in milliseconds
 * @returns {{ kind: "quiet" | "attention" | "unsure", text: string }}
 */
export function headline({ overview, age, failed, live }) {
  if (!overview) return { kind: "unsure", text: failed ? "The present state is not known." : "Looking…" };
  const found = attention(overview);
  const words = [
    ...counted(found.alerts, "unresolved alert", "unresolved alerts"),
    ...counted(found.services, "service not up", "services not up"),
    ...counted(found.machines, "silent machine", "silent machines"),
    ...counted(found.incidents, "open incident", "open incidents"),
  ];
  if (words.length > 0) return { kind: "attention", text: words.join(", ") };
  if (failed || age > STALE_MS)
    return { kind: "unsure", text: "Nothing was open when last read. The present state is not known." };
  if (!live) return { kind: "unsure", text: "Nothing is open. Changes may arrive late: the live connection is not there." };
  return { kind: "quiet", text: "All quiet" };
}
