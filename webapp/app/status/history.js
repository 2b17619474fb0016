const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * @typedef {"raw" | "hourly" | "daily"} Detail
 * @typedef {{ timestamp: string, uptime: number | null, [column: string]: any }} Bucket as the server sends it
 * @typedef {{ from: number, to: number, up: number, down: number, unknown: number, value: number | null, low: number | null, high: number | null }} Bar
 *   up, down and unknown are shares of its time
 * @typedef {{ label: string, words: string, detail: Detail, bars: number, each: number }} Range
 */

/** @type {Record<Detail, number>} */
const lengths = { raw: MINUTE, hourly: HOUR, daily: DAY };
/** How long after the last bucket the present state may be assumed: until the next fetch. @type {Record<Detail, number>} */
const assumed = { raw: 8 * MINUTE, hourly: 18 * MINUTE, daily: 18 * MINUTE };

/**
 * Aggregates the server's buckets into the bars of a range. The last bar contains `now`.
 *
 * @param {Bucket[]} data in any order @param {Range} range @param {number} now @param {string} [column] the metric of the line
 * @returns {Bar[]}
 */
export function barsOf(data, { detail, bars, each }, now, column = "latency") {
  const end = (Math.floor(now / each) + 1) * each;
  const start = end - bars * each;
  /** @type {Bucket[][]} */
  const grouped = Array.from({ length: bars }, () => []);
  for (const bucket of data) grouped[Math.floor((Date.parse(bucket.timestamp) - start) / each)]?.push(bucket);
  return grouped.map((buckets, index) => {
    const from = start + index * each;
    const passed = Math.max(1, Math.ceil((Math.min(from + each, now) - from) / lengths[detail]));
    return bar(buckets, from, from + each, passed, column);
  });
}

/**
 * Extends the data from the last fetch until now with the present state, since events report every change of it. Where the last
 * fetch is too old, the time stays unknown.
 *
 * @param {Bucket[]} data @param {Detail} detail @param {string} status of the present @param {number} now @returns {Bucket[]}
 */
export function extendToNow(data, detail, status, now) {
  const uptime = { up: 100, down: 0 }[status];
  const newest = Math.max(...data.map(({ timestamp }) => Date.parse(timestamp)));
  const each = lengths[detail];
  if (uptime === undefined || now - newest - each > assumed[detail]) return data;
  const missing = Math.max(0, Math.floor((now - newest) / each));
  return [
    ...data,
    ...Array.from({ length: missing }, (_, index) => ({
      timestamp: new Date(newest + (index + 1) * each).toISOString(),
      uptime,
    })),
  ];
}

/** @param {Bucket[]} buckets @param {number} from @param {number} to @param {number} expected @param {string} column @returns {Bar} */
function bar(buckets, from, to, expected, column) {
  const known = buckets.map(({ uptime }) => uptime).filter((uptime) => uptime !== null);
  const all = Math.max(expected, known.length);
  const up = known.reduce((sum, uptime) => sum + uptime / 100, 0) / all;
  return {
    from,
    to,
    up,
    down: known.length / all - up,
    unknown: 1 - known.length / all,
    value: mean(numbers(buckets, `${column}_avg`)),
    low: extreme(Math.min, numbers(buckets, `${column}_min`)),
    high: extreme(Math.max, numbers(buckets, `${column}_max`)),
  };
}

/** @param {Bucket[]} buckets @param {string} name @returns {number[]} */
const numbers = (buckets, name) => buckets.map((bucket) => bucket[name]).filter((value) => typeof value === "number");

/** @param {number[]} values */
const mean = (values) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);

/** @param {(...values: number[]) => number} pick @param {number[]} values */
const extreme = (pick, values) => (values.length === 0 ? null : pick(...values));

/** @param {Bar[]} bars @returns {number | null} percent of the known time; null when nothing is known */
export function uptimeOf(bars) {
  const up = bars.reduce((sum, bar) => sum + bar.up, 0);
  const known = bars.reduce((sum, bar) => sum + 1 - bar.unknown, 0);
  return known < 1e-9 ? null : (100 * up) / known;
}

/**
 * Merges a pulse into the minutes of a day, so that a chart is updated without a fetch.
 *
 * @param {Bucket[]} data oldest first @param {any} pulse @returns {Bucket[]}
 */
