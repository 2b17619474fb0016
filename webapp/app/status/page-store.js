import { blake2b512Hex } from "../../lib/blake2b.js";
import { ApiError } from "../../sdk/index.js";
import { after, beginOf, withMonth } from "./page-state.js";

/**
 * @typedef {import("./page-state.js").State} State
 * @typedef {import("./page-state.js").Kind} Kind
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
  loading = false;
  /** @type {number | undefined} when the server was heard last */
  heardAt;
  /** Whether a password was given and refused. */
  refused = false;
  /** @type {number | undefined} the position in the log up to which everything was fetched last */
  seq;
  #again = false;
  /** @type {Set<import("./page-state.js").StatusEvent[]>} for each fetch on its way what came meanwhile */
  #logs = new Set();
  /** @type {Map<string, boolean>} the months that somebody looked at, and whether they are here */
  #months = new Map();
  /** @type {Map<string, unknown>} for each kind and month that could not be fetched, why */
  #reportErrors = new Map();
  #asked = 0;
  /** @type {Map<string, number>} for each address the newest request whose answer is known */
  #answered = new Map();
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
      /** @type {number | undefined} */
      let seq;
      await this.loadPage((told) => (seq = told)); // what is fetched after it knows no less
      if (this.state && !this.error) await this.loadReports();
      if (!this.error && !this.reportsError) this.seq = seq;
    }
    this.loading = false;
    this.#parts.changed();
  }

  /**
   * Fetches the monitors and groups alone: what became of a group when one of its monitors turned.
   *
   * @param {(seq: number) => void} [onSeq]
   */
  async loadPage(onSeq) {
    try {
      const taken = await this.#take(this.#path, { onSeq }, (page, state) => ({
        incidents: [],
        maintenances: [],
        ...state,
        page,
      }));
      if (!taken) return;
      this.gate = null;
      this.error = undefined;
      this.refused = false;
      this.#heard();
    } catch (error) {
      this.#failed(error);
    }
    this.#parts.changed();
  }

  /** Fetches the incidents and maintenances of this month, of the next, and of all that somebody looked at. */
  async loadReports() {
    const now = this.#now();
    const months = [...new Set([...this.#months.keys(), month(now, 0)])];
    await Promise.all([...months.map((each) => this.loadMonth(each)), this.#loadKind("maintenances", month(now, 1))]);
  }

  /** Fetches them if some of them are not here: the last try failed, or a new month has begun. */
  async completeReports() {
    if (this.reportsError || !this.knows(month(this.#now(), 0))) await this.loadReports();
  }

  /** @param {string} month such as 2026-03 */
  async loadMonth(month) {
    this.#months.set(month, this.knows(month));
    const loaded = await Promise.all([this.#loadKind("incidents", month), this.#loadKind("maintenances", month)]);
    this.#months.set(month, this.knows(month) || loaded.every(Boolean));
    this.#parts.changed();
  }

  /** @returns {unknown} why some incidents or maintenances are not there */
  get reportsError() {
    return [...this.#reportErrors.values()][0];
  }

  /** @param {string} month whether its last fetch failed */
  failed(month) {
    return [...this.#reportErrors.keys()].some((key) => key.endsWith(` ${month}`));
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
    const key = `${kind} ${month}`;
    try {
      const merge = (/** @type {any} */ answer, /** @type {State | null} */ state) =>
        state && { ...state, [kind]: withMonth(state[kind], answer[kind], month, this.#now()) };
      if (await this.#take(`${this.#path}/${kind}`, { query: { month } }, merge)) this.#reportErrors.delete(key);
    } catch (error) {
      this.#reportErrors.set(key, error);
    }
    this.#parts.changed();
    return !this.#reportErrors.has(key);
  }

  /**
   * Fetches, and tells the answer once more what came by the socket meanwhile: it may be older than that. An answer that
   * was overtaken by one to a later request is left aside, good or bad.
   *
   * @param {string} path @param {import("../../sdk/rest.js").CallOptions} options
   * @param {(answer: any, state: State | null) => State | null} merge @returns {Promise<boolean>} whether it was taken
   */
  async #take(path, options, merge) {
    /** @type {import("./page-state.js").StatusEvent[]} */
    const log = [];
    this.#logs.add(log);
    const turn = ++this.#asked;
    try {
      const answer = await this.#rest.get(path, options);
      if (!this.#isNewest(turn, path, options)) return false;
      const merged = merge(answer, this.state);
      this.state = merged && log.reduce(after, merged);
      return true;
    } catch (error) {
      if (this.#isNewest(turn, path, options)) throw error;
      return false;
    } finally {
      this.#logs.delete(log);
    }
  }

  /** @param {number} turn @param {string} path @param {import("../../sdk/rest.js").CallOptions} options */
  #isNewest(turn, path, { query }) {
    const address = `${path} ${query?.month ?? ""}`;
    const newest = turn >= (this.#answered.get(address) ?? 0);
    if (newest) this.#answered.set(address, turn);
    return newest;
  }

  /** @param {unknown} error what a proxy says of a server that is away says nothing of the page */
  #failed(error) {
    const status = error instanceof ApiError && error.fromServer ? error.status : 0;
    if (status !== 401 && status !== 404) {
      this.error = error;
      return;
    }
    this.gate = status === 401 ? "password" : "unknown";
    this.state = null;
    this.error = undefined;
    this.#reportErrors.clear();
    if (status === 404) return;
    this.refused = this.secret !== null;
    this.#parts.storage.removeItem(this.#key);
  }

  /** @param {import("./page-state.js").StatusEvent} event */
  hear(event) {
    this.#heard();
    for (const log of this.#logs) log.push(event);
    if (!this.state) return;
    const unknown = this.#concernsUnknown(event);
    this.state = after(this.state, event);
    if (unknown) this.loadMonth(beginOf(unknown).slice(0, 7)); // only its last change came with the event
    this.#parts.changed();
  }

  /** @param {import("./page-state.js").StatusEvent} event @returns {import("./page-state.js").Report | undefined} */
  #concernsUnknown({ action, data }) {
    const report = data.incident ?? data.maintenance;
    const known =
      report && [...(this.state?.incidents ?? []), ...(this.state?.maintenances ?? [])].some(({ id }) => id === report.id);
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
