import { ApiError } from "../../sdk/rest.js";
import { PagePassword } from "./headline.js";
import { applyEvent, month, RecentPulses, RequestOrder, startOf, withMonth } from "./page-state.js";
import { ReportMonths } from "./reports.js";

/**
 * @typedef {import("./page-state.js").State} State
 * @typedef {import("./page-state.js").Kind} Kind
 *
 * @typedef {Object} PageStoreOptions
 * @property {string} slug
 * @property {Pick<import("../../sdk/rest.js").Rest, "get">} rest
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage keeps a protected page's secret for this tab
 * @property {() => void} changed
 * @property {() => number} [now]
 */

/** The data of one status page: fetched as a whole, then kept up to date by events. */
export class PageStore {
  /** @type {State | null} */
  state = null;
  /** @type {"password" | "unknown" | null} why the page is not shown */
  gate = null;
  /** @type {unknown} why the last fetch failed */
  error;
  loading = false;
  /** Whether its incidents and maintenances were fetched since it can be read: without them nothing is said of its state. */
  complete = false;
  /** @type {number | undefined} when the last answer or event came */
  lastReceivedAt;
  /** @type {PagePassword} */
  password;
  /** @type {{ seq?: number, epoch?: string }} the position in the log up to which the data is complete */
  position = {};
  #reloadRequested = false;
  /** @type {Promise<void> | undefined} the fetch of everything that runs */
  #load;
  /** @type {Set<import("./page-state.js").StatusEvent[]>} the events since the start of each running fetch */
  #pendingEvents = new Set();
  #recentPulses = new RecentPulses(() => this.#now());
  #months = new ReportMonths();
  #requestOrder = new RequestOrder();
  #options;
  #rest;

  /** @param {PageStoreOptions} options */
  constructor(options) {
    this.slug = options.slug;
    this.#options = options;
    this.#rest = options.rest;
    this.password = new PagePassword(options.storage, options.slug);
  }

