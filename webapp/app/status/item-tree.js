/**
 * @typedef {"up" | "degraded" | "down" | "pending" | "maintenance" | "unknown"} Status pending: no report yet; unknown: not witnessed
 * @typedef {Status} DisplayState
 * @typedef {"uptime1h" | "uptime24h" | "uptime7d" | "uptime30d" | "uptime90d" | "uptime365d"} UptimeName
 * @typedef {{ config: { id: string, name: string, unit?: string | null }, value: number | null }} Metric
 *
 * @typedef {Object} Item
 * @property {string} id
 * @property {"monitor" | "group"} type
 * @property {string} name
 * @property {Status} status
 * @property {number | null} latency
 * @property {string | null} lastCheck
 * @property {string | null} firstPulse
 * @property {number | null} uptime1h
 * @property {number | null} uptime24h
 * @property {number | null} uptime7d
 * @property {number | null} uptime30d
 * @property {number | null} uptime90d
 * @property {number | null} uptime365d
 * @property {string} [message] why it is down, in the words of its report
 * @property {Partial<Record<UptimeName, string>>} [since] when the witnessed time of an uptime begins, if later than the uptime's
 * @property {Metric} [custom1]
 * @property {Metric} [custom2]
 * @property {Metric} [custom3]
 * @property {Item[]} [children]
 *
 * @typedef {"any-up" | "all-up" | "percentage"} Strategy
 * @typedef {Record<Status, number> & { total: number }} Counts
 */

/** @param {Item[]} items @returns {Item[]} the items of all levels, each once */
export function allItems(items) {
  /** @type {Map<string, Item>} */
  const found = new Map();
  const walk = (/** @type {Item[]} */ level) => {
    for (const item of level) {
      found.set(item.id, item);
      walk(item.children ?? []);
    }
  };
  walk(items);
  return [...found.values()];
}

/** @param {Item[]} items */
export const monitorsIn = (items) => allItems(items).filter(({ type }) => type === "monitor");

/**
 * Changes a monitor or a group wherever it is shown; other items stay the same objects. The groups above it keep their status, since only the
 * server knows their strategies.
 *
 * @param {Item[]} items @param {string} id @param {(monitor: Item) => Item} change @returns {Item[]}
 */
export function withMonitor(items, id, change) {
  let changed = false;
  const next = items.map((item) => {
    const own = item.id === id ? change(item) : item;
    const children = own.children && withMonitor(own.children, id, change);
    const same = own === item && children === item.children;
    changed ||= !same;
    return same ? item : { ...own, ...(children && { children }) };
  });
  return changed ? next : items;
}

/** @param {Item} item @returns {DisplayState} the state that is shown */
export function displayState(item) {
  if (item.type === "monitor") return item.firstPulse === null && item.status === "down" ? "pending" : item.status;
  const children = item.children ?? [];
  return children.length > 0 && children.every((child) => displayState(child) === "pending") ? "pending" : item.status;
}

/** @param {Item[]} items @returns {Counts} */
export function countsOf(items) {
  const counts = { up: 0, degraded: 0, down: 0, pending: 0, maintenance: 0, unknown: 0, total: 0 };
  for (const monitor of monitorsIn(items)) {
    counts[displayState(monitor)]++;
    counts.total++;
  }
  return counts;
}

/** @param {Item[]} items of the top level @returns {DisplayState} of the page as a whole, without items that are pending or maintained */
export function overall(items) {
  const all = items.map(displayState);
  const states = new Set(all.filter((state) => state !== "pending" && state !== "maintenance"));
  const [only] = states;
  if (states.size === 0) return all.includes("maintenance") ? "maintenance" : "pending";
  if (states.size === 1) return only;
  return states.size === 2 && states.has("up") && states.has("unknown") ? "unknown" : "degraded";
}

/**
 * The part of a tree that matches: matching items with their parents and children.
 *
 * @param {Item[]} items @param {(item: Item) => boolean} matches @returns {Item[]}
 */
export function filterTree(items, matches) {
  return items.flatMap((item) => {
    if (matches(item)) return [item];
    const children = filterTree(item.children ?? [], matches);
    return children.length > 0 ? [{ ...item, children }] : [];
  });
}
