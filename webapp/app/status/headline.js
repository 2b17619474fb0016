import { html, nothing } from "../../lib/lit-html.js";
import { View } from "../view.js";
import { around, clock, t } from "../words.js";
import { countsOf, overall, stateIcon } from "./items.js";
import { isOver } from "./page-state.js";

/**
 * @typedef {import("./items.js").DisplayState} DisplayState
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

/** @param {Condition} condition @param {import("./items.js").Counts} counts @param {boolean} all whether all services are under maintenance */
export function sentence(condition, { up, total }, all) {
  if (condition === "up" && up !== total) return sentences.available; // a group can be up although one of its monitors is not
  if (condition === "maintenance" && all) return sentences.maintained;
  return sentences[condition];
}

/** @typedef {import("./page-state.js").State} State */

/**
 * The state of the whole page: what its services are, but never better than its worst open incident, and never up while a maintenance is
 * in progress. An incident can be open that no monitor detects.
 *
 * @param {Pick<State, "page" | "incidents" | "maintenances">} state
 * @returns {{ state: DisplayState, words: string, open: number }} `open`: how many incidents are
 */
export function headlineOf({ page: { items }, incidents, maintenances }) {
  const counts = countsOf(items);
  const open = incidents.filter((incident) => !isOver(incident));
  const working = counts.maintenance > 0 || maintenances.some(({ status }) => status === "in_progress");
  const worst = worstOf([
    overall(items),
    ...(working ? /** @type {const} */ (["maintenance"]) : []),
    ...open.map(({ severity = "" }) => /** @type {Condition} */ (severity in incidentStates ? severity : "minor")),
  ]);
  const none = items.length === 0 && worst === overall(items);
  return {
    state: incidentStates[worst] ?? worst,
    words: t(none ? "No services" : sentence(worst, counts, overall(items) === "maintenance")),
    open: open.length,
  };
}

/** @param {import("./items.js").Counts} counts of the monitors that the page shows @param {number} incidents how many are open */
export function countsSentence({ up, degraded, down, pending, maintenance, unknown, total }, incidents) {
  const parts = [
    total && t("{up} of {count} monitors up", { up, count: total }),
    down && t("{count} down", { count: down }),
    degraded && t("{count} degraded", { count: degraded }),
    maintenance && t("{count} under maintenance", { count: maintenance }),
    unknown && t("{count} unknown", { count: unknown }),
    pending && t("{count} pending", { count: pending }),
    incidents && t("{count} open incidents", { count: incidents }),
  ];
  return parts.filter(Boolean).join(", ");
}

/** @typedef {import("../../sdk/index.js").ConnectionState} ConnectionState */

/**
 * The headline with its counts, and the age of the data.
 *
 * @param {State} known @param {number | undefined} lastReceivedAt when the last answer or event came @param {ConnectionState} connection
 */
export function summary(known, lastReceivedAt, connection) {
  const { items, lastUpdated: updated } = known.page;
  const { state, words, open } = headlineOf(known);
  const counts = countsOf(items);
  return html`<section class="overall" data-status=${state} data-testid="overall" aria-label=${t("Overall status")}>
      ${stateIcon(state)}
      <div role="status"><p class="overall-state" data-testid="overall-state">${words}</p>
        ${items.length === 0 && open === 0 ? nothing : html`<p data-testid="tally" data-up=${counts.up} data-down=${counts.down}>${countsSentence(counts, open)}</p>`}</div>
      <hg-status-updated .facts=${{ lastReceivedAt, updated, live: ["live", "connecting"].includes(connection) }}></hg-status-updated>
    </section>`;
}

/** @type {Record<string, [label: string, explanation: string]>} */
export const words = {
  connecting: ["Connecting", "Opening the live connection."],
  live: ["Live", "Connected and receiving updates."],
  reconnecting: [
    "Reconnecting",
    "No live connection. Reconnecting automatically; meanwhile the page is refreshed every 30 seconds.",
  ],
  disconnected: ["Disconnected", "Not connected. Check your network connection."],
  failed: ["Failed", "Could not reconnect, and no more attempts are made. The page is refreshed every 30 seconds."],
};

/** States that look the same to a reader. @type {Partial<Record<ConnectionState, string>>} */
const shownAs = { none: "disconnected", offline: "disconnected", polling: "reconnecting", stale: "reconnecting" };

/** @param {ConnectionState} connection @param {() => void} retry */
export function indicator(connection, retry) {
  const state = shownAs[connection] ?? connection;
  const [label, explanation] = words[state].map((text) => t(text));
  return html`<div class="indicator"><span class="connection" data-testid="connection" data-state=${state} role="status" title=${explanation}>
      <span class="connection-lamp" aria-hidden="true"></span><span class="connection-label">${label}</span>
      <span class="visually-hidden">${explanation}</span></span>
    ${state === "failed" || state === "disconnected" ? html`<button class="button small" type="button" @click=${retry}>${t("Connect")}</button>` : nothing}</div>`;
}

const TICK_MS = 1_000;

/** The age of the data. Properties `lastReceivedAt` (when the last answer or event came), `updated` (by the server), `live`. */
class Updated extends View {
  /** @type {number | undefined} */
  #lastReceivedAt;
  #updated = "";
  #live = true;

  connected() {
    this.every(TICK_MS, () => this.update());
  }

  /** @param {{ lastReceivedAt: number | undefined, updated: string, live: boolean }} facts */
  set facts({ lastReceivedAt, updated, live }) {
    this.#lastReceivedAt = lastReceivedAt;
    this.#updated = updated;
    this.#live = live;
    if (this.isConnected) this.update();
  }

  template() {
    const at = Date.parse(this.#updated);
    const time = html`<time datetime=${this.#updated} data-testid="last-updated">${clock(at)}</time>`;
    if (this.#live) return html`${t("Last updated")} ${time}`;
    const [before, after] = around("Last known state, {age} old");
    return html`<span class="outdated" data-testid="outdated">${this.#lastReceivedAt ? html`${before}<span data-testid="age">${age(Date.now() - this.#lastReceivedAt)}</span>${after}` : t("Last known state")}</span>
      · ${t("last updated")} ${time}`;
  }
}

/** @param {number} ms */
function age(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

customElements.define("hg-status-updated", Updated);
