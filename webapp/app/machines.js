import { api, currentOrg } from "./context.js";

const collator = new Intl.Collator(undefined, { numeric: true });

/**
 * Sorts by name as people order names: 2 before 10, and no capitals first.
 *
 * @template {{ name: string }} T
 * @param {T[]} items
 * @returns {T[]}
 */
export const byName = (items) => [...items].sort((a, b) => collator.compare(a.name, b.name));

/**
 * @typedef {"online" | "offline" | "pending" | "quarantined"} Status
 *
 * @typedef {Object} Machine
 * @property {string} id
 * @property {string} org_id
 * @property {string} name
 * @property {string | null} [tailnet_ip]
 * @property {string | null} [os]
 * @property {string | null} [version]
 * @property {Status} status
 * @property {boolean} [ephemeral]
 * @property {boolean} [admin_disabled]
 * @property {string | null} last_seen
 * @property {string} [created_at]
 *
 * @typedef {"healthy" | "delayed" | "stale" | Exclude<Status, "online">} Condition
 */

const DELAYED_AFTER_MS = 5 * 60_000;
const STALE_AFTER_MS = 10 * 60_000;
const PAGE = 1_000;
/**
 * @param {(seq: number, epoch?: string) => void} [onSeq] receives the position of each answer
 * @returns {Promise<Machine[]>} every machine of the current organisation; the server answers a page at a time
 */
export async function listMachines(onSeq) {
  const query = { org_id: currentOrg()?.id, order: "name", ascending: true };
  /** @type {Machine[]} */
  const all = [];
  for (;;) {
    // from the last name on, and not by an offset: the server need not count what it skips
    const after = all.length ? `gt.${all[all.length - 1].name}` : undefined;
    const page = await api.get("/api/db/machines", { query: { ...query, name: after }, onSeq });
    all.push(...page);
    if (page.length < PAGE) return byName(all);
  }
}

/** @param {Record<string, string | number>} query of a window of the list @param {(seq: number, epoch?: string) => void} onSeq @param {AbortSignal} [signal] @returns {Promise<import("./list/windowed-rows.js").Answer<Machine>>} */
export const readMachines = (query, onSeq, signal) => api.get("/api/machines", { query, onSeq, signal });

/** @returns {Promise<Machine[]>} those that were added last */
export const newestMachines = () =>
  api.get("/api/db/machines", { query: { org_id: currentOrg()?.id, order: "created_at.desc", limit: 50 } });

/** @param {Machine} machine @param {number} now @returns {{ condition: Condition, availability: number }} */
export function healthOf({ status, last_seen }, now) {
  if (status !== "online") return { condition: status, availability: 0 };
  const unseen = last_seen ? now - Date.parse(last_seen) : 0;
  if (unseen < DELAYED_AFTER_MS) return { condition: "healthy", availability: 100 };
  if (unseen < STALE_AFTER_MS) return { condition: "delayed", availability: 75 };
  return { condition: "stale", availability: 50 };
}

/** @type {Record<Condition | "online", string>} */
export const conditionLabels = {
  online: "Online",
  healthy: "Healthy",
  delayed: "Delayed",
  stale: "Stale",
  offline: "Offline",
  pending: "Pending",
  quarantined: "Quarantined",
};
