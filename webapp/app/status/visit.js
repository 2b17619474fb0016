import { ApiError } from "../../sdk/index.js";
import { blake2b512Hex } from "../../lib/blake2b.js";
import { after, beginOf, withMonth } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Kind} Kind
 *
 * @typedef {Object} VisitParts
 * @property {string} slug
 * @property {(visit: Visit) => import("../../sdk/rest.js").Rest} rest
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage keeps a protected page's secret for this tab
 * @property {() => void} changed
 * @property {() => number} [now]
 */

/** What one visitor of one status page knows: fetched as a whole, then kept up to date by events. */
export class Visit {
  /** @type {State | null} */
  state = null;
  /** @type {"password" | "unknown" | null} what keeps the visitor from the page */
  gate = null;
  /** @type {unknown} why the last fetch failed */
  error;
  /** @type {unknown} why incidents or maintenances are not there */
  reportsError;
  loading = false;
  /** @type {number | undefined} when the server was heard last */
  heardAt;
  /** Whether a password was given and refused. */
  refused = false;
  #again = false;
  /** @type {Set<import("./state.js").StatusEvent[]>} for each fetch on its way what came meanwhile */
  #logs = new Set();
  /** @type {Map<string, boolean>} the months that somebody looked at, and whether they are here */
  #months = new Map();
  #parts;
  #rest;

  /** @param {VisitParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#rest = parts.rest(this);
  }

  get slug() {
    return this.#parts.slug;
  }

  /** @returns {string | null} the BLAKE2b-512 hex of the password */
  get secret() {
    return this.#parts.storage.getItem(this.#key);
  }

  get #key() {
    return `heliograph.status.${this.slug}`;
  }

  get #path() {
    return `/v1/status/${encodeURIComponent(this.slug)}`;
  }

  /** @param {string} password */
  async enter(password) {
    this.#parts.storage.setItem(this.#key, blake2b512Hex(password));
    await this.load();
  }

  /** Fetches everything; while one fetch runs, any number of further requests become one more. */
  async load() {
    this.#again = true;
    if (this.loading) return;
    this.loading = true;
    this.#parts.changed();
    while (this.#again) {
      this.#again = false;
      await this.loadPage();
      if (this.state && !this.error) await this.#loadReports();
    }
    this.loading = false;
    this.#parts.changed();
  }

  /** Fetches the monitors and groups alone: what became of a group when one of its monitors turned. */
  async loadPage() {
    try {
      await this.#take(this.#path, {}, (page) => ({ incidents: [], maintenances: [], ...this.state, page }));
      this.gate = null;
      this.error = undefined;
      this.refused = false;
      this.#heard();
    } catch (error) {
      this.#failed(error);
    }
    this.#parts.changed();
  }

  async #loadReports() {
    const now = this.#now();
    const months = [...new Set([...this.#months.keys(), month(now, 0)])];
    await Promise.all([...months.map((each) => this.loadMonth(each)), this.#loadKind("maintenances", month(now, 1))]);
  }

  /** @param {string} month such as 2026-03 */
  async loadMonth(month) {
    this.#months.set(month, this.knows(month));
    const loaded = await Promise.all([this.#loadKind("incidents", month), this.#loadKind("maintenances", month)]);
    this.#months.set(month, this.knows(month) || loaded.every(Boolean));
    this.#parts.changed();
  }

  /** @param {string} month whether its incidents and maintenances were fetched */
  knows(month) {
    return this.#months.get(month) ?? false;
  }

  /** @param {string} month */
  reportPath(month) {
    return `${this.#path}/report?month=${month}`;
  }

  /** @param {string} month @returns {Promise<Blob>} its report, fetched with the password */
  async report(month) {
    const answer = await fetch(this.reportPath(month), { headers: { Authorization: `Bearer ${this.secret}` } });
    if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
    return answer.blob();
  }

  /** @param {Kind} kind @param {string} month @returns {Promise<boolean>} whether it came */
  async #loadKind(kind, month) {
    try {
      await this.#take(`${this.#path}/${kind}`, { query: { month } }, (answer, state) => ({
        ...state,
        [kind]: withMonth(state[kind], answer[kind], month, this.#now()),
      }));
      this.reportsError = undefined;
    } catch (error) {
      this.reportsError = error;
    }
    this.#parts.changed();
    return !this.reportsError;
  }

  /**
   * Fetches, and tells the answer once more what came by the socket meanwhile: it may be older than that.
   *
   * @param {string} path @param {import("../../sdk/rest.js").CallOptions} options
   * @param {(answer: any, state: State) => State} merge
   */
  async #take(path, options, merge) {
    /** @type {import("./state.js").StatusEvent[]} */
    const log = [];
    this.#logs.add(log);
    try {
      const answer = await this.#rest.get(path, options);
      this.state = log.reduce(after, merge(answer, /** @type {State} */ (this.state)));
    } finally {
      this.#logs.delete(log);
    }
  }

  /** @param {unknown} error */
  #failed(error) {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) {
      this.refused = this.secret !== null;
      this.#parts.storage.removeItem(this.#key);
      this.gate = "password";
    } else if (status === 404) this.gate = "unknown";
    else this.error = error;
    if (this.gate) this.state = null;
  }

  /** @param {import("./state.js").StatusEvent} event */
  hear(event) {
    this.#heard();
    for (const log of this.#logs) log.push(event);
    if (!this.state) return;
    const unknown = this.#concernsUnknown(event);
    this.state = after(this.state, event);
    if (unknown) this.loadMonth(beginOf(unknown).slice(0, 7)); // only its last change came with the event
    this.#parts.changed();
  }

  /** @param {import("./state.js").StatusEvent} event @returns {import("./state.js").Report | undefined} */
  #concernsUnknown({ action, data }) {
    const report = data.incident ?? data.maintenance;
    const known = report && [...(this.state?.incidents ?? []), ...(this.state?.maintenances ?? [])].some(({ id }) => id === report.id);
    return known || action.endsWith("-created") ? undefined : report;
  }

  #heard() {
    this.heardAt = this.#now();
  }

  #now() {
    return (this.#parts.now ?? Date.now)();
  }
}

/** @param {number} when @param {number} away months from there @returns {string} such as 2026-03 */
export function month(when, away) {
  const date = new Date(when);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + away, 1)).toISOString().slice(0, 7);
}
