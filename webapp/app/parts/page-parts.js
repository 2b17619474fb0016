import { html, nothing, svg } from "../../lib/lit-html.js";
import { api, currentOrg } from "../context.js";
import { conditionLabels } from "../machines.js";
import { icons, skeleton, View } from "../view.js";
import { ago, errorMessage } from "../words.js";

/** So much data is kept: each letter of a search makes a list with a key of its own. */
const KEPT = 40;
/** @type {Map<string, { data: any, at: number }>} the data of pages that were left, the oldest first */
const loaded = new Map();

/** Discards all data, since another user may sign in next. */
export function clearLoaded() {
  loaded.clear();
}

/**
 * Loads the data of one page, and loads it again on request. While one load runs, any number of further requests cause one more,
 * and those for events that its answer covers cause none. Data survives a failed load, and a visit to another page.
 *
 * @template T
 */
export class Loader {
  /** @type {T | undefined} */
  data;
  /** @type {number | undefined} */
  at;
  /** @type {unknown} */
  error;
  loading = false;
  /** @type {(seq: number, epoch?: string) => void} receives the position in the log up to which the data is complete */
  onSeq = () => {};
  /** The position that the next load must cover; Infinity: it must begin from now on; 0: no load is due. */
  #due = 0;
  #seq = 0;
  #key;
  #fetch;
  #changed;

