import { html, nothing, repeat } from "../../lib/lit-html.js";
import { confirmDialog } from "../parts/dialog.js";
import { icons } from "../parts/icons.js";
import { empty } from "../parts/page-parts.js";
import { toast } from "../parts/toasts.js";
import { View } from "../view.js";
import { remove } from "./admin-api.js";

/**
 * @typedef {import("./admin-api.js").Desk} Desk
 *
 * @typedef {Object} Part one kind of thing that is administered
 * @property {string} kind as in the address of its calls
 * @property {string} one
 * @property {string} many
 * @property {string} none what it is for, said where there is none
 * @property {string} gone what deleting one means
 * @property {(data: import("./admin-api.js").Everything) => any[]} rows
 * @property {(row: any) => string} name
 * @property {[label: string, cell: (row: any, desk: Desk) => unknown][]} columns after the name
 * @property {(row: any, desk: Desk) => unknown} [below] the name
 * @property {(row: any, desk: Desk) => unknown} [actions] before Edit and Delete
 * @property {(desk: Desk, row?: any) => Promise<unknown>} edit without a row: makes one
 * @property {(desk: Desk) => string} [missing] what must be there first, if it is not
 */

/** All things of one kind: to find one, to make one, to change and delete one. Properties `part` and `desk`. */
class UptimeList extends View {
  /** @type {Part | undefined} */
  #part;
  /** @type {Desk | undefined} */
  #desk;
  #search = "";

  /** @param {{ part: Part, desk: Desk }} shown */
  set shown({ part, desk }) {
    if (part !== this.#part) this.#search = "";
    this.#part = part;
    this.#desk = desk;
    if (this.isConnected) this.update();
  }

  template() {
    if (!this.#part || !this.#desk) return nothing;
    const part = this.#part;
    const desk = this.#desk;
    const rows = part.rows(desk.data);
    const missing = part.missing?.(desk) ?? "";
    const add = missing
      ? nothing
      : html`<button class="button primary" type="button" @click=${() => part.edit(desk)}>${icons.plus}Add ${article(part.one)}</button>`;
    if (rows.length === 0) return empty(`No ${part.many}`, missing || part.none, add);
    const words = this.#search.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.filter((row) =>
      words.every((word) => `${part.name(row)} ${row.id} ${row.slug ?? ""}`.toLowerCase().includes(word)),
    );
    return html`<section class="card" aria-label=${part.many}>
      <div class="filters">
        <label class="search">${icons.search}<span class="visually-hidden">Search</span><input type="search" placeholder="Name or id" .value=${this.#search}
          @input=${(/** @type {any} */ { target }) => this.#find(target.value)}></label>
        <p class="quiet" role="status">${found.length === rows.length ? rows.length : `${found.length} of ${rows.length}`} ${rows.length === 1 ? part.one : part.many}</p>
        ${add}
      </div>
      ${found.length === 0 ? html`<p class="quiet">None is called so.</p>` : this.#table(found, part, desk)}
    </section>`;
  }

  /** @param {string} search */
  #find(search) {
    this.#search = search;
    this.update();
  }

  /** @param {any[]} rows @param {Part} part @param {Desk} desk */
  #table(rows, part, desk) {
    return html`<table class="table">
      <thead><tr><th scope="col">Name</th>${part.columns.map(([label]) => html`<th scope="col">${label}</th>`)}
        <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        rows,
        ({ id }) => id,
        (row) => html`<tr data-testid="${part.kind}-row" data-item-id=${row.id}>
        <th scope="row">${part.name(row)}${part.below ? html`<span class="below">${part.below(row, desk)}</span>` : html`<code class="below">${row.id}</code>`}</th>
        ${part.columns.map(([label, cell]) => html`<td data-label=${label}><span>${cell(row, desk)}</span></td>`)}
        <td class="row-actions">${part.actions?.(row, desk) ?? nothing}
          ${iconButton("Edit", icons.pencil, part.name(row), () => part.edit(desk, row))}
          ${iconButton("Delete", icons.trash, part.name(row), () => this.#remove(row, part, desk))}</td></tr>`,
      )}</tbody>
    </table>`;
  }

  /** @param {any} row @param {Part} part @param {Desk} desk */
  #remove(row, part, desk) {
    return confirmDialog({
      title: `Delete ${part.name(row)}?`,
      text: part.gone,
      button: "Delete",
      act: async () => {
        await remove(part.kind, row.id);
        toast(`${part.name(row)} was deleted.`, "good");
        await desk.reload();
      },
    });
  }
}

/** @param {string} words @param {unknown} icon @param {string} name @param {() => unknown} run */
export const iconButton = (words, icon, name, run) =>
  html`<button class="icon-button" type="button" title=${words} aria-label="${words} ${name}" @click=${run}>${icon}</button>`;

/** @param {string} word */
const article = (word) => `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;

customElements.define("hg-uptime-list", UptimeList);
