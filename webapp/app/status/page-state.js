import { allItems, withMonitor } from "./items.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {{ id: string, status: string, message: string, created_at: string }} Update
 * @typedef {{ id: string, title: string, status: string, severity?: string, scheduled_start?: string, scheduled_end?: string, affected_monitors: string[],
 *   created_at: string, resolved_at?: string | null, completed_at?: string | null, updates: Update[] }} Report an incident, which has a severity, or a maintenance
 * @typedef {{ name: string, slug: string, reports: boolean, items: Item[], lastUpdated: string, mailSubscription?: boolean, appearance?: import("./appearance.js").Appearance }} Page
 * @typedef {{ page: Page, incidents: Report[], maintenances: Report[] }} State
 * @typedef {{ action: string, data: any, timestamp: string }} StatusEvent
 * @typedef {"incidents" | "maintenances"} Kind
 * @typedef {(address: string, request: RequestInit) => Promise<Response>} Fetch
 */

/** @param {number} when @param {number} offset in months @returns {string} such as 2026-03, by UTC */
export function month(when, offset) {
  const date = new Date(when);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}

/** @type {(keyof Item)[]} */
export const UPTIMES = ["uptime1h", "uptime24h", "uptime7d", "uptime30d", "uptime90d", "uptime365d"];
const METRICS = /** @type {const} */ (["custom1", "custom2", "custom3"]);

/** @type {Record<string, (state: State, event: StatusEvent) => State>} */
const reducers = {
  pulse: (state, { data, timestamp }) =>
    withLastUpdated(
      onMonitor(state, data, (monitor) => withPulse(monitor, data)),
      timestamp,
    ),
  "monitor-down": (state, event) => withStatus(state, event, "down"),
  "monitor-still-down": (state, event) => withStatus(state, event, "down"),
  "monitor-recovered": (state, event) => withStatus(state, event, "up"),
  "uptime-update": (state, { data }) =>
    onMonitor(state, data, (monitor) => ({
      ...monitor,
      ...Object.fromEntries(UPTIMES.map((name) => [name, data[name] ?? null])),
    })),
};

/**
 * The state after an event. Applying an event twice changes nothing: after a reconnection one can come twice, in the answer of a
 * fetch and over the socket.
 *
 * @param {State} state @param {StatusEvent} event @returns {State}
 */
export function applyEvent(state, event) {
  const reducer = reducers[event.action];
  if (reducer) return reducer(state, event);
  const [, family, what] = /^(incident|maintenance)-(.+)$/.exec(event.action) ?? [];
  if (!family) return state;
  const kind = /** @type {Kind} */ (`${family}s`);
  return { ...state, [kind]: withReport(state[kind], event.data, /** @type {any} */ (family), what) };
}

/** @param {State} state @param {string} id @returns {string | undefined} */
export const nameOf = (state, id) => allItems(state.page.items).find((item) => item.id === id)?.name;

/** @param {State} state @param {StatusEvent} pulse @returns {boolean} whether the state was read before the pulse came */
export function lacksPulse(state, { data }) {
  const monitor = allItems(state.page.items).find((item) => item.id === data.monitorId);
  return !!monitor && !(monitor.lastCheck && Date.parse(monitor.lastCheck) >= Date.parse(data.timestamp));
}

/** @param {State} state @param {any} data @param {(monitor: Item) => Item} change @returns {State} */
function onMonitor(state, data, change) {
  const items = withMonitor(state.page.items, data.monitorId, change);
  return items === state.page.items ? state : { ...state, page: { ...state.page, items } };
}

/** @param {Item} monitor @param {any} pulse @returns {Item} a late pulse does not change the present state */
function withPulse(monitor, pulse) {
  if (monitor.lastCheck && Date.parse(pulse.timestamp) < Date.parse(monitor.lastCheck)) return monitor;
  const next = {
    ...monitor,
    status: stateAfter(monitor, pulse.status),
    latency: pulse.latency,
    lastCheck: pulse.timestamp,
    message: pulse.status === "up" ? undefined : monitor.message,
    firstPulse: monitor.firstPulse ?? pulse.timestamp,
  };
  for (const name of METRICS) {
    const metric = monitor[name];
    if (metric && name in pulse) next[name] = { ...metric, value: pulse[name] };
  }
  return next;
}

/** @param {State} state @param {StatusEvent} event @param {import("./items.js").Status} status */
function withStatus(state, { data, timestamp }, status) {
  return withLastUpdated(
    onMonitor(state, data, (monitor) => {
      const next = stateAfter(monitor, status);
      return monitor.status === next && !monitor.message ? monitor : { ...monitor, status: next, message: undefined };
    }),
    timestamp,
  );
}

/** @param {Item} monitor @param {import("./items.js").Status} status only the server knows when a maintenance ends */
const stateAfter = (monitor, status) => (monitor.status === "maintenance" ? monitor.status : status);

/** @param {State} state @param {string} timestamp @returns {State} */
function withLastUpdated(state, timestamp) {
  if (!(Date.parse(timestamp) > Date.parse(state.page.lastUpdated))) return state;
  return { ...state, page: { ...state.page, lastUpdated: timestamp } };
}

