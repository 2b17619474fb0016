import { html, nothing } from "../../lib/lit-html.js";
import { errorMessage } from "../error-message.js";
import { icons } from "../parts/icons.js";
import { skeleton } from "../parts/skeleton.js";
import { toast } from "../parts/toasts.js";
import { monthName } from "../time.js";
import { t } from "../words.js";

import { month } from "./page-state.js";
import { pastReports } from "./report-sections.js";

/** Past incidents and maintenances by month, with the month's report as a download. */
export class ReportHistory {
  #offset = 0;
  #store;
  #changed;

  /** @param {import("./page-store.js").PageStore} visit @param {() => void} changed */
  constructor(visit, changed) {
    this.#store = visit;
    this.#changed = changed;
  }

  /** @param {number} step */
  #showMonth(step) {
    this.#offset += step;
    if (!this.#store.hasMonth(this.#month)) this.#store.loadMonth(this.#month);
    this.#changed();
  }

  get #month() {
    return month(Date.now(), this.#offset);
  }

  /** @param {import("./page-state.js").State} state */
  template(state) {
    const name = monthName(this.#month);
    return html`<section class="past" aria-labelledby="past-title">
      <header class="services-head">
        <h2 id="past-title">${t("History")}</h2>
        <div class="months">
          <button class="icon-button earlier" type="button" aria-label=${t("Previous month")} @click=${() => this.#showMonth(-1)}>${icons.chevron}</button>
          <p role="status" data-testid="month">${name}</p>
          <button class="icon-button later" type="button" aria-label=${t("Next month")} ?disabled=${this.#offset === 0} @click=${() => this.#showMonth(1)}>${icons.chevron}</button>
        </div>
        ${
          state.page.reports
            ? html`<a class="button small" data-testid="report" href=${this.#store.reportPath(this.#month)} download
          @click=${(/** @type {Event} */ event) => this.#download(event)}>${t("Download {month} (CSV)", { month: name })}</a>`
            : nothing
        }
      </header>
      ${this.#store.hasMonth(this.#month) ? pastReports(state, this.#month, Date.now()) : this.#store.monthFailed(this.#month) ? nothing : skeleton(1, t("Loading"))}
    </section>`;
  }

  /** @param {Event} event a link sends no password, so a protected page fetches the report itself */
  async #download(event) {
    const { password, slug } = this.#store;
    if (!password.secret) return;
    event.preventDefault();
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await password.download(this.#store.reportPath(this.#month)));
      link.download = `${slug}-${this.#month}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      toast(`${t("Could not download the report.")} ${errorMessage(error)}`, "bad");
    }
  }
}
