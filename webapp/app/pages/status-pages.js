import { html, nothing } from "../../lib/lit-html.js";
import { isPlatformAdmin } from "../context.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import "../parts/item-picker.js";
import { takeAddRequest } from "../router.js";
import { loadAll, loadCounts } from "../uptime/admin-api.js";
import { groups } from "../uptime/groups.js";
import { incidents } from "../uptime/incidents.js";
import { reportList } from "../uptime/report-list.js";
import "../uptime/monitor-list.js";
import "../uptime/resource-list.js";
import { maintenances } from "../uptime/maintenances.js";
import { monitors } from "../uptime/monitors.js";
import { pages } from "../uptime/pages.js";
import { View } from "../view.js";

const REFRESH_MS = 30_000;
/** Of so many refreshes one reads all monitors, also where they are thousands, whose names may be others. */
const WITH_MONITORS = 10;

/** @type {Record<string, { label: string, list?: any, reportKind?: import("../uptime/report-list.js").ReportKind }>} */
const parts = {
  pages: { label: "Pages", list: pages },
  monitors: { label: "Monitors", list: monitors },
  groups: { label: "Groups", list: groups },
  incidents: { label: "Incidents", reportKind: incidents },
  maintenances: { label: "Maintenances", reportKind: maintenances },
};

/** Status pages, monitors, groups, incidents and maintenances, for administrators of the installation. */
class StatusPages extends View {
  /** @type {Loader<import("../uptime/admin-api.js").AdminData>} */
  #all = new Loader(
    "uptime",
    () => loadAll(this.#loads++ % WITH_MONITORS === 0 ? undefined : this.#all.data),
    () => this.update(),
  );
  #loads = 0;
  /** While the list of monitors is shown, which loads its own rows and says how many there are. */
  #counts = new Loader("uptime-counts", loadCounts, () => this.update());
  /** @type {number | undefined} */
  #monitors;
  #chosen = new URLSearchParams(location.search).get("show") ?? "pages";

  /** Whether the chosen tab was scrolled into view. */
  #scrolled = false;

  connected() {
    if (!isPlatformAdmin()) return;
    this.updateOnTick();
    const monitors = this.#chosen === "monitors";
    if (monitors) this.#counts.load();
    else this.#loadFirst();
    this.every(REFRESH_MS, () => (monitors ? this.#counts : this.#all).load());
  }

  async #loadFirst() {
    const add = takeAddRequest();
    await this.#all.load();
    const { data } = this.#all;
    if (add && data && this.isConnected) parts[this.#chosen]?.list?.edit(this.#store(data));
  }

  renderNow() {
    super.renderNow();
    if (this.#scrolled || !this.querySelector(".tabs")) return;
    this.#scrolled = true;
    this.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }

  template() {
    if (!isPlatformAdmin())
      return html`${pageHead("Status pages", null)}${empty("No access", "Status pages are managed by administrators of this installation. Ask one of them for access.")}`;
    if (this.#chosen === "monitors")
      return html`${pageHead("Status pages", null)} ${this.#tabs(this.#counts.data && { ...this.#counts.data, monitors: this.#monitors })}
        <hg-monitor-list @counted=${this.#counted}></hg-monitor-list>`;
    return html`${pageHead("Status pages", this.#all)} ${loadState(this.#all, 6)} ${this.#all.data ? this.#content(this.#all.data) : nothing}`;
  }

  /** @param {CustomEvent<number>} event */
  #counted = ({ detail }) => {
    this.#monitors = detail;
    this.update();
  };

  /** @param {Record<string, number | undefined> | undefined} counts */
  #tabs(counts) {
    return html`<nav class="tabs" aria-label="Sections">${Object.entries(parts).map(
      ([name, { label }]) => html`<a href="/status-pages?show=${name}"
        aria-current=${parts[name] === (parts[this.#chosen] ?? parts.pages) ? "page" : nothing}>${label} ${counts?.[name] === undefined ? nothing : html`<span class="count">${counts[name]}</span>`}</a>`,
    )}</nav>`;
  }

  /** @param {import("../uptime/admin-api.js").AdminData} data @returns {import("../uptime/admin-api.js").AdminStore} */
  #store(data) {
    const all = this.#all;
    return {
      get data() {
        return all.data ?? data;
      },
      reload: () => all.load(),
    };
  }

  /** @param {import("../uptime/admin-api.js").AdminData} data */
  #content(data) {
    const { list, reportKind: kind } = parts[this.#chosen] ?? parts.pages;
    const store = this.#store(data);
    const counts = Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, rows.length]));
    return html`${this.#tabs(counts)}
      ${list ? html`<hg-uptime-list .shown=${{ type: list, store }}></hg-uptime-list>` : nothing}
      ${kind ? reportList(kind, store) : nothing}`;
  }
}

customElements.define("hg-status-pages", StatusPages);
