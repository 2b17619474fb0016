import { html, nothing } from "../../lib/lit-html.js";
import { errorMessage } from "../error-message.js";
import { icons } from "../parts/icons.js";
import { toast } from "../parts/toasts.js";
import { month } from "./page-store.js";
import { past } from "./report-sections.js";

const monthName = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });

/** What was, month by month, and the month's report to take away. */
export class PastMonths {
  #away = 0;
  #visit;
  #changed;

  /** @param {import("./page-store.js").Visit} visit @param {() => void} changed */
  constructor(visit, changed) {
    this.#visit = visit;
    this.#changed = changed;
  }

  /** @param {number} step */
  #go(step) {
    this.#away += step;
    if (!this.#visit.knows(this.#month)) this.#visit.loadMonth(this.#month);
    this.#changed();
  }

  get #month() {
    return month(Date.now(), this.#away);
  }

  /** @param {import("./page-state.js").State} state */
  template(state) {
    const name = monthName.format(Date.parse(`${this.#month}-01`));
    return html`<section class="past" aria-labelledby="past-title">
      <header class="services-head">
        <h2 id="past-title">History</h2>
        <div class="months">
          <button class="icon-button earlier" type="button" aria-label="The month before" @click=${() => this.#go(-1)}>${icons.chevron}</button>
          <p role="status" data-testid="month">${name}</p>
          <button class="icon-button later" type="button" aria-label="The month after" ?disabled=${this.#away === 0} @click=${() => this.#go(1)}>${icons.chevron}</button>
        </div>
        ${
          state.page.reports
            ? html`<a class="button small" data-testid="report" href=${this.#visit.reportPath(this.#month)} download
          @click=${(/** @type {Event} */ event) => this.#download(event)}>Report of ${name} (CSV)</a>`
            : nothing
        }
      </header>
      ${this.#visit.knows(this.#month) ? past(state, this.#month, Date.now()) : this.#visit.failed(this.#month) ? nothing : html`<div class="skeleton" role="status" aria-label="Loading"><span class="skeleton-row"></span></div>`}
    </section>`;
  }

  /** @param {Event} event a link brings no password along, so the page of one fetches the report itself */
  async #download(event) {
    if (!this.#visit.secret) return;
    event.preventDefault();
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await this.#visit.report(this.#month));
      link.download = `${this.#visit.slug}-${this.#month}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      toast(`The report could not be fetched: ${errorMessage(error)}`, "bad");
    }
  }
}
