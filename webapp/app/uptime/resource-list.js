import { html, nothing, repeat } from "../../lib/lit-html.js";
import { confirmDialog } from "../parts/dialog.js";
import { iconButton } from "../parts/icon-button.js";
import { toast } from "../parts/page-controls.js";
import { empty } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { searchMatcher } from "../words.js";
import { remove } from "./admin-api.js";

/**
 * @typedef {import("./admin-api.js").AdminStore} AdminStore
 *
 * @typedef {Object} ResourceType one kind of administered resource: monitors, groups or status pages
 * @property {string} kind as in the path of its calls
 * @property {string} one
 * @property {string} many
 * @property {string} none its purpose, shown where there is none
 * @property {string} gone the consequences of deleting one
 * @property {(data: import("./admin-api.js").AdminData) => any[]} rows
 * @property {(row: any) => string} name
 * @property {[label: string, cell: (row: any, store: AdminStore) => unknown][]} columns after the name
 * @property {boolean} [broad] whether its rows need as much room as those of six columns
 * @property {(row: any) => string} [place] the address of its page, if it has one
 * @property {(row: any, store: AdminStore) => unknown} [below] the name
 * @property {(row: any, store: AdminStore) => unknown} [actions] before Edit and Delete
 * @property {(store: AdminStore, row?: any, page?: string) => Promise<unknown>} edit without a row: adds one; `page`: that is suggested for it
 * @property {(store: AdminStore) => string} [missing] the prerequisite, if it is not met
 */

/** All resources of one type, with search, add, edit and delete. Properties `type` and `store`. */
class ResourceList extends View {
  /** @type {ResourceType | undefined} */
  #type;
  /** @type {AdminStore | undefined} */
  #store;
  #search = "";

  /** @param {{ type: ResourceType, store: AdminStore }} shown */
  set shown({ type, store }) {
    if (type !== this.#type) this.#search = "";
    this.#type = type;
    this.#store = store;
    if (this.isConnected) this.update();
  }

  template() {
    if (!this.#type || !this.#store) return nothing;
    const type = this.#type;
    const store = this.#store;
    const rows = type.rows(store.data);
    const missing = type.missing?.(store) ?? "";
    const add = missing
      ? nothing
      : html`<button class="button primary" type="button" @click=${() => type.edit(store)}>${icons.plus}Add ${type.one}</button>`;
    if (rows.length === 0) return empty(`No ${type.many} yet`, missing || type.none, add);
    const matches = searchMatcher(this.#search);
    const found = rows.filter((row) => matches(`${type.name(row)} ${row.id} ${row.slug ?? ""}`));
    return html`<section class="card" aria-label=${type.many}>
      <div class="filters">
        <label class="search">${icons.search}<span class="visually-hidden">Search</span><input type="search" placeholder="Search by name or ID" .value=${this.#search}
          @input=${(/** @type {any} */ { target }) => this.#find(target.value)}></label>
        <p class="quiet" role="status">${found.length === rows.length ? rows.length : `${found.length} of ${rows.length}`} ${rows.length === 1 ? type.one : type.many}</p>
        ${add}
      </div>
      ${found.length === 0 ? html`<p class="quiet">No matches. Try a different search.</p>` : this.#table(found, type, store)}
    </section>`;
  }

  /** @param {string} search */
  #find(search) {
    this.#search = search;
    this.update();
  }

  /** @param {any[]} rows @param {ResourceType} type @param {AdminStore} store */
  #table(rows, type, store) {
    return html`<table class="table ${type.broad ? "broad" : ""}">
      <thead><tr><th scope="col">Name</th>${type.columns.map(([label]) => html`<th scope="col">${label}</th>`)}
        <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        rows,
        ({ id }) => id,
        (row) => html`<tr data-testid="${type.kind}-row" data-item-id=${row.id}>
        <th scope="row">${type.place ? html`<a class="name-link" href=${type.place(row)}>${type.name(row)}</a>` : type.name(row)}${type.below ? html`<span class="below">${type.below(row, store)}</span>` : html`<code class="below">${row.id}</code>`}</th>
        ${type.columns.map(([label, cell]) => html`<td data-label=${label}><span>${cell(row, store)}</span></td>`)}
        <td class="row-actions">${type.actions?.(row, store) ?? nothing}
          ${iconButton("Edit", icons.pencil, type.name(row), () => type.edit(store, row))}
          ${iconButton("Delete", icons.trash, type.name(row), () => this.#remove(row, type, store))}</td></tr>`,
      )}</tbody>
    </table>`;
  }

  /** @param {any} row @param {ResourceType} type @param {AdminStore} store */
  #remove(row, type, store) {
    return confirmDialog({
      name: "delete-resource",
      title: `Delete ${type.name(row)}?`,
      text: type.gone,
      button: "Delete",
      act: async () => {
        await remove(type.kind, row.id);
        toast(`${type.name(row)} deleted.`, "good");
        await store.reload();
      },
    });
  }
}

customElements.define("hg-uptime-list", ResourceList);
