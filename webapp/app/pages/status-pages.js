import { html, nothing } from "../../lib/lit-html.js";
import { isPlatformAdmin } from "../context.js";
import { Loader } from "../loader.js";
import "../parts/item-picker.js";
import { empty, loadState, pageHead } from "../parts/page-parts.js";
import { loadAll } from "../uptime/admin-api.js";
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
  #all = new Loader("uptime", loadAll, () => this.update());
  #chosen = new URLSearchParams(location.search).get("show") ?? "pages";

  /** Whether the chosen tab was scrolled into view. */
  #scrolled = false;

  connected() {
    if (!isPlatformAdmin()) return;
    this.updateOnTick();
    if (this.#chosen === "monitors") return; // their list loads what it shows
    this.#all.load();
    this.every(REFRESH_MS, () => this.#all.load());
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
      return html`${pageHead("Status pages", null)} ${this.#tabs(this.#all.data)} <hg-monitor-list></hg-monitor-list>`;
    return html`${pageHead("Status pages", this.#all)} ${loadState(this.#all, 6)} ${this.#all.data ? this.#content(this.#all.data) : nothing}`;
  }

  /** @param {import("../uptime/admin-api.js").AdminData | undefined} data for their counts */
  #tabs(data) {
    return html`<nav class="tabs" aria-label="Sections">${Object.entries(parts).map(
      ([name, { label }]) => html`<a href="/status-pages?show=${name}"
        aria-current=${parts[name] === (parts[this.#chosen] ?? parts.pages) ? "page" : nothing}>${label} ${data ? html`<span class="count">${data[/** @type {"pages"} */ (name)].length}</span>` : nothing}</a>`,
    )}</nav>`;
  }

  /** @param {import("../uptime/admin-api.js").AdminData} data */
  #content(data) {
    const { list, reportKind: kind } = parts[this.#chosen] ?? parts.pages;
    const all = this.#all;
    const store = {
      get data() {
        return all.data ?? data;
      },
      reload: () => all.load(),
    };
    return html`${this.#tabs(data)}
      ${list ? html`<hg-uptime-list .shown=${{ type: list, store }}></hg-uptime-list>` : nothing}
      ${kind ? reportList(kind, store) : nothing}`;
  }
}

customElements.define("hg-status-pages", StatusPages);
