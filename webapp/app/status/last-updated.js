import { html } from "../../lib/lit-html.js";
import { clock } from "../time.js";
import { View } from "../view.js";
import { around, t } from "../words.js";

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
