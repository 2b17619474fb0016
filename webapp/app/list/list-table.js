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
 * @property {{ key: string, label: string, sortable?: boolean }[]} columns the first one is the order without a choice
 * @property {string} caption for screen readers
 * @property {boolean} selectable
 * @property {boolean} actions whether the last column has actions
 * @property {(row: T, index: number, select: unknown) => unknown} row its template, `select`: what selects it, before its name
 */

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
    const { columns, caption, selectable, actions, row } = this.#options;
    const total = this.rows.total ?? 0;
    const width = columns.length + Number(actions);
    return html`<table class="table windowed" aria-rowcount=${total + 1} aria-label=${caption} aria-busy=${this.rows.loader.loading}>
      <thead><tr aria-rowindex="1">${columns.map((column) => this.#heading(column))}${actions ? html`<th scope="col" class="column-actions"><span class="visually-hidden">Actions</span></th>` : nothing}</tr></thead>
      <tbody data-window @keydown=${(/** @type {KeyboardEvent} */ event) => this.#window.key(event)}>${this.#window.content(
        (one, index) => row(one, index, selectable ? this.#select(one, index) : nothing),
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

  /** The column by which the list is sorted, and whether it is the other way round. @returns {[string, boolean]} */
  get #order() {
    const { sort = "" } = this.#options.filter.values;
    const { columns } = this.#options;
    const found = columns.find(({ key, sortable }) => sortable !== false && key === sort.replace(/^-/, ""));
    return [found?.key ?? columns[0].key, sort.startsWith("-")];
  }

  /** @param {{ key: string, label: string, sortable?: boolean }} column */
  #heading({ key, label, sortable = true }) {
    if (!sortable) return html`<th scope="col" class="column-${key}">${label}</th>`;
    const [by, descending] = this.#order;
    const sorted = by === key;
    const first = key === this.#options.columns[0].key;
    const sort = () => this.choose({ sort: sorted && !descending ? `-${key}` : first ? "" : key });
    return html`<th scope="col" class="column-${key}" aria-sort=${sorted ? (descending ? "descending" : "ascending") : nothing}>
      <button type="button" class="sort" @click=${sort}>${label}${icons.chevron}</button></th>`;
  }

  /** @param {T} row @param {number} index */
  #select({ id, name }, index) {
    return selectBox(this.selection.has(id), `Select ${name}`, (selected, range) =>
      this.#view.change(() => this.selection.choose(index, selected, range, (place) => this.rows.at(place))),
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
        this.selection.set(rows, true);
      }
    } catch (error) {
      toast(errorMessage(error), "bad");
    }
    this.#selecting = false;
    this.#view.update();
  }
}
