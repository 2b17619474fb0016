import { withPulse } from "./history-bars.js";

const AT_ONCE = 4;
const MINUTE_MS = 60_000;
/** When a failed fetch is repeated. */
const FAILED_MINUTES = 0.5;

/**
 * @typedef {import("./history-bars.js").Detail} Detail
 * @typedef {{ data?: import("./history-bars.js").Bucket[], strategy?: string, error?: unknown, at: number, stale: boolean, requested: boolean }} History
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
