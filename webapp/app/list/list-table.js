import { html, nothing } from "../../lib/lit-html.js";
import { config } from "../context.js";
import { errorMessage } from "../error-message.js";
import { icons } from "../parts/icons.js";
import { toast } from "../parts/toasts.js";
import { RowWindow } from "./row-window.js";
import { selectAllBox, selectBox, selectionBar } from "./select-parts.js";
import { Selection } from "./selection.js";
import { WindowedRows } from "./windowed-rows.js";

/** In debounce periods: after this time the rows are fetched again, although events keep coming. */
const LONGEST_BURST = 20;
/** The rows of a request that only selects. */
const SELECTED_ROWS = 1000;

/**
 * @template {{ id: string, name: string }} T
 * @typedef {Object} ListOptions
 * @property {string} key of its data, without the filter
 * @property {import("../console/address-filter.js").AddressFilter<any>} filter with the values `sort` and `at`: the first row on the screen
 * @property {(query: Record<string, string | number>, onSeq: (seq: number, epoch?: string) => void) => Promise<import("./windowed-rows.js").Answer<T>>} read
 * @property {{ key: string, label: string, sortable?: boolean }[]} columns
 * @property {string} [order] the order without a choice, with a hyphen before it for the other way round; without it that of the first column
 * @property {string} caption for screen readers
 * @property {boolean | ((row: T) => boolean)} selectable whether rows, or which of them, can be selected
 * @property {boolean} actions whether the last column has actions
 * @property {(row: T, index: number, select: unknown) => unknown} row its template, `select`: what selects it, before its name
 */

/** @param {string} order */
const columnOf = (order) => order.replace(/^-/, "");

/**
 * A table of any length: sorted and filtered by the server, fetched as it comes into view, with its filters, order and place in the address.
 *
 * @template {{ id: string, name: string }} T
 */
export class ListTable {
  selection = new Selection();
  /** @type {WindowedRows<T>} */
  rows;
  #view;
  #options;
  #window;
  /** @type {number | undefined} */
  #refetch;
  #burstEnds = Infinity;
  #selecting = false;