  get #path() {
    return `/v1/status/${encodeURIComponent(this.slug)}`;
  }

  /** @param {string} password */
  async submitPassword(password) {
    this.password.submitting = true;
    this.#options.changed();
    try {
      await this.password.enter(password);
      await this.load();
    } catch (error) {
      this.error = error;
    }
    this.password.submitting = false;
    this.#options.changed();
  }

  /** Fetches everything; while one fetch runs, any number of further calls cause one more, and wait for it. */
  async load() {
    this.#reloadRequested = true;
    this.#load ??= this.#loadEverything();
    await this.#load;
  }

  async #loadEverything() {
    this.loading = true;
    this.#options.changed();
    while (this.#reloadRequested) {
      this.#reloadRequested = false;
      /** @type {{ seq?: number, epoch?: string }} */
      let position = {};
      await this.loadPage((seq, epoch) => (position = { seq, epoch })); // what is fetched after it is at least as new
      if (this.state && !this.error) await this.loadReports();
      if (!this.error && !this.reportsError) this.position = position;
    }
    this.#load = undefined;
    this.loading = false;
    this.#options.changed();
  }

  /**
   * Fetches the monitors and groups only, such as for the state of a group after a change of one of its monitors.
   *
   * @param {(seq: number, epoch?: string) => void} [onSeq]
   */
  async loadPage(onSeq) {
    const { secret } = this.password;
    try {
      const used = await this.#fetch(this.#path, { onSeq, query: { states: "full" } }, (page, state) => ({
        incidents: [],
        maintenances: [],
        ...state,
        page,
      }));
      if (!used) return;
      this.gate = null;
      this.error = undefined;
      this.password.refused = false;
      this.#received();
    } catch (error) {
      this.#failed(error, secret);
    }
    this.#options.changed();
  }

  /** Fetches what no event reports, or everything while something is missing. */
  refresh() {
    return this.state && this.complete ? this.loadPage() : this.load();
  }

  /** Fetches the incidents and maintenances of this month, the next, and all months that were shown. */
  async loadReports() {
    const now = this.#now();
    const months = this.#months.with(month(now, 0));
    await Promise.all([...months.map((each) => this.loadMonth(each)), this.#loadKind("maintenances", month(now, 1))]);
    this.complete ||= this.state !== null && !this.reportsError;
  }

  /** Fetches them if some are missing: the last fetch failed, or a new month has begun. */
  async loadMissingReports() {
    if (this.reportsError || !this.hasMonth(month(this.#now(), 0))) await this.loadReports();
  }

  /** @param {string} month such as 2026-03 */
  async loadMonth(month) {
    this.#months.begin(month);
    const loaded = await Promise.all([this.#loadKind("incidents", month), this.#loadKind("maintenances", month)]);
    this.#months.end(month, loaded.every(Boolean));
    this.#options.changed();
  }

  /** @returns {unknown} why some incidents or maintenances are missing */
  get reportsError() {
    return this.#months.error;
  }

  /** @param {string} month whether its last fetch failed */
  monthFailed(month) {
    return this.#months.failed(month);
  }

  /** @param {string} month whether its incidents and maintenances were fetched */
  hasMonth(month) {
    return this.#months.has(month);
  }

  /** @param {string} month */
  reportPath(month) {
    return `${this.#path}/report?month=${month}`;
  }

  /** @param {Kind} kind @param {string} month @returns {Promise<boolean>} whether it was fetched */
  async #loadKind(kind, month) {
    try {
      const merge = (/** @type {any} */ answer, /** @type {State | null} */ state) =>
        state && { ...state, [kind]: withMonth(state[kind], answer[kind], month, this.#now()) };
      if (await this.#fetch(`${this.#path}/${kind}`, { query: { month } }, merge)) this.#months.note(kind, month, undefined);
    } catch (error) {
      this.#months.note(kind, month, error);
    }
    this.#options.changed();
    return !this.#months.lacks(kind, month);
  }

  /**
   * Fetches, and applies the events that came meanwhile to the answer, which may be older than they are. An answer that was
   * overtaken by the answer to a later request is ignored, and so is an error.
   *
   * @param {string} path @param {import("../../sdk/rest.js").CallOptions} options
   * @param {(answer: any, state: State | null) => State | null} merge @returns {Promise<boolean>} whether the answer was used
   */
  async #fetch(path, options, merge) {
    const recent = this.#recentPulses.all;
    /** @type {import("./page-state.js").StatusEvent[]} */
    const log = [];
    this.#pendingEvents.add(log);
    const request = this.#requestOrder.begin();
    const address = `${path} ${options.query?.month ?? ""}`;
    try {
      const answer = await this.#rest.get(path, options);
      if (!this.#requestOrder.accept(address, request)) return false;
      const merged = merge(answer, this.state);
      this.state = merged && [...RecentPulses.lacking(recent, merged), ...log].reduce(applyEvent, merged);
      return true;
    } catch (error) {
      if (this.#requestOrder.accept(address, request)) throw error;
      return false;
    } finally {
      this.#pendingEvents.delete(log);
    }
  }

  /** @param {unknown} error an error of a proxy says nothing about the page @param {string | null} secret that the request had */
  #failed(error, secret) {
    const status = error instanceof ApiError && error.fromServer ? error.status : 0;
    if (status !== 401 && status !== 404) {
      this.error = error;
      return;
    }
    this.gate = status === 401 ? "password" : "unknown";
    this.state = null;
    this.complete = false;
    this.error = undefined;
    this.#months.clear();
    if (status === 401) this.password.refuse(secret);
  }

  /** @param {import("./page-state.js").StatusEvent} event */
  apply(event) {
    this.#received();
    for (const log of this.#pendingEvents) log.push(event);
    this.#recentPulses.add(event);
    if (!this.state) return;
    const unknown = this.#unknownReport(event);
    this.state = applyEvent(this.state, event);
    if (unknown) this.loadMonth(startOf(unknown).slice(0, 7)); // the event has only its last change
    this.#options.changed();
  }

  /** @param {import("./page-state.js").StatusEvent} event @returns {import("./page-state.js").Report | undefined} */
  #unknownReport({ action, data }) {
    const report = data.incident ?? data.maintenance;
    const known =
      report && [...(this.state?.incidents ?? []), ...(this.state?.maintenances ?? [])].some(({ id }) => id === report.id);
    return known || action.endsWith("-created") ? undefined : report;
  }

  #received() {
    this.lastReceivedAt = this.#now();
  }

  #now() {
    return (this.#options.now ?? Date.now)();
  }
}
