import { Loader } from "../loader.js";

/** Rows are fetched in blocks, so that scrolling by a few rows causes no request. */
const BLOCK = 50;
/** The most rows of a request. */
export const MOST = 200;

/**
 * @template {{ id: string }} T
 * @typedef {{ total: number, all: number, rows: T[] }} Answer `total`: how many rows match; `all`: how many there are without filters
 */

/**
 * The rows of a long list of which only those near the screen are fetched, in one request at a time. What scrolls into view is fetched
 * then; a refresh fetches the rows near the screen again and drops all others.
 *
 * @template {{ id: string }} T
 */
export class WindowedRows {
  /** @type {Loader<{ total: number, all: number, offset: number, rows: T[] }>} */
  loader;
  /** @type {{ row: T, seq: number }[]} sparse; `seq`: the position in the log that the row covers */
  #entries = [];
  /** @type {Map<string, number> | undefined} the places of the rows by their ids; undefined: to be made */
  #places;
  #start = 0;
  #end = BLOCK;
  /** Whether the rows near the screen must be fetched again. */
  #stale = true;
  /** Counts the changes of the filter: an answer to an earlier one is dropped. */
  #version = 0;
  #read;

  /**
   * @param {() => string} key of the list with its filter
   * @param {(place: { offset: number, limit: number }, onSeq: (seq: number, epoch?: string) => void) => Promise<Answer<T>>} read
   * @param {() => void} changed
   */
  constructor(key, read, changed) {
    this.#read = read;
    this.loader = new Loader(key, (onSeq) => this.#fetch(onSeq), changed);
    const { data } = this.loader;
    if (data) this.#place(data.offset, data.rows, 0);
  }

  /** How many rows match; undefined before the first answer. */
  get total() {
    return this.loader.data?.total;
  }

  /** What a refresh fetches. */
  get range() {
    return { offset: this.#start, limit: this.#end - this.#start };
  }

  /** @param {number} index @returns {T | undefined} undefined: not fetched yet */
  at(index) {
    return this.#entries[index]?.row;
  }

  /** @param {string} id @returns {number} -1 for a row that is not held */
  indexOf(id) {
    this.#places ??= new Map(
      this.#entries.map(({ row }, index) => /** @type {[string, number]} */ ([row.id, index])).filter(Boolean),
    );
    return this.#places.get(id) ?? -1;
  }

  /** Fetches what is missing of the rows near the screen. @param {number} start @param {number} end the one after the last */
  want(start, end) {
    const from = Math.max(0, Math.floor(start / BLOCK) * BLOCK);
    this.#start = from;
    this.#end = Math.min(Math.max(from + BLOCK, Math.ceil(end / BLOCK) * BLOCK), from + MOST);
    if (this.#missing(start, end) && !this.loader.error) this.loader.load();
  }

  /** Fetches the rows near the screen again. @param {number} [seq] the position of the event because of which @returns {Promise<void>} */
  refresh(seq) {
    this.#stale = true;
    return this.loader.load(seq);
  }

  /** After a change of the filter: the rows stay until the new ones are there. */
  restart() {
    this.#version++;
    this.#start = 0;
    this.#end = BLOCK;
    return this.refresh();
  }

  /** Changes a row in its place, if it is held and not newer. @param {string} id @param {Partial<T>} changes @param {number} [seq] */
  patch(id, changes, seq = Infinity) {
    const entry = this.#entries[this.indexOf(id)];
    if (!entry || seq <= entry.seq) return;
    entry.row = { ...entry.row, ...changes };
  }

  /** @param {string} id of a row that is gone */
  remove(id) {
    const index = this.indexOf(id);
    const { data } = this.loader;
    if (index < 0 || !data) return;
    this.#entries.splice(index, 1);
    this.#places = undefined;
    data.total--;
    data.all--;
    data.rows = data.rows.filter((row) => row.id !== id);
  }

  /** @param {(seq: number, epoch?: string) => void} onSeq @param {number} [tries] further ones while the reader scrolls on @returns {Promise<{ total: number, all: number, offset: number, rows: T[] }>} */
  async #fetch(onSeq, tries = 3) {
    const version = this.#version;
    const whole = this.#stale;
    const last = this.total ?? Infinity;
    const [start, end] = (!whole && this.#missing(this.#start, Math.min(this.#end, last))) || [this.#start, this.#end];
    this.#stale = false;
    let position = 0;
    try {
      const { total, all, rows } = await this.#read({ offset: start, limit: end - start }, (seq, epoch) => {
        position = seq;
        if (whole) onSeq(seq, epoch); // other rows may be older
      });
      if (version !== this.#version) return { total, all, offset: start, rows: [] }; // the next answer follows
      // the reader may have scrolled on meanwhile: what is on the screen now is not dropped before it is fetched again
      if (whole && tries > 0 && (start !== this.#start || end !== this.#end)) {
        this.#stale = true;
        return await this.#fetch(onSeq, tries - 1);
      }
      if (whole) this.#entries = [];
      this.#place(start, rows, position);
      this.#entries.length = Math.min(this.#entries.length, total);
      return { total, all, offset: start, rows };
    } catch (error) {
      this.#stale ||= whole;
      throw error;
    }
  }

  /** @param {number} offset @param {T[]} rows @param {number} seq */
  #place(offset, rows, seq) {
    rows.forEach((row, index) => {
      this.#entries[offset + index] = { row, seq };
    });
    this.#places = undefined;
  }

  /** @param {number} start @param {number} end @returns {[number, number] | undefined} the rows that are not held */
  #missing(start, end) {
    let first = start;
    let last = Math.min(end, this.total ?? end);
    while (first < last && first in this.#entries) first++;
    while (last > first && last - 1 in this.#entries) last--;
    if (first >= last) return undefined;
    const from = Math.floor(first / BLOCK) * BLOCK;
    return [from, Math.min(from + MOST, Math.ceil(last / BLOCK) * BLOCK)];
  }
}
