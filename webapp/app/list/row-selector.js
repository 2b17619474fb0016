import { nothing } from "../../lib/lit-html.js";
import { toast } from "../parts/page-controls.js";
import { errorMessage } from "../words.js";
import { readRange, readRows } from "./read-rows.js";
import { selectAllBox, selectBox, selectionBar } from "./select-parts.js";
import { Selection } from "./selection.js";

/**
 * How rows of a long list are selected: single ones, ranges, and all that match, also those that were never on the screen.
 *
 * @template {{ id: string, name: string }} T
 */
export class RowSelector {
  selection = new Selection();
  #view;
  #options;
  #rows;
  #query;
  /** Counts what ends a selection that is being read: another filter, another selection of all, and none. */
  #choice = 0;
  /** Whether all rows are being read to select them. */
  #busy = false;

  /** @param {import("../view.js").View} view @param {import("./list-table.js").ListOptions<T>} options @param {import("./windowed-rows.js").WindowedRows<T>} rows @param {() => Record<string, string>} query the filter without the place */
  constructor(view, options, rows, query) {
    this.#view = view;
    this.#options = options;
    this.#rows = rows;
    this.#query = query;
  }

  /** Also what is being read is selected no more. */
  clear() {
    this.#choice++;
    this.#busy = false;
    this.selection.clear();
    this.#view.update();
  }

  /** What selects all rows that match. */
  all() {
    return selectAllBox(this.selection.size, this.#rows.total ?? 0, (selected) => this.#chooseAll(selected), this.#busy);
  }

  /** @param {unknown} buttons what can be done with the selected rows */
  bar(buttons) {
    return selectionBar(this.selection.size, "Selected rows", buttons, () => this.clear());
  }

  /** What selects a row. @param {T} row @param {number} index */
  box(row, index) {
    if (!this.#isSelectable(row)) return nothing;
    return selectBox(this.selection.has(row.id), `Select ${row.name}`, (selected, range) =>
      this.#choose(row, index, selected, range),
    );
  }

  /** @param {T} row */
  #isSelectable(row) {
    const { selectable } = this.#options;
    return typeof selectable === "boolean" ? selectable : selectable(row);
  }

  /** Selects a row, or no longer; with the shift key all rows between it and the one before. @param {T} row @param {number} index @param {boolean} selected @param {boolean} range */
  async #choose(row, index, selected, range) {
    const { last } = this.selection;
    this.selection.choose(row, index, selected);
    this.#view.update();
    if (!range || !last || last.id === row.id) return;
    const held = this.#held(this.#rows.indexOf(last.id), this.#rows.indexOf(row.id));
    if (held) return this.#view.change(() => this.#set(held, selected));
    await this.#read(
      (wanted) => readRange(this.#reader(this.#query()), wanted, last, { id: row.id, index }),
      (found) => {
        if (found) this.#set(found.rows, selected);
        if (!found) toast("The row where the range begins is no longer in the list. Select it again.", "warn");
        else if (!found.complete) toast("The list changes too fast: check the range that is selected.", "warn");
      },
    );
  }

  /** The rows between two places, if all of them are held. @param {number} one @param {number} other -1: not held @returns {T[] | undefined} */
  #held(one, other) {
    if (one < 0 || other < 0) return undefined;
    const start = Math.min(one, other);
    const rows = Array.from({ length: Math.abs(one - other) + 1 }, (_, place) => this.#rows.at(start + place));
    return rows.includes(undefined) ? undefined : /** @type {T[]} */ (rows);
  }

  /** @param {T[]} rows @param {boolean} selected */
  #set(rows, selected) {
    this.selection.set(
      rows.filter((row) => this.#isSelectable(row)),
      selected,
    );
  }

  /** @param {Record<string, string>} query @returns {import("./read-rows.js").Read<T>} */
  #reader(query) {
    return (place) => this.#options.read({ ...query, ...place }, () => {});
  }

  /** Selects all rows that match, also those that were never on the screen. @param {boolean} selected */
  async #chooseAll(selected) {
    this.clear();
    if (!selected) return;
    this.#busy = true;
    const { sort: _, ...query } = this.#query(); // in the order without a choice, which changes least
    const ended = await this.#read(
      (wanted) => readRows(this.#reader(query), wanted),
      ({ rows, complete }) => {
        this.#set(rows, true);
        if (!complete) toast(`The list changes too fast to select all of it: ${this.selection.size} rows are selected.`, "warn");
      },
    );
    if (ended) this.#busy = false;
  }

  /**
   * Selects what is read, unless that is no longer wanted when it is there.
   *
   * @template R
   * @param {(wanted: () => boolean) => Promise<R>} read @param {(result: R) => void} select
   * @returns {Promise<boolean>} whether it was wanted to its end
   */
  async #read(read, select) {
    const choice = this.#choice;
    const wanted = () => choice === this.#choice && this.#view.isConnected;
    try {
      const result = await read(wanted);
      if (wanted()) select(result);
    } catch (error) {
      if (wanted()) toast(errorMessage(error), "bad");
    }
    if (wanted()) this.#view.update();
    return wanted();
  }
}