  /** @param {import("../view.js").View} view @param {ListOptions<T>} options */
  constructor(view, options) {
    this.#view = view;
    this.#options = options;
    const { key, filter, read } = options;
    this.rows = new WindowedRows(
      () => `${key}?${new URLSearchParams(this.query)}`,
      (range, onSeq) => read({ ...this.query, ...range }, onSeq),
      () => view.update(),
    );
    this.#window = new RowWindow(view, this.rows, Number.parseInt(filter.values.at, 10) || 0, (place) => {
      if (view.isConnected && String(place || "") !== filter.values.at) filter.choose({ at: place > 0 ? String(place) : "" });
    });
  }

  /** The filter without the place. @returns {Record<string, string>} */
  get query() {
    const { at: _, show: __, ...query } = this.#options.filter.query;
    return query;
  }

  connect() {
    this.#window.connect();
    this.rows.refresh();
    this.#view.onDisconnect(() => clearTimeout(this.#refetch));
  }

  before() {
    this.#window.before();
  }

  after() {
    this.#window.after();
  }

  /** @param {Record<string, string>} values of the filter */
  choose(values) {
    this.#options.filter.choose({ ...values, at: "" });
    this.selection.clear();
    this.#window.restart();
    this.#view.update();
    this.rows.restart();
  }

  /** Fetches again after the last event of a burst. @param {number} [seq] the position of the event */
  refreshSoon(seq) {
    const now = Date.now();
    this.#burstEnds = Math.min(this.#burstEnds, now + LONGEST_BURST * config.debounce_ms);
    clearTimeout(this.#refetch);
    this.#refetch = window.setTimeout(
      () => {
        this.#burstEnds = Infinity;
        this.rows.refresh(seq);
      },
      Math.min(config.debounce_ms, Math.max(0, this.#burstEnds - now)),
    );
  }

  /** The row is gone. @param {string} id */
  remove(id) {
    this.rows.remove(id);
    this.selection.set([{ id, name: "" }], false);
  }

  template() {
    const { columns, caption, actions, row } = this.#options;
    const total = this.rows.total ?? 0;
    const width = columns.length + Number(actions);
    return html`<table class="table windowed" aria-rowcount=${total + 1} aria-label=${caption} aria-busy=${this.rows.loader.loading}>
      <thead><tr aria-rowindex="1">${columns.map((column) => this.#heading(column))}${actions ? html`<th scope="col" class="column-actions"><span class="visually-hidden">Actions</span></th>` : nothing}</tr></thead>
      <tbody data-window @keydown=${(/** @type {KeyboardEvent} */ event) => this.#window.key(event)}>${this.#window.content(
        (one, index) => row(one, index, this.#isSelectable(one) ? this.#select(one, index) : nothing),
        (index, style) =>
          html`<tr class="waiting-row" data-index=${index} aria-rowindex=${index + 2}><td colspan=${width} .style=${style}><span class="skeleton-row"></span><span class="visually-hidden">Loading</span></td></tr>`,
        width,
      )}</tbody>
    </table>`;
  }

  /** @param {unknown} buttons what can be done with the selected rows */
  selectionBar(buttons) {
    return selectionBar(this.selection.size, "Selected rows", buttons, () => this.#view.change(() => this.selection.clear()));
  }

  /** The order without a choice. */
  get #usual() {
    return this.#options.order ?? this.#options.columns[0].key;
  }

  /** A column, with a hyphen before it for the other way round. @returns {string} */
  get #order() {
    const { sort = "" } = this.#options.filter.values;
    const known = this.#options.columns.some(({ key, sortable }) => sortable !== false && key === columnOf(sort));
    return known ? sort : this.#usual;
  }

  /** @param {{ key: string, label: string, sortable?: boolean }} column */
  #heading({ key, label, sortable = true }) {
    if (!sortable) return html`<th scope="col" class="column-${key}">${label}</th>`;
    const order = this.#order;
    const sorted = columnOf(order) === key;
    const descending = order.startsWith("-");
    const first = columnOf(this.#usual) === key ? this.#usual : key;
    const next = !sorted ? first : descending ? key : `-${key}`;
    const sort = () => this.choose({ sort: next === this.#usual ? "" : next });
    return html`<th scope="col" class="column-${key}" aria-sort=${sorted ? (descending ? "descending" : "ascending") : nothing}>
      <button type="button" class="sort" @click=${sort}>${label}${icons.chevron}</button></th>`;
  }

  /** @param {T | undefined} row */
  #isSelectable(row) {
    const { selectable } = this.#options;
    return row !== undefined && (typeof selectable === "boolean" ? selectable : selectable(row));
  }

  /** @param {T} row @param {number} index */
  #select({ id, name }, index) {
    const at = (/** @type {number} */ place) => (this.#isSelectable(this.rows.at(place)) ? this.rows.at(place) : undefined);
    return selectBox(this.selection.has(id), `Select ${name}`, (selected, range) =>
      this.#view.change(() => this.selection.choose(index, selected, range, at)),
    );
  }

  /** Selects all rows that match, beside the filters. */
  selectAll() {
    if (!this.#options.selectable) return nothing;
    return selectAllBox(this.selection.size, this.rows.total ?? 0, (selected) => this.#chooseAll(selected), this.#selecting);
  }

  /** Selects all rows that match, also those that were never on the screen. @param {boolean} selected */
  async #chooseAll(selected) {
    if (!selected) return this.#view.change(() => this.selection.clear());
    this.#selecting = true;
    this.#view.update();
    const query = this.query;
    try {
      for (let offset = 0; offset < (this.rows.total ?? 0); offset += SELECTED_ROWS) {
        const { rows } = await this.#options.read({ ...query, offset, limit: SELECTED_ROWS }, () => {});
        const chosen = rows.filter((row) => this.#isSelectable(row));
        this.selection.set(chosen, true);
      }
    } catch (error) {
      toast(errorMessage(error), "bad");
    }
    this.#selecting = false;
    this.#view.update();
  }
}
