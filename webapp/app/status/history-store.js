import { withPulse } from "./history-bars.js";

const AT_ONCE = 4;
const MINUTE_MS = 60_000;
/** What could not be fetched is tried again about so soon. */
const FAILED_MINUTES = 0.5;

/**
 * @typedef {import("./history-bars.js").Detail} Detail
 * @typedef {{ data?: import("./history-bars.js").Bucket[], strategy?: string, error?: unknown, at: number, stale: boolean, asked: boolean }} History
 */

/** Histories of monitors and groups, fetched when somebody looks at them, a few at a time. */
export class Histories {
  /** @type {Map<string, History>} */
  #known = new Map();
  /** @type {(() => Promise<void>)[]} */
  #waiting = [];
  #running = 0;
  #fetch;
  #changed;

  /** @param {(path: string) => Promise<any>} fetch @param {(id: string) => void} changed */
  constructor(fetch, changed) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** @param {{ id: string, type: string }} item @param {Detail} detail @returns {History} fetched now, unless it is there */
  of({ id, type }, detail) {
    const key = `${type} ${id} ${detail}`;
    const history = this.#known.get(key) ?? { at: 0, stale: true, asked: false };
    this.#known.set(key, history);
    if (history.stale && !history.asked) {
      history.asked = true;
      this.#waiting.push(() => this.#load(id, type, detail, history));
      this.#next();
    }
    return history;
  }

  /**
   * Fetches anew what is looked at from now on, showing what is known meanwhile.
   *
   * @param {string} [monitorId] that monitor's only, and all groups', since it may be in any
   */
  refresh(monitorId) {
    for (const [key, history] of this.#known)
      history.stale ||= !monitorId || key.startsWith(`monitor ${monitorId} `) || key.startsWith("group ");
  }

  /** Lets age what has been shown for a while: the minutes of a group soonest, since no pulse is its own. @param {number} now */
  expire(now) {
    for (const [key, history] of this.#known) {
      if (history.asked) continue;
      const longest = history.error ? FAILED_MINUTES : !key.endsWith(" raw") ? 15 : key.startsWith("group ") ? 1 : 5;
      history.stale ||= now - history.at >= longest * MINUTE_MS;
    }
  }

  /** @param {any} pulse */
  add(pulse) {
    const history = this.#known.get(`monitor ${pulse.monitorId} raw`);
    if (!history?.data) return;
    history.data = withPulse(history.data, pulse);
    this.#changed(pulse.monitorId);
  }

  /** @param {string} id @param {string} type @param {Detail} detail @param {History} history */
  async #load(id, type, detail, history) {
    const path = `/${type}s/${encodeURIComponent(id)}/history${detail === "raw" ? "" : `/${detail}`}`;
    history.stale = false; // whoever finds it stale from now on wants one that was asked for later
    try {
      Object.assign(history, pick(await this.#fetch(path)));
      history.error = undefined;
    } catch (error) {
      history.error = error;
    }
    history.at = Date.now();
    history.asked = false;
    this.#changed(id);
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) {
      this.#running++;
      this.#waiting
        .shift()?.()
        .finally(() => {
          this.#running--;
          this.#next();
        });
    }
  }
}

/** @param {any} answer a group's tells its strategy */
const pick = ({ data, strategy }) => ({ data, strategy });
