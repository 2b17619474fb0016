import { html, nothing } from "../../lib/lit-html.js";
import { icons, logo, skeleton, View } from "../view.js";
import { around, clock, errorMessage, t } from "../words.js";
import { countsOf, incidentStates, overall, sentence, stateIcon, worstOf } from "./items.js";
import { isOver } from "./page-state.js";

/** @typedef {import("./items.js").DisplayState} DisplayState */
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
    ...open.map(
      ({ severity = "" }) => /** @type {import("./items.js").Condition} */ (severity in incidentStates ? severity : "minor"),
    ),
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

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The password of one protected status page: only its hash is kept, for this tab. */
export class PagePassword {
  /** Whether one was entered and refused. */
  refused = false;
  /** Whether one that was entered is being checked. */
  submitting = false;
  #storage;
  #key;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage @param {string} slug */
  constructor(storage, slug) {
    this.#storage = storage;
    this.#key = `heliograph.status.${slug}`;
  }

  /** @returns {string | null} the BLAKE2b-512 hex of the password */
  get secret() {
    return this.#storage.getItem(this.#key);
  }

  /** @param {string} password */
  async enter(password) {
    const { blake2b512Hex } = await import("../../lib/blake2b.js"); // few pages have a password
    this.#storage.setItem(this.#key, blake2b512Hex(password));
  }

  /** @param {string} path @returns {Promise<Blob>} what a link, which sends no password, could not fetch */
  async download(path) {
    const headers = { Authorization: `Bearer ${this.secret}` };
    const answer = await fetch(path, { headers, signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
    return answer.blob();
  }

  /**
   * A request without a password takes back neither what was said of one nor one that was entered meanwhile.
   *
   * @param {string | null} secret that the refused request had
   */
  refuse(secret) {
    if (secret === null) return;
    this.refused = true;
    if (this.secret === secret) this.#storage.removeItem(this.#key);
  }
}

/** @param {string} title @param {unknown} content */
const gate = (title, content) => html`<main id="content" class="gate" tabindex="-1"><div class="gate-card">
  <div class="gate-brand">${logo}<h1>${title}</h1></div>${content}</div></main>`;

/** @param {string} slug */
const unknownPageView = (slug) =>
  gate(
    t("Status page not found"),
    html`<p data-testid="unknown-page">${slug ? html`${t("There is no status page at")} <code>/status/${slug}</code>.` : t("The address does not contain the name of a status page.")}
    ${t("Check the address and try again.")}</p>`,
  );

/** @param {{ password: PagePassword, error: unknown, submitPassword: (password: string) => void }} facts */
function passwordView({ password: { refused, submitting }, error, submitPassword }) {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    submitPassword(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("password")));
  };
  return gate(
    t("This status page requires a password"),
    html`<form @submit=${submit} data-testid="password-form">
    <label class="field"><span>${t("Password")}</span>
      <input type="password" name="password" required autofocus autocomplete="current-password" aria-invalid=${refused}></label>
    ${refused ? html`<p class="form-error" role="alert">${t("Incorrect password. Try again.")}</p>` : nothing}
    ${error ? html`<p class="form-error" role="alert">${errorMessage(error)}</p>` : nothing}
    <button class="button primary wide" type="submit" ?disabled=${submitting} aria-busy=${submitting}>${t("View status page")}</button>
  </form>`,
  );
}

/** @param {unknown} error @param {boolean} loading @param {() => void} retry */
const errorView = (error, loading, retry) =>
  gate(
    t("Could not load the status page"),
    html`<div class="notice" data-kind="bad" role="alert" data-testid="page-error">${icons.warning}<p>${errorMessage(error)}</p></div>
    <p class="quiet">${t("Retrying automatically.")}</p>
    <button class="button primary wide" type="button" aria-busy=${loading} @click=${retry}>${icons.refresh}${t("Retry")}</button>`,
  );

const loadingView = () =>
  html`<main id="content" class="status-main" tabindex="-1"><h1 class="visually-hidden">${t("Status")}</h1>${skeleton(8, t("Loading"))}</main>`;

/**
 * What is shown in place of a page that cannot be shown, or not yet; null for one that can be.
 *
 * @param {import("./page-store.js").PageStore} store @param {(password: string) => void} submitPassword @param {() => void} retry
 */
export function accessView(store, submitPassword, retry) {
  const { slug, gate, state, complete, error, reportsError, loading, password } = store;
  if (gate === "unknown") return unknownPageView(slug);
  if (gate === "password") return passwordView({ password, error, submitPassword });
  if (state && complete) return null;
  const problem = error ?? reportsError;
  return problem ? errorView(problem, loading, retry) : loadingView();
}

/** A failed refetch keeps the data, with a notice. @param {import("./page-store.js").PageStore} store @param {() => void} retry */
export function problemNotice({ error, reportsError, loading }, retry) {
  const problem = error ?? reportsError;
  if (!problem) return nothing;
  return html`<div class="notice" data-kind="bad" role="alert" data-testid="refetch-error">${icons.warning}
      <p><strong>${t("Some data may be outdated.")}</strong> ${errorMessage(problem)}</p>
      <button class="button" type="button" aria-busy=${loading} @click=${retry}>${t("Retry")}</button></div>`;
}
