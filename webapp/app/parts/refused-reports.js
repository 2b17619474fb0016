import { html, nothing } from "../../lib/lit-html.js";
import { api, isPlatformAdmin } from "../context.js";
import { View } from "../view.js";
import { ago, errorMessage, exactTime } from "../words.js";
import { confirmDialog } from "./dialog.js";
import { toast } from "./page-controls.js";
import { Loader } from "./page-parts.js";

const REFRESH_MS = 30_000;
const FIRST = 3;

/** @typedef {{ source: string, message: string, example: string, reports: number, first_at: string, last_at: string }} Refusal */

/** Reports of other systems that were refused in the last days; nothing when there are none. */
class RefusedReports extends View {
  /** @type {Loader<Refusal[]>} */
  #list = new Loader(
    "alerts:refusals",
    () => api.get("/api/v1/alerts/refusals"),
    () => this.update(),
  );
  #all = false;

  connected() {
    this.updateOnTick();
    this.#list.load();
    this.every(REFRESH_MS, () => this.#list.load());
  }

  #clear() {
    confirmDialog({
      name: "clear-refused-reports",
      title: "Clear the refused reports?",
      text: "Reports that are refused from now on appear here again.",
      button: "Clear",
      act: async () => {
        await api.delete("/api/v1/alerts/refusals");
        toast("Refused reports cleared.", "good");
        this.#list.load();
      },
    });
  }

  template() {
    const kinds = this.#list.data ?? [];
    if (this.#list.error && kinds.length === 0)
      return html`<p class="quiet" role="status">Refused reports could not be loaded: ${errorMessage(this.#list.error)}</p>`;
    if (kinds.length === 0) return nothing;
    const shown = this.#all ? kinds : kinds.slice(0, FIRST);
    return html`<section class="card refused" aria-labelledby="refused-title" data-testid="refused-reports">
      <div class="refused-head"><h2 id="refused-title">Refused reports</h2>
        ${isPlatformAdmin() ? html`<button class="button small" type="button" @click=${() => this.#clear()}>Clear</button>` : nothing}</div>
      <p class="quiet">These were sent by your monitoring systems and are not shown as alerts. Correct them at the source.</p>
      <ul>${shown.map((kind) => row(kind))}</ul>
      ${kinds.length > shown.length ? html`<button class="button small" type="button" @click=${() => this.change(() => (this.#all = true))}>Show ${kinds.length - shown.length} more</button>` : nothing}
    </section>`;
  }
}

/** @param {Refusal} kind */
const row = ({ source, message, example, reports, last_at }) => html`<li data-testid="refused-kind">
  <strong>${source}</strong>: ${message}
  <span class="quiet">${reports === 1 ? "Once" : `${reports.toLocaleString("en")} times`}, last <time title=${exactTime(last_at)}>${ago(last_at)}</time></span>
  ${example ? html`<details><summary>Example</summary><code>${example}</code></details>` : nothing}</li>`;

customElements.define("hg-refused-reports", RefusedReports);
