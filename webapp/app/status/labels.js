import { day, minute, shortDay } from "../time.js";
import { t } from "../words.js";

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
  if (value === null || value === undefined) return t("unknown");
  return `${(Math.floor(value * 100 + 1e-6) / 100).toLocaleString()} %`;
}

/**
 * Since when an uptime is known, if that is later than its beginning.
 *
 * @param {import("./item-tree.js").Item} item @param {import("./item-tree.js").UptimeName} name @param {number} now
 */
export function sinceWords({ since, ...item }, name, now) {
  const begin = since?.[name];
  if (!begin || item[name] === null) return "";
  const at = Date.parse(begin);
  return t("since {time}", { time: now - at < DAY_MS ? minute(at) : shortDay(at) });
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

/** How long ago something was. @param {string} time */
export function past(time) {
  const seconds = Math.floor((Date.now() - Date.parse(time)) / 1000);
  if (seconds < 10) return t("just now");
  if (seconds < 60) return t("{count} s ago", { count: seconds });
  if (seconds < 3600) return t("{count} min ago", { count: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return t("{count} h ago", { count: Math.floor(seconds / 3600) });
  return seconds < 60 * 86_400 ? t("{count} days ago", { count: Math.floor(seconds / 86_400) }) : day(time);
}