  /** @param {string | (() => string)} key of the data; asked for again before each load, where it may change @param {(onSeq: (seq: number, epoch?: string) => void) => Promise<T>} fetch @param {() => void} changed */
  constructor(key, fetch, changed) {
    this.#key = typeof key === "string" ? () => key : key;
    this.#fetch = fetch;
    this.#changed = changed;
    Object.assign(this, loaded.get(this.#key()));
  }

  /** @param {number} [seq] the position of the event because of which, where it has one @returns {Promise<void>} */
  async load(seq = Infinity) {
    if (seq > this.#seq) this.#due = Math.max(this.#due, seq);
    if (this.loading || this.#due === 0) return;
    this.loading = true;
    this.#changed();
    while (this.#due > 0) {
      this.#due = 0;
      await this.#loadOnce();
      if (this.#due <= this.#seq) this.#due = 0;
    }
    this.loading = false;
    this.#changed();
  }

  async #loadOnce() {
    /** @type {{ seq: number, epoch?: string } | undefined} */
    let position;
    const key = this.#key();
    try {
      this.data = await this.#fetch((seq, epoch) => (position ??= { seq, epoch })); // of several answers the first, since the later ones cover more
      this.at = Date.now();
      this.error = undefined;
      keep(key, { data: this.data, at: this.at });
    } catch (error) {
      this.error = error;
      return;
    }
    this.#seq = position?.seq ?? 0;
    if (position) this.onSeq(position.seq, position.epoch);
  }
}

/** @param {string} key @param {{ data: any, at: number }} data */
function keep(key, data) {
  loaded.delete(key);
  loaded.set(key, data);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= KEPT) break;
    loaded.delete(oldest);
  }
}

/**
 * Subscribes to a table of an organisation until the page is left. The page's data is loaded again when events may have
 * been missed. A connection that was lost resumes after the last load, so that none is.
 *
 * @param {import("../view.js").View} page
 * @param {{ name: string, table: string, loader: Loader<any>, load?: () => void,
 *   onChange: (change: import("../../sdk/channel.js").Change) => void, org?: string }} options `load`: in place of the loader's own;
 *   `org`: the id of another organisation than the current one
 */
export function subscribeToTable(page, { name, table, loader, onChange, load = () => loader.load(), org = currentOrg()?.id }) {
  let subscribed = false;
  const channel = api
    .channel(name)
    .on("postgres_changes", { event: "*", schema: "public", table, filter: org && `org_id=eq.${org}` }, onChange)
    .subscribe((status) => {
      subscribed ||= status === "SUBSCRIBED";
      // of a subscription that is refused or ended, the answer to the load shows why
      const mayDiffer = status === "SUBSCRIBED" || status === "CHANNEL_ERROR";
      if (mayDiffer || (status === "RESUMED" && loader.error)) load();
    });
  loader.onSeq = (seq, epoch) => subscribed && channel.since({ seq, epoch }); // the first subscription is the one that the stock client sends
  page.onDisconnect(() => api.removeChannel(channel));
}

/** @type {Record<import("../../sdk/index.js").ConnectionState, [state: string, label: string, explanation: string]>} */
const words = {
  none: ["none", "", "This page does not use a live connection."],
  connecting: ["reconnecting", "Reconnecting", "Opening the live connection."],
  live: ["live", "Live", "Changes appear immediately."],
  stale: ["reconnecting", "Reconnecting", "The server does not answer at the moment."],
  reconnecting: ["reconnecting", "Reconnecting", "Connection lost. Reconnecting automatically."],
  polling: ["polling", "Offline", "No live connection. This page refreshes periodically and keeps trying to reconnect."],
  offline: ["polling", "Offline", "Not connected. Check your network connection."],
  failed: ["polling", "Offline", "No live connection, and no more attempts are made. Reload the page to try again."],
};

/** @type {import("../../sdk/index.js").ConnectionState | null} */
let own = null;

/**
 * Sets the state of a page's own connection, which is shown in place of the shared one's.
 *
 * @param {import("../../sdk/index.js").ConnectionState | null} state null when the page is left
 */
export function showConnection(state) {
  own = state;
  dispatchEvent(new CustomEvent("heliograph:connection"));
}

/** Shows the state of the connection. */
class Connection extends View {
  connected() {
    this.onDisconnect(api.onConnection(() => this.update()));
    this.listen(window, "heliograph:connection", () => this.update());
  }

  template() {
    const [state, label, explanation] = words[own ?? api.connection];
    return html`<span class="connection" data-testid="connection" data-state=${state} role="status" title=${explanation}>
      <span class="connection-lamp" aria-hidden="true"></span><span class="connection-label">${label}</span>
      <span class="visually-hidden">${explanation}</span>
    </span>`;
  }
}

customElements.define("hg-connection", Connection);

/**
 * The state of a load, above its data: a skeleton, or an error with a Retry button and the age of old data.
 *
 * @param {Loader<any>} loader
 * @param {number} [rows] how many skeleton rows
 */
export function loadState(loader, rows = 6) {
  if (loader.error) {
    return html`<div class="notice" data-kind="bad" role="alert">
      ${icons.warning}
      <p><strong>${loader.data ? `Showing data from ${ago(loader.at)}.` : "Could not load this page."}</strong>
        ${errorMessage(loader.error)}</p>
      <button class="button" type="button" aria-busy=${loader.loading} @click=${() => loader.load()}>Retry</button>
    </div>`;
  }
  if (loader.data) return nothing;
  return skeleton(rows);
}

/** @param {string} title @param {unknown} text @param {unknown} [action] */
export const empty = (title, text, action = nothing) => html`<div class="empty"><h2>${title}</h2><p>${text}</p>${action}</div>`;

/** @param {import("../machines.js").Condition | "online"} condition */
export const badge = (condition) =>
  html`<span class="badge" data-condition=${condition}><span class="lamp" aria-hidden="true"></span>${conditionLabels[condition] ?? condition}</span>`;

/**
 * A meter: a bar that is filled in part.
 *
 * @param {number} value
 * @param {number} most
 * @param {string} label
 */
export const meter = (value, most, label) => html`<svg class="bar-meter" width="100%" height="8" role="meter" aria-label=${label}
  aria-valuemin="0" aria-valuemax=${most} aria-valuenow=${value}>
  <rect class="bar-track" width="100%" height="8" rx="4"></rect>
  ${value > 0 ? svg`<rect class="bar-fill" width="${(100 * value) / most}%" height="8" rx="4"></rect>` : nothing}
</svg>`;

/**
 * The header of a page: title, freshness and actions.
 *
 * @param {string} title
 * @param {Loader<any> | null} loader
 * @param {unknown} [actions]
 */
export const pageHead = (title, loader, actions = nothing) =>
  html`<header class="page-head">
    <div class="page-title"><h1 tabindex="-1">${title}</h1>
    ${loader ? html`<p class="freshness" data-loading=${loader.loading ? "yes" : "no"}>${freshness(loader)}</p>` : nothing}</div>
    <div class="page-actions">${actions}</div>
  </header>`;

/** @param {Loader<any>} loader */
function freshness({ at, error, loading }) {
  if (!at) return loading ? "Loading…" : "";
  return error ? `As of ${ago(at)}` : `Updated ${ago(at)}`;
}
