import { html, nothing } from "../../lib/lit-html.js";
import { config } from "../context.js";
import { icons } from "../view.js";
import { ticks } from "../words.js";
import { guard } from "./guard.js";
import { RowSelector } from "./row-selector.js";
import { RowWindow } from "./row-window.js";
import { WindowedRows } from "./windowed-rows.js";

/** In debounce periods: after this time the rows are fetched again, although events keep coming. */
const LONGEST_BURST = 20;
/** With so many columns rows become cards sooner (table-cards.css). */
const BROAD = 6;

/**
 * @template {{ id: string, name: string }} T
 * @typedef {Object} ListOptions
 * @property {string} key of its data, without the filter
 * @property {import("../console/address-filter.js").AddressFilter<any>} filter with the values `sort` and `at`: the first row on the screen
 * @property {(query: Record<string, string | number>, onSeq: (seq: number, epoch?: string) => void, signal?: AbortSignal) => Promise<import("./windowed-rows.js").Answer<T>>} read
 * @property {{ key: string, label: string, sortable?: boolean }[]} columns
 * @property {string} [order] the order without a choice, with a hyphen before it for the other way round; without it that of the first column
 * @property {string} caption for screen readers
 * @property {boolean | ((row: T) => boolean)} selectable whether rows, or which of them, can be selected
 * @property {boolean} actions whether the last column has actions
 * @property {(row: T, index: number, select: unknown) => unknown} row its template, which depends on nothing else but the time; `select`: what selects it, before its name
 */

/** @param {string} order */
const columnOf = (order) => order.replace(/^-/, "");

/**
 * A table of any length: sorted and filtered by the server, fetched as it comes into view, with its filters, order and place in the address.
 *
 * @template {{ id: string, name: string }} T
 */
export class ListTable {
  /** @type {WindowedRows<T>} */
  rows;
  #view;
  #options;
  #window;
  #selector;
  /** @type {number | undefined} */
  #refetch;
  #burstEnds = Infinity;

  /** @param {import("../view.js").View} view @param {ListOptions<T>} options */
  constructor(view, options) {
    this.#view = view;
    this.#options = options;
    const { key, filter, read } = options;
    if (this.#order !== filter.values.sort) filter.values.sort = ""; // an order that the list does not have
    this.rows = new WindowedRows(
      () => `${key}?${new URLSearchParams(this.query)}`,
      (range, onSeq, signal) => read({ ...this.query, ...range }, onSeq, signal),
      () => view.update(),
    );
    this.#selector = new RowSelector(view, options, this.rows, () => this.query);
    this.#window = new RowWindow(view, this.rows, Number.parseInt(filter.values.at, 10) || 0, (place) => {
      if (view.isConnected && String(place || "") !== filter.values.at) filter.choose({ at: place > 0 ? String(place) : "" });
    });
  }

  get selection() {
    return this.#selector.selection;
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
    this.#selector.clear();
    this.#window.restart();
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
    return html`${this.#printed(total)}${this.#sortBy()}<table class="table windowed ${width >= BROAD ? "broad" : ""}" aria-rowcount=${total + 1} aria-label=${caption} aria-busy=${this.rows.loader.loading}>
      <thead><tr aria-rowindex="1">${columns.map((column) => this.#heading(column))}${actions ? html`<th scope="col" class="column-actions"><span class="visually-hidden">Actions</span></th>` : nothing}</tr></thead>
      <tbody data-window @keydown=${(/** @type {KeyboardEvent} */ event) => this.#window.key(event)}>${this.#window.content(
        (one, index) =>
          guard([one, index, this.selection.has(one.id), ticks()], () => row(one, index, this.#selector.box(one, index))),
        (index, style) =>
          html`<tr class="waiting-row" data-index=${index} aria-rowindex=${index + 2}><td colspan=${width} .style=${style}><span class="skeleton-row"></span><span class="visually-hidden">Loading</span></td></tr>`,
        width,
      )}</tbody>
    </table>`;
  }

  /** @param {unknown} buttons what can be done with the selected rows */
  selectionBar(buttons) {
    return this.#selector.bar(buttons);
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
    return html`<th scope="col" class="column-${key}" aria-sort=${sorted ? (descending ? "descending" : "ascending") : nothing}>
      <button type="button" class="sort" @click=${() => this.#sort(next)}>${label}${icons.chevron}</button></th>`;
  }

  /** What is said on paper, which has the rows near the screen only. @param {number} total */
  #printed(total) {
    const [start, end] = this.#window.range;
    return start === 0 && end === total ? nothing : html`<p class="printed">Rows ${start + 1}–${end} of ${total}</p>`;
  }

  /** In place of the headings, where rows are cards. */
  #sortBy() {
    const order = this.#order;
    const options = this.#options.columns
      .filter(({ sortable }) => sortable !== false)
      .flatMap(({ key, label }) => [
        [key, `${label}, ascending`],
        [`-${key}`, `${label}, descending`],
      ]);
    return html`<label class="sort-by">Sort by <select aria-label="Sort by" @change=${(/** @type {any} */ { target }) => this.#sort(target.value)}>
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === order}>${words}</option>`)}</select></label>`;
  }

  /** @param {string} order */
  #sort(order) {
    this.choose({ sort: order === this.#usual ? "" : order });
  }

  /** Selects all rows that match, beside the filters. */
  selectAll() {
    return this.#options.selectable ? this.#selector.all() : nothing;
  }
}
