import { html, nothing, repeat } from "../../lib/lit-html.js";
import { searchMatcher } from "../words.js";
import { AddressFilter } from "./address-filter.js";
import { readListing } from "./admin-api.js";
import { choiceFilter, missingNotice, textFilter } from "./console-parts.js";
import { plural } from "./units.js";

/** @typedef {{ node?: string, name: string, value: string | null, origin: string, source: string | null, default: string | null, description: string }} SettingRow */

/** The settings that are in force, and where each comes from. */
export class SettingsPart {
  #host;
  #filter = new AddressFilter("/console/settings", ["node", "show", "search"], location.search);

  /** @param {import("./console-parts.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @returns {Promise<import("./admin-api.js").Listing<SettingRow> & { nodes: string[] }>} */
  async read() {
    const { node } = this.#filter.values;
    const [settings, nodes] = await Promise.all([
      readListing("settings", node ? { node } : {}),
      readListing("nodes").catch(() => ({ items: [] })), // only for the choice
    ]);
    return { ...settings, nodes: nodes.items.map(({ name }) => name) };
  }

  /** @param {import("./admin-api.js").Listing<SettingRow> & { nodes: string[] }} data */
  template({ items, missing, nodes }) {
    const { node, show, search } = this.#filter.values;
    const matches = searchMatcher(search);
    const changed = items.filter(isChanged);
    const shown = (show === "changed" ? changed : items).filter(({ name, description }) => matches(`${name} ${description}`));
    const answering = items[0]?.node ?? "";
    const names = [...new Set([...nodes, node, answering])].filter(Boolean).sort();
    const chooseShow = (/** @type {string} */ value) => {
      this.#filter.choose({ show: value });
      this.#host.update();
    };
    const segment = (/** @type {string} */ which, /** @type {string} */ label) =>
      html`<button type="button" aria-pressed=${show === which} @click=${() => chooseShow(which)}>${label}</button>`;
    return html`${missingNotice(missing, "settings")}
      <section class="card" aria-label="Settings">
        <div class="filters console-filters">
          ${choiceFilter({ name: "node", label: "Node", value: node || answering, options: names.map((name) => [name, name]), choose: (value) => this.#chooseNode(value) })}
          ${textFilter({ name: "search", label: "Search by name or meaning", value: search, choose: (value) => this.#search(value) })}
          <div class="segments" role="group" aria-label="Filter settings">${segment("", `All ${items.length}`)}${segment("changed", `Changed ${changed.length}`)}</div>
          <p class="quiet" role="status">${plural(shown.length, "setting")}</p>
        </div>
        ${shown.length === 0 ? html`<p class="quiet">${items.length === 0 ? "No settings were received." : "No matches. Change the filters to see other settings."}</p>` : table(shown)}
      </section>`;
  }

  /** @param {string} node */
  #chooseNode(node) {
    this.#filter.choose({ node });
    this.#host.load();
  }

  /** @param {string} search */
  #search(search) {
    this.#filter.choose({ search });
    this.#host.update();
  }
}

/** @param {SettingRow} setting */
export const isChanged = ({ origin }) => origin !== "default";

/** @param {SettingRow[]} settings */
const table = (settings) => html`<table class="table settings-table">
    <thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">Origin</th><th scope="col">Default</th></tr></thead>
    <tbody>${repeat(
      settings,
      ({ name }) => name,
      (setting) => html`<tr data-testid="setting-row" data-setting=${setting.name} data-origin=${setting.origin}>
      <th scope="row"><code>${setting.name}</code><span class="below">${setting.description}</span></th>
      <td data-label="Value">${value(setting.value)}</td>
      <td data-label="Origin" class="setting-origin">${isChanged(setting) ? html`<span class="tag origin">${setting.origin}</span>${setting.source ? html`<span class="below">${setting.source}</span>` : nothing}` : html`<span class="quiet">default</span>`}</td>
      <td data-label="Default" class="quiet">${value(setting.default)}</td>
    </tr>`,
    )}</tbody></table>
  <p class="quiet footnote">Settings are read when a node starts. Values of secrets are hidden.</p>`;

/** @param {string | null | undefined} text */
const value = (text) =>
  text === null || text === undefined || text === "" ? html`<span class="quiet">none</span>` : html`<code>${text}</code>`;
