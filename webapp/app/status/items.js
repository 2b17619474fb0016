import { html, svg } from "../../lib/lit-html.js";
import { day, minute, shortDay, t } from "../words.js";

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

const DAY_MS = 24 * 3_600_000;

/** @type {Record<DisplayState, string>} */
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

/** @type {[name: keyof Item, label: string][]} */
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
 * @param {Item} item @param {UptimeName} name @param {number} now
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

/** The shapes differ as well as the colours, for users who do not distinguish red and green. */
const shapes = {
  up: svg`<circle cx="10" cy="10" r="9"/><path class="mark-cut" d="m6 10.3 2.8 2.8L14.2 7.500"/>`,
  degraded: svg`<path d="M10 1.5 19 18H1z"/><path class="mark-cut" d="M10 8v4.500M10 15v.2"/>`,
  down: svg`<rect x="1.5" y="1.5" width="17" height="17" rx="4"/><path class="mark-cut" d="m6.8 6.8 6.4 6.4M13.2 6.800l-6.4 6.4"/>`,
  pending: svg`<circle class="mark-open" cx="10" cy="10" r="7.5"/>`,
  maintenance: svg`<circle cx="10" cy="10" r="9"/><path class="mark-cut" d="M7.500 6v8M12.500 6v8"/>`,
  unknown: svg`<circle class="mark-open" cx="10" cy="10" r="7.5"/><path class="mark-open" d="M7.500 10h5"/>`,
};

/** @param {DisplayState} state */
export const stateIcon = (state) =>
  html`<svg class="state-mark" data-status=${state} viewBox="0 0 20 20" role="img" aria-label=${t(stateLabels[state])}>${shapes[state]}</svg>`;

/**
 * @typedef {DisplayState | "minor" | "major" | "critical"} Condition a state, or the severity of an open incident
 */

/** @type {Condition[]} from best to worst */
const conditions = ["up", "pending", "maintenance", "unknown", "minor", "degraded", "major", "critical", "down"];

/** @type {Record<string, DisplayState>} the state as which an incident counts */
export const incidentStates = { minor: "degraded", major: "degraded", critical: "down" };

/** @param {Condition[]} some @returns {Condition} */
export const worstOf = (some) => some.reduce((a, b) => (conditions.indexOf(a) < conditions.indexOf(b) ? b : a));

/** The sentences of the headline; their English is the key of their translations. */
export const sentences = {
  up: "All systems operational",
  available: "All services available",
  pending: "Waiting for data",
  maintained: "Under maintenance",
  maintenance: "Maintenance in progress",
  unknown: "Not all services have reported since the monitoring was interrupted",
  minor: "Minor incident",
  major: "Major incident",
  critical: "Critical incident",
  down: "Down",
  degraded: "Degraded",
};

/** @param {Condition} condition @param {Counts} counts @param {boolean} all whether all services are under maintenance */
export function sentence(condition, { up, total }, all) {
  if (condition === "up" && up !== total) return sentences.available; // a group can be up although one of its monitors is not
  if (condition === "maintenance" && all) return sentences.maintained;
  return sentences[condition];
}
