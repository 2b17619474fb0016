import { html, nothing } from "../../lib/lit-html.js";
import { icons, skeleton } from "../view.js";
import { errorMessage } from "../words.js";
import { loadChoices } from "./admin-api.js";

/** What the form of a monitor offers: pages, groups and other monitors. They are loaded while the form is open. */
export class MonitorChoices {
  /** @type {import("./admin-api.js").Choices | undefined} */
  data;
  /** @type {unknown} */
  error;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  async load() {
    this.error = undefined;
    this.#changed();
    try {
      this.data = await loadChoices();
    } catch (error) {
      this.error = error;
    }
    this.#changed();
  }

  get loading() {
    return !this.data && this.error === undefined;
  }

  /** Shown in place of what is not there yet. */
  get state() {
    if (this.data) return nothing;
    if (this.loading) return skeleton(2);
    return html`<div class="notice" data-kind="bad" role="alert">${icons.warning}
      <p><strong>Could not load the status pages and monitors.</strong> ${errorMessage(this.error)}</p>
      <button class="button" type="button" @click=${() => this.load()}>Retry</button></div>`;
  }
}