/** @param {Report[]} reports @param {any} data @param {"incident" | "maintenance"} family @param {string} what */
function withReport(reports, data, family, what) {
  if (what === "deleted") return reports.filter(({ id }) => id !== data[`${family}Id`]);
  const known = reports.find(({ id }) => id === data[family]?.id);
  const updates = updatesAfter(known?.updates ?? [], data, what);
  return data[family] ? upsert(reports, { ...data[family], updates }) : reports;
}

/** @param {Update[]} updates @param {any} data @param {string} what */
function updatesAfter(updates, data, what) {
  if (what === "update-deleted") return updates.filter(({ id }) => id !== data.updateId);
  const added = what === "update-added" ? [data.update] : what === "created" ? (data.incident ?? data.maintenance).updates : [];
  return added.reduce(upsert, updates);
}

/** @template {{ id: string }} T @param {T[]} list @param {T} one @returns {T[]} */
function upsert(list, one) {
  return list.some(({ id }) => id === one.id) ? list.map((old) => (old.id === one.id ? one : old)) : [...list, one];
}

/**
 * Replaces the reports of one month by those that were fetched; those of other months stay.
 *
 * @param {Report[]} known @param {Report[]} fresh @param {string} month such as 2026-03 @param {number} now
 */
export function withMonth(known, fresh, month, now) {
  const gone = known.filter((one) => overlapsMonth(one, month, now) && !fresh.some(({ id }) => id === one.id));
  return fresh.reduce(
    upsert,
    known.filter((one) => !gone.includes(one)),
  );
}

/** @param {Report} report @returns {string} when it began, or will begin */
export const startOf = (report) => report.scheduled_start ?? report.created_at;

/** @param {Report} report */
export const isOver = ({ status }) => ["resolved", "completed", "cancelled"].includes(status);

/** @param {Report[]} maintenances @param {string} until the last month that counts @returns {Report[]} those that have not begun */
export const upcoming = (maintenances, until) =>
  maintenances.filter((one) => one.status === "scheduled" && startOf(one).slice(0, 7) <= until);

/** @param {Report} report @param {string} month by UTC, as on the server @param {number} now */
export function overlapsMonth(report, month, now) {
  const end = report.scheduled_end ?? report.resolved_at ?? new Date(now).toISOString();
  return startOf(report).slice(0, 7) <= month && end.slice(0, 7) >= month;
}

/** The server answers all readers of a second alike, so an answer may lack the pulses of that time; a second and what a network adds. */
const SHARED_MS = 2_000;

/** The pulses that an answer of the server may lack. */
export class RecentPulses {
  /** @type {{ event: StatusEvent, at: number }[]} */
  #pulses = [];
  #now;

  /** @param {() => number} now */
  constructor(now) {
    this.#now = now;
  }

  /** @param {StatusEvent} event that came now; others than pulses are ignored */
  add(event) {
    if (event.action === "pulse") this.#pulses = [...this.#current(), { event, at: this.#now() }];
  }

  /** @returns {StatusEvent[]} those of the time that an answer from now on may lack */
  get all() {
    return this.#current().map(({ event }) => event);
  }

  /**
   * @param {StatusEvent[]} pulses
   * @param {State | null} state of an answer
   * @returns {StatusEvent[]} those that it lacks
   */
  static lacking(pulses, state) {
    return pulses.filter((pulse) => state && lacksPulse(state, pulse));
  }

  #current() {
    const oldest = this.#now() - SHARED_MS;
    return this.#pulses.filter(({ at }) => at > oldest);
  }
}

/** Detects answers that were overtaken by the answer to a later request to the same address. */
export class RequestOrder {
  #requests = 0;
  /** @type {Map<string, number>} the latest answered request of each address */
  #answered = new Map();

  /** @returns {number} identifies a request that begins now */
  begin() {
    return ++this.#requests;
  }

  /** @param {string} address @param {number} request @returns {boolean} whether no later request was answered before */
  accept(address, request) {
    if (request < (this.#answered.get(address) ?? 0)) return false;
    this.#answered.set(address, request);
    return true;
  }
}

/** @param {string} text cut off where the document was @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** An older document, such as one out of the history of the browser, says nothing of the present; fetched pages are as old at most. */
const FIRST_ANSWERS_MS = 15_000;

/**
 * A `fetch` that takes what a page asks for first out of its document, each answer once, and all others from the server.
 *
 * @param {Document} document @param {Fetch} server @param {() => number} [now] @returns {Fetch}
 */
export function withFirstAnswers(document, server, now = Date.now) {
  const element = document.getElementById("first-answers");
  const { at, seq, epoch, answers = {} } = parsed(element?.textContent || "{}");
  element?.remove();
  return async (address, request) => {
    const { pathname, search } = new URL(address);
    const answer = Math.abs(now() - Date.parse(at)) < FIRST_ANSWERS_MS && answers[pathname + search];
    delete answers[pathname + search];
    if (!answer) return server(address, request);
    return new Response(JSON.stringify(answer), { headers: { "X-Heliograph-Seq": `${seq}`, "X-Heliograph-Epoch": epoch } });
  };
}
