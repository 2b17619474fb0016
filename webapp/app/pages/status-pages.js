import { html, nothing } from "../../lib/lit-html.js";
import { isPlatformAdmin } from "../context.js";
import { Loader } from "../loader.js";
import "../parts/item-picker.js";
import { empty, loadState, pageHead } from "../parts/page-parts.js";
import { everything } from "../uptime/admin-api.js";
import { groups } from "../uptime/groups.js";
import { incidents } from "../uptime/incidents.js";
import { bulletins } from "../uptime/report-list.js";
import "../uptime/resource-list.js";
import { maintenances } from "../uptime/maintenances.js";
import { monitors } from "../uptime/monitors.js";
import { pages } from "../uptime/pages.js";
import { View } from "../view.js";

const LOOK_EVERY_MS = 30_000;

/** @type {Record<string, { label: string, list?: import("../uptime/resource-list.js").Part, bulletins?: import("../uptime/report-list.js").Kind }>} */
const parts = {
  pages: { label: "Pages", list: pages },
  monitors: { label: "Monitors", list: monitors },
  groups: { label: "Groups", list: groups },
  incidents: { label: "Incidents", bulletins: incidents },
  maintenances: { label: "Maintenances", bulletins: maintenances },
};

/** What is shown on status pages, and what is told there; for administrators of the installation. */
class StatusPages extends View {
  #all = new Loader("uptime", everything, () => this.update());
  #chosen = new URLSearchParams(location.search).get("show") ?? "pages";

  /** Whether the chosen part was brought into sight among the others. */
  #found = false;

  entered() {
    if (!isPlatformAdmin()) return;
    this.keepTime();
    this.#all.load();
    const timer = setInterval(() => document.hidden || this.#all.load(), LOOK_EVERY_MS);
    this.whenLeft(() => clearInterval(timer));
  }

  renderNow() {
    super.renderNow();
    if (this.#found || !this.#all.data) return;
    this.#found = true;
    this.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }

  template() {
    if (!isPlatformAdmin())
      return html`${pageHead("Status pages", null)}${empty("Not for you to see", "Status pages are made by administrators of this installation.")}`;
    return html`${pageHead("Status pages", this.#all)} ${loadState(this.#all, 6)} ${this.#all.data ? this.#content(this.#all.data) : nothing}`;
  }

  /** @param {import("../uptime/admin-api.js").Everything} data */
  #content(data) {
    const { list, bulletins: kind } = parts[this.#chosen] ?? parts.pages;
    const all = this.#all;
    const desk = {
      get data() {
        return all.data ?? data;
      },
      reload: () => all.load(),
    };
    return html`<nav class="tabs" aria-label="Parts">${Object.entries(parts).map(
      ([name, { label }]) => html`<a href="/status-pages?show=${name}"
        aria-current=${parts[name] === (parts[this.#chosen] ?? parts.pages) ? "page" : nothing}>${label} <span class="count">${data[/** @type {"pages"} */ (name)].length}</span></a>`,
    )}</nav>
      ${list ? html`<hg-uptime-list .shown=${{ part: list, desk }}></hg-uptime-list>` : nothing}
      ${kind ? bulletins(kind, desk) : nothing}`;
  }
}

customElements.define("hg-status-pages", StatusPages);
