import { api } from "../context.js";
import { listAll } from "../list-all.js";
import { byName } from "../machines.js";

/**
 * @typedef {{ id: string, name: string, unit?: string | null }} Metric
 * @typedef {{ id: string, name: string, token: string, interval: number, maxRetries: number, resendNotification: number, children: string[],
 *   dependencies: string[], custom1?: Metric, custom2?: Metric, custom3?: Metric, created_at: string }} Monitor
 * @typedef {{ id: string, name: string, strategy: import("../status/items.js").Strategy, degradedThreshold?: number, children: string[], created_at: string }} Group
 * @typedef {{ id: string, name: string, slug: string, items: string[], leafItems: string[], protected: boolean, reports: boolean, mailSubscription: boolean, created_at: string,
 *   intro?: string, footer?: string, accentLight?: string, accentDark?: string, logoUrl?: string, host?: string }} Page
 * @typedef {import("../status/page-state.js").Report & { status_page_id: string, suppress_notifications: boolean,
 *   series_id?: string, recurrence?: import("./recurrence.js").Recurrence }} Report
 * @typedef {{ id: string, name: string, status: "up" | "down" | "pending" | "unknown", last_pulse: string | null, last_report: string | null,
 *   latency: number | null, uptime24h: number | null, interval: number, maxRetries: number, resendNotification: number, from?: number,
 *   hour?: { down: [number, number][], unknown: [number, number][] } }} MonitorState `hour`: ranges in seconds since `from`
 * @typedef {{ monitors: Monitor[], groups: Group[], pages: Page[], incidents: Report[], maintenances: Report[] }} AdminData
 * @typedef {Pick<AdminData, "groups" | "pages"> & { monitors: { id: string, name: string }[] }} Choices
 * @typedef {{ readonly data: AdminData, reload: () => Promise<void> }} AdminStore `data` is always the newest
 */

const ROOT = "/v1/admin";

/** The most rows of a window that the server allows. */
const MOST_ROWS = 1_000;

/** @param {string} kind @returns {Promise<any[]>} */
const all = (kind) => listAll(`${ROOT}/${kind}`, { rows: (page) => page[kind === "status-pages" ? "statusPages" : kind] });

/**
 * All of it at once, since each part refers to the others.
 *
 * @param {AdminData} [known] whose monitors are kept while there are as many, if they are more than one request brings: thousands of them take longer than all else
 * @returns {Promise<AdminData>}
 */
export async function loadAll(known) {
  const [monitors, groups, pages, incidents, maintenances] = await Promise.all([
    known && known.monitors.length > MOST_ROWS ? monitorsAfter(known.monitors) : all("monitors"),
    ...["groups", "status-pages", "incidents", "maintenances"].map(all),
  ]);
  return { monitors, groups, pages, incidents, maintenances };
}

/** @param {Monitor[]} known @returns {Promise<Monitor[]>} */
async function monitorsAfter(known) {
  const counts = await readMonitors({ limit: 1 });
  return counts.all === known.length ? known : all("monitors");
}

/** @returns {Promise<Record<string, number>>} how many there are of all but monitors, which are too many to be read for that */
export async function loadCounts() {
  const [groups, pages, incidents, maintenances] = await Promise.all(
    ["groups", "status-pages", "incidents", "maintenances"].map(async (kind) => (await all(kind)).length),
  );
  return { groups, pages, incidents, maintenances };
}

/** @returns {Promise<Choices>} what a monitor can be shown in, and what it can depend on */
export async function loadChoices() {
  const [monitors, groups, pages] = await Promise.all([monitorStates(), all("groups"), all("status-pages")]);
  return { monitors, groups, pages };
}

/** @returns {Promise<MonitorState[]>} of all monitors in the order of their names, without their secrets */
export async function monitorStates() {
  /** @type {Map<string, MonitorState>} those that moved between two windows are read twice */
  const found = new Map();
  for (let offset = 0, total = 1; offset < total; offset += MOST_ROWS) {
    const answer = await readMonitors({ offset, limit: MOST_ROWS });
    total = answer.total;
    for (const state of answer.rows) found.set(state.id, state);
  }
  return [...found.values()];
}

/** A window of the list of monitors. @param {Record<string, string | number>} query @param {AbortSignal} [signal] @returns {Promise<import("../list/windowed-rows.js").Answer<MonitorState>>} */
export async function readMonitors(query, signal) {
  const { total, all, from, states } = await api.get(`${ROOT}/monitor-states`, { query, signal });
  const since = Date.parse(from);
  return {
    total,
    all,
    rows: states.map((/** @type {MonitorState} */ state) => (state.hour ? { ...state, from: since } : state)),
  };
}

/** @param {string} kind @param {string} id @returns {Promise<any>} */
export const read = (kind, id) => api.get(`${ROOT}/${kind}/${encodeURIComponent(id)}`);

/** @param {string} kind @param {object} body @returns {Promise<any>} */
export const create = (kind, body) => api.post(`${ROOT}/${kind}`, body);

/** @param {string} kind @param {string} id @param {object} body @returns {Promise<any>} */
export const update = (kind, id, body) => api.put(`${ROOT}/${kind}/${encodeURIComponent(id)}`, body);

/** @param {string} kind @param {string | undefined} id undefined: creates one @param {object} body @returns {Promise<any>} */
export const save = (kind, id, body) => (id === undefined ? create(kind, body) : update(kind, id, body));

/** @param {string} kind @param {string} id */
export const remove = (kind, id) => api.delete(`${ROOT}/${kind}/${encodeURIComponent(id)}`);

/** @param {string} kind @param {string} id @param {object} body */
export const addUpdate = (kind, id, body) => api.post(`${ROOT}/${kind}/${encodeURIComponent(id)}/updates`, body);

/** @param {string} kind @param {string} id @param {string} update */
export const removeUpdate = (kind, id, update) =>
  api.delete(`${ROOT}/${kind}/${encodeURIComponent(id)}/updates/${encodeURIComponent(update)}`);

/** The next times of a recurrence. @param {import("./recurrence.js").Recurrence} recurrence @returns {Promise<{ occurrences: { start: string, end: string }[] }>} */
export const occurrences = (recurrence) => api.post(`${ROOT}/occurrences`, recurrence);

/** Deletes what has not begun of a series. @param {string} id of an occurrence */
export const endSeries = (id) => api.delete(`${ROOT}/maintenances/${encodeURIComponent(id)}?apply_to=series`);

/** @param {Choices} data @param {(thing: { id: string }) => boolean} [fits] @returns {import("../parts/item-picker.js").Option[]} */
export function itemOptions({ monitors, groups }, fits = () => true) {
  const options = [
    ...groups.map((group) => ({
      id: group.id,
      name: group.name,
      note: `Group, ${group.children.length} ${group.children.length === 1 ? "member" : "members"}`,
    })),
    ...monitors.map((monitor) => ({ id: monitor.id, name: monitor.name, note: "" })),
  ];
  return byName(options.filter(fits));
}

/** @param {AdminData} data @param {string} id */
export const nameOf = ({ monitors, groups }, id) => [...monitors, ...groups].find((one) => one.id === id)?.name ?? id;
