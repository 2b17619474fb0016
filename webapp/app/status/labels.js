import { minute, shortDay } from "../time.js";

const DAY_MS = 24 * 3_600_000;

/** @type {Record<import("./item-tree.js").DisplayState, string>} */
export const stateLabels = {
  up: "Up",
  degraded: "Degraded",
  down: "Down",
  pending: "Pending",
  maintenance: "Maintenance",
  unknown: "Unknown",
};

/** @type {Record<string, string>} */
export const strategyLabels = {
  "any-up": "up when any is up",
  "all-up": "up when all are up",
  percentage: "by percentage up",
};

/** @type {[name: keyof import("./item-tree.js").Item, label: string][]} */
export const uptimeLabels = [
  ["uptime1h", "1 hour"],
  ["uptime24h", "24 hours"],
  ["uptime7d", "7 days"],
  ["uptime30d", "30 days"],
  ["uptime90d", "90 days"],
  ["uptime365d", "365 days"],
];

/** @param {number | null | undefined} value never rounded up to 100 */
export function percent(value) {
  if (value === null || value === undefined) return "unknown";
  return `${Math.floor(value * 100 + 1e-6) / 100} %`;
}

/**
 * Since when an uptime is known, if that is later than its beginning.
 *
 * @param {import("./item-tree.js").Item} item @param {import("./item-tree.js").UptimeName} name @param {number} now
 */
export function sinceWords({ since, ...item }, name, now) {
  const begin = since?.[name];
  if (!begin || item[name] === null) return "";
  return `since ${now - Date.parse(begin) < DAY_MS ? minute(Date.parse(begin)) : shortDay(Date.parse(begin))}`;
}

/** @param {number | null | undefined} ms 0: the pulse had no latency */
export function latency(ms) {
  if (!ms) return "–";
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
}

/** @param {number | null | undefined} value @param {string | null | undefined} unit */
export function measure(value, unit) {
  if (value === null || value === undefined) return "–";
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
  return `${rounded.toLocaleString()}${unit ? ` ${unit}` : ""}`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export const pluralize = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
