import { html, nothing, repeat } from "../../lib/lit-html.js";
import { toast } from "../parts/page-controls.js";
import { icons, skeleton } from "../view.js";
import { errorMessage, inTime, monthName, t, timeZone } from "../words.js";
import { HistoryStore } from "./history.js";
import { isOver, month, overlapsMonth } from "./page-state.js";
import { newestFirst, reportCard } from "./reports.js";
import { rowStrip } from "./uptime-strip.js";

/** @param {import("./page-state.js").State} state @param {string} month @param {number} now */
export function pastReports(state, month, now) {
  const reports = newestFirst(
    [...state.incidents, ...state.maintenances].filter((one) => isOver(one) && overlapsMonth(one, month, now)),
  );
  if (reports.length === 0)
    return html`<p class="quiet" data-testid="quiet-month">${t("No past incidents or maintenance this month.")}</p>`;
  return repeat(
    reports,
    ({ id }) => id,
    (report) => reportCard(state, report),
  );
}

/**
 * What announces them elsewhere; readers of feeds know no password.
 *
 * @param {string} slug @param {boolean} hasPassword @param {((event: Event) => void) | undefined} subscribe by mail, where that is possible
 */
function subscriptions(slug, hasPassword, subscribe) {
  const files = hasPassword
    ? []
    : [
        ["feed.atom", "Atom"],
        ["feed.rss", "RSS"],
        ["calendar.ics", t("Calendar")],
      ];
  if (!subscribe && files.length === 0) return nothing;
  return html`<p class="feeds" data-testid="feeds">${t("Subscribe to incidents and maintenance:")}
    ${subscribe ? html`<button type="button" data-testid="subscribe" @click=${subscribe}>${t("Email")}</button>` : nothing}
    ${files.map(([file, words]) => html`<a href="/v1/status/${slug}/${file}">${words}</a>`)}</p>
    <div class="subscribe"></div>`;
}

/** Past incidents and maintenances by month, with the month's report as a download. */
class ReportHistory {
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

/**
 * What a live page does without until it is loaded: the histories of its services, past months, and the foot below them.
 *
 * @param {import("./page-store.js").PageStore} store @param {import("./service-list.js").ServiceList} services
 * @param {import("../../sdk/rest.js").PublicClient} api @param {() => void} changed
 */
export function pastOf(store, services, api, changed) {
  const path = `/v1/status/${encodeURIComponent(store.slug)}`;
  const histories = new HistoryStore(
    (rest) => api.get(path + rest),
    (id) => services.touch(id),
  );
  const months = new ReportHistory(store, changed);
  services.show({ histories, rowStrip });
  /** Opens or closes the form below the button. @param {Event} event */
  async function subscribe({ currentTarget }) {
    const place = /** @type {HTMLElement} */ (currentTarget).closest("footer")?.querySelector(".subscribe");
    try {
      const { toggleSubscribeForm } = await inTime(import("./subscribe-form.js"));
      if (place) toggleSubscribeForm(place, store.slug, api);
    } catch {
      toast(t("Could not open the form."), "bad");
    }
  }
  /** @param {import("./page-state.js").State} state @param {unknown} text of the page */
  const foot = ({ page }, text) =>
    html`<footer class="status-foot">${text}${subscriptions(store.slug, Boolean(store.password.secret), page.mailSubscription ? subscribe : undefined)}<p>${t("Times are shown in {zone}.", { zone: timeZone() })} ${t("Powered by Heliograph")}</p></footer>`;
  return { histories, months, foot };
}
