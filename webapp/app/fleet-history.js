import { api } from "./context.js";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
const SAMPLES_MS = 1.2 * HOUR_MS;
const CHANGES_KEPT = 60;

/**
 * @typedef {{ at: number, online: number, total: number }} Sample
 * @typedef {{ at: number, id: string, event: string, status?: string | null, name?: string | null, committedAt: string | null, exists?: boolean }} Entry
 *   `committedAt` by the clock of the server
 * @typedef {{ from: string, online: number, average: number, low: number, high: number, total: number }} Period as the server counts
 * @typedef {{ at: number, online: number, last: number, low: number, high: number, total: number, gap: boolean }} Point
 *   `online` to plot, which may be a mean; `last` the number at the end; `gap`: nothing is known of the time before it
 * @typedef {{ label: string, words: string, resolution: "minute" | "hour" | "day", ms: number, step: number }} Range
 */

/** What the plot of online machines can show. @type {Record<string, Range>} */
export const ranges = {
  hour: { label: "1 h", words: "hour", resolution: "minute", ms: HOUR_MS, step: MINUTE_MS },
  day: { label: "24 h", words: "24 hours", resolution: "minute", ms: DAY_MS, step: MINUTE_MS },
  week: { label: "7 days", words: "7 days", resolution: "hour", ms: 7 * DAY_MS, step: HOUR_MS },
  quarter: { label: "90 days", words: "90 days", resolution: "day", ms: 90 * DAY_MS, step: DAY_MS },
  all: { label: "All", words: "whole time", resolution: "day", ms: Infinity, step: DAY_MS },
};

/** @param {string} org @param {Range} range @returns {Promise<Period[]>} from old to new; what was not witnessed is missing */
export async function readPeriods(org, { resolution, ms }) {
  const from = ms === Infinity ? undefined : new Date(Date.now() - ms - 2 * MINUTE_MS).toISOString();
  return (await api.get("/api/machine-history", { query: { org_id: org, resolution, from } })).points;
}

/** @param {string} org @param {{ machine?: string, limit?: number }} [options] @returns {Promise<any[]>} events of machines, newest first */
export const readEvents = (org, { machine, limit = CHANGES_KEPT } = {}) =>
  api.get("/api/machine-events", { query: { org_id: org, machine_id: machine, limit } });

/**
 * The points of a plot: what the server has counted, and after it what this page has read itself.
 *
 * @param {Period[]} periods @param {Sample[]} samples @param {Range} range @param {number} now @returns {Point[]} from old to new
 */
export function pointsOf(periods, samples, range, now) {
  const from = now - range.ms;
  const precise = range.resolution === "minute";
  const counted = periods
    .map((period) => ({
      ...period,
      at: Date.parse(period.from),
      last: period.online,
      online: precise ? period.online : period.average,
    }))
    .filter(({ at }) => at + range.step > from);
  const end = counted.length > 0 ? counted[counted.length - 1].at + range.step : -Infinity;
  const own = precise ? samples.filter(({ at }) => at >= end && at > from) : [];
  return [
    ...counted,
    ...own.map(({ at, online, total }) => ({ at, online, last: online, low: online, high: online, total })),
  ].map(({ at, online, last, low, high, total }, index) => ({
    at,
    online,
    last,
    low,
    high,
    total,
    gap: index > 0 && index < counted.length && at - counted[index - 1].at > 1.5 * range.step,
  }));
}

/** What one organisation's machines did: samples and changes that this page has seen, and changes that the server knows. */
export class FleetHistory {
  /** @type {Sample[]} */
  samples = [];
  /** @type {Entry[]} newest first */
  changes = [];
  /** @type {Map<string, string>} names by id, also of deleted machines */
  names = new Map();

  /** @param {{ machines: import("./machines.js").Machine[], onlineCount: number, machineCount: number }} stats */
  sample({ machines, onlineCount, machineCount }) {
    const at = Date.now();
    for (const { id, name } of machines) this.names.set(id, name);
    this.samples = [
      ...this.samples.filter((sample) => at - sample.at < SAMPLES_MS),
      { at, online: onlineCount, total: machineCount },
    ];
  }

  /** @param {import("../sdk/channel.js").Change} change */
  record({ eventType: event, new: row, old, commit_timestamp: committedAt }) {
    const id = row.id ?? old.id;
    if (row.name) this.names.set(id, row.name);
    const name = row.name ?? this.names.get(id);
    this.#add([{ at: committedAt ? Date.parse(committedAt) : Date.now(), id, event, status: row.status, name, committedAt }]);
  }

  /** Adds what the server knows. @param {any[]} events */
  merge(events) {
    this.#add(
      events.map(({ machine_id: id, event, status, name, exists, timestamp }) => ({
        at: Date.parse(timestamp),
        id,
        event,
        status,
        name,
        exists,
        committedAt: timestamp,
      })),
    );
  }

  /** @param {Entry[]} entries @returns {void} */
  #add(entries) {
    const unknown = entries.filter(
      (entry) =>
        !this.changes.some(
          (known) =>
            known.id === entry.id && known.committedAt === entry.committedAt && (known.status ?? null) === (entry.status ?? null),
        ),
    ); // an event is delivered again after a reconnection
    this.changes = [...unknown, ...this.changes].sort((a, b) => (b.at || 0) - (a.at || 0)).slice(0, CHANGES_KEPT);
  }

  /** Whether there still is the machine of a change. @param {Entry} entry */
  exists({ id, exists }) {
    return exists !== false && !this.changes.some((change) => change.id === id && change.event === "DELETE");
  }
}

/** @type {Map<string, FleetHistory>} */
const histories = new Map();

/** @param {string} org */
export function fleetHistoryOf(org) {
  const history = histories.get(org) ?? new FleetHistory();
  histories.set(org, history);
  return history;
}