export function withPulse(data, pulse) {
  const timestamp = new Date(Math.floor(Date.parse(pulse.timestamp) / MINUTE) * MINUTE).toISOString();
  const last = data.at(-1);
  if (last && last.timestamp > timestamp) return data; // a late pulse comes with the next fetch
  const sampled = { timestamp, uptime: 100, ...sample("latency", pulse.latency) };
  for (const name of ["custom1", "custom2", "custom3"]) Object.assign(sampled, sample(name, pulse[name]));
  if (last?.timestamp !== timestamp) return [...data, sampled];
  return [...data.slice(0, -1), merged(last, sampled)];
}

/** @param {string} name @param {number | undefined} value */
const sample = (name, value) =>
  value === undefined ? {} : { [`${name}_min`]: value, [`${name}_max`]: value, [`${name}_avg`]: value };

/** @param {any} old @param {Bucket} fresh @returns {Bucket} */
function merged(old, fresh) {
  const next = { ...old, uptime: old.uptime ?? 100 };
  for (const [name, value] of Object.entries(fresh)) {
    const before = old[name];
    if (typeof before !== "number") next[name] = next[name] ?? value;
    else if (name.endsWith("_min")) next[name] = Math.min(before, value);
    else if (name.endsWith("_max")) next[name] = Math.max(before, value);
    else if (name.endsWith("_avg")) next[name] = (before + value) / 2;
  }
  return next;
}

const AT_ONCE = 4;
const MINUTE_MS = 60_000;
/** When a failed fetch is repeated. */
const FAILED_MINUTES = 0.5;

/**
 * @typedef {{ data?: Bucket[], strategy?: string, error?: unknown, at: number, stale: boolean, requested: boolean }} History
 */

/** The histories of monitors and groups, which are fetched when they are shown, a few at a time. */
export class HistoryStore {
  /** @type {Map<string, History>} */
  #histories = new Map();
  /** @type {(() => Promise<void>)[]} */
  #queue = [];
  #running = 0;
  #fetch;
  #changed;

  /** @param {(path: string) => Promise<any>} fetch @param {(id: string) => void} changed */
  constructor(fetch, changed) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** @param {{ id: string, type: string }} item @param {Detail} detail @returns {History} fetched now, unless it was fetched */
  get({ id, type }, detail) {
    const key = `${type} ${id} ${detail}`;
    const history = this.#histories.get(key) ?? { at: 0, stale: true, requested: false };
    this.#histories.set(key, history);
    if (history.stale && !history.requested) {
      history.requested = true;
      this.#queue.push(() => this.#load(id, type, detail, history));
      this.#next();
    }
    return history;
  }

  /**
   * Fetches histories again when they are shown next; the old data is shown meanwhile.
   *
   * @param {string} [monitorId] only this monitor's, and those of all groups, since it may be in any
   */
  invalidate(monitorId) {
    for (const [key, history] of this.#histories)
      history.stale ||= !monitorId || key.startsWith(`monitor ${monitorId} `) || key.startsWith("group ");
  }

  /** Invalidates histories by age: the minutes of a group first, since no pulse updates them. @param {number} now */
  invalidateOld(now) {
    for (const [key, history] of this.#histories) {
      if (history.requested) continue;
      const longest = history.error ? FAILED_MINUTES : !key.endsWith(" raw") ? 15 : key.startsWith("group ") ? 1 : 5;
      history.stale ||= now - history.at >= longest * MINUTE_MS;
    }
  }

  /** @param {any} pulse */
  addPulse(pulse) {
    const history = this.#histories.get(`monitor ${pulse.monitorId} raw`);
    if (!history?.data) return;
    history.data = withPulse(history.data, pulse);
    this.#changed(pulse.monitorId);
  }

  /** @param {string} id @param {string} type @param {Detail} detail @param {History} history */
  async #load(id, type, detail, history) {
    const path = `/${type}s/${encodeURIComponent(id)}/history${detail === "raw" ? "" : `/${detail}`}`;
    history.stale = false; // invalidated from now on, it is fetched once more after this fetch
    try {
      Object.assign(history, pick(await this.#fetch(path)));
      history.error = undefined;
    } catch (error) {
      history.error = error;
    }
    history.at = Date.now();
    history.requested = false;
    this.#changed(id);
  }

  #next() {
    while (this.#running < AT_ONCE && this.#queue.length > 0) {
      this.#running++;
      this.#queue
        .shift()?.()
        .finally(() => {
          this.#running--;
          this.#next();
        });
    }
  }
}

/** @param {any} answer that of a group has its strategy */
const pick = ({ data, strategy }) => ({ data, strategy });
