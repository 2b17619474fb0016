import { Loader } from "../parts/page-parts.js";

/** Rows are fetched in blocks, so that scrolling by a few rows causes no request. */
const BLOCK = 50;
/** The most rows of a request. */
export const MOST = 200;
/** A request that is younger is not given up: a reader who drags the scroll bar asks no faster than this. */
const SLOW_MS = 200;

/**
 * @template {{ id: string }} T
 * @typedef {{ total: number, all: number, rows: T[] }} Answer `total`: how many rows match; `all`: how many there are without filters
 */

/**
 * The rows of a long list of which only those near the screen are fetched, and those to which the reader is scrolling, in one request at a
 * time. A refresh fetches these rows again and drops all others.
 *
 * @template {{ id: string }} T
 */
export class WindowedRows {
  /** @type {Loader<{ total: number, all: number, offset: number, rows: T[] }>} */
  loader;
  /** @type {{ row: T, seq: number, refresh: number }[]} sparse; `seq`: the position in the log that the row covers; `refresh`: since which */
  #entries = [];
  /** @type {Map<string, number> | undefined} the places of the rows by their ids; undefined: to be made */
  #places;
  /** The rows that are wanted, at most as many as a request may have. */
  #start = 0;
  #end = BLOCK;
  /** Whether the wanted rows must be fetched again. */
  #stale = true;
  /** Counts the refreshes: rows of an earlier one are shown until they are fetched again. */
  #refreshes = 0;
  /** The rows that the last answer should have had and had not, such as rows that were deleted meanwhile: they are not asked for at once again. */
  #absent = "";
  /** Whether the rows are those of another filter. */
  #foreign = false;
  /** Counts the changes of the filter: an answer to an earlier one is dropped. */
  #version = 0;
  /** @type {{ start: number, end: number, abort: AbortController, at: number } | undefined} the request for rows that runs, unless it is a refresh */
  #running;
  #read;

  /**
   * @param {() => string} key of the list with its filter
   * @param {(place: { offset: number, limit: number }, onSeq: (seq: number, epoch?: string) => void, signal: AbortSignal) => Promise<Answer<T>>} read
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
    const [start, end] = blocks(this.#start, this.#end);
    return { offset: start, limit: end - start };
  }

  /** @param {number} index @returns {T | undefined} undefined: not fetched yet */
  at(index) {
    return this.#entries[index]?.row;
  }

  /** @param {string} id @returns {number} -1 for a row that is not held */
  indexOf(id) {
    if (!this.#places) {
      /** @type {Map<string, number>} */
      const places = new Map();
      this.#entries.forEach(({ row }, index) => void places.set(row.id, index)); // without those that are not held
      this.#places = places;
    }
    return this.#places.get(id) ?? -1;
  }

  /**
   * Fetches what is missing of the rows near the screen, and of those to which the reader is scrolling.
   *
   * @param {number} start @param {number} end the one after the last
   * @param {number} [ahead] so many rows after the end, or, if negative, before the start; as far as a request goes
   */
  want(start, end, ahead = 0) {
    const last = this.total ?? Infinity;
    const near = Math.min(end, start + MOST, Math.max(last, start + 1));
    const more = MOST - (near - start);
    this.#start = Math.max(0, start - Math.min(more, Math.max(0, -ahead)));
    this.#end = Math.min(near + Math.min(more, Math.max(0, ahead)), Math.max(last, near));
    const running = this.#running;
    const past = running && (running.end <= this.#start || running.start >= this.#end);
    if (past && performance.now() - running.at >= SLOW_MS) running.abort.abort();
    if (this.#askable && !this.loader.error) this.loader.load();
  }

  /** Fetches the wanted rows again. @param {number} [seq] the position of the event because of which @returns {Promise<void>} */
  refresh(seq) {
    this.#stale = true;
    return this.loader.load(seq);
  }

  /** After a change of the filter: the rows stay until the new ones are there. */
  restart() {
    this.#version++;
    this.#running?.abort.abort();
    this.#foreign = true;
    this.#start = 0;
    this.#end = BLOCK;
    return this.refresh();
  }

  /** Changes a row in its place, if it is held and not newer. @param {string} id @param {Partial<T>} changes @param {number} [seq] @returns {boolean} whether it is another one now */
  patch(id, changes, seq = Infinity) {
    const entry = this.#entries[this.indexOf(id)];
    if (!entry || seq <= entry.seq) return false;
    const row = /** @type {Record<string, unknown>} */ (entry.row);
    if (Object.entries(changes).every(([name, value]) => row[name] === value)) return false;
    entry.row = { ...entry.row, ...changes };
    return true;
  }

  /** Whether others are held at the places of an answer. Where none is held yet, there is none that differs. @param {number} offset @param {Answer<T>} answer @param {(held: T, row: T) => boolean} differs for a row of the same id */
  differ(offset, { total, rows }, differs) {
    return (
      total !== this.total ||
      rows.some((row, index) => {
        const held = this.at(offset + index);
        return held !== undefined && (held.id !== row.id || differs(held, row));
      })
    );
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

  /** @param {(seq: number, epoch?: string) => void} onSeq @returns {Promise<{ total: number, all: number, offset: number, rows: T[] }>} */
  async #fetch(onSeq) {
    const version = this.#version;
    const { offset, limit } = this.range;
    // rows may have come while this load waited for its turn
    if (!this.#stale && !this.#askable && this.loader.data) return this.loader.data;
    const [start, end] = (!this.#stale && this.#missing()) || [offset, offset + limit];
    const whole = this.#stale;
    this.#stale = false;
    const abort = new AbortController();
    this.#running = whole ? undefined : { start, end, abort, at: performance.now() };
    let position = 0;
    try {
      const place = { offset: start, limit: end - start };
      const { total, all, rows } = await this.#read(
        place,
        (seq, epoch) => {
          position = seq;
          if (whole) onSeq(seq, epoch); // other rows may be older
        },
        abort.signal,
      );
      if (version !== this.#version) return { total, all, offset: start, rows: [] }; // the next answer follows
      if (whole) this.#dropOthers();
      this.#place(start, rows, position);
      this.#entries.length = Math.min(this.#entries.length, total);
      this.#absent = String(this.#missing()) === String([start, end]) ? String([start, end]) : "";
      return { total, all, offset: start, rows };
    } catch (error) {
      if (abort.signal.aborted && this.loader.data) return this.loader.data; // the next request follows
      this.#stale ||= whole;
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  /** Before the rows of a refresh are placed. What the reader has scrolled to meanwhile is shown until it is fetched again. */
  #dropOthers() {
    const others = this.#entries;
    this.#entries = [];
    for (let index = this.#start; index < this.#end && !this.#foreign; index++) {
      if (others[index]) this.#entries[index] = others[index];
    }
    this.#places = undefined;
    this.#foreign = false;
    this.#refreshes++;
  }

  /** @param {number} offset @param {T[]} rows @param {number} seq */
  #place(offset, rows, seq) {
    for (const { id } of rows) {
      const index = this.indexOf(id);
      if (index >= 0) delete this.#entries[index]; // it has moved: what is in its former place is another one
    }
    rows.forEach((row, index) => {
      this.#entries[offset + index] = { row, seq, refresh: this.#refreshes };
    });
    this.#places = undefined;
  }

  /** Whether rows are missing that an answer may have. */
  get #askable() {
    const missing = this.#missing();
    return missing !== undefined && String(missing) !== this.#absent;
  }

  /** @returns {[number, number] | undefined} the blocks of the wanted rows that are not held, or not since the last refresh */
  #missing() {
    let first = this.#start;
    let last = Math.min(this.#end, this.total ?? this.#end);
    const isHeld = (/** @type {number} */ index) => this.#entries[index]?.refresh === this.#refreshes;
    while (first < last && isHeld(first)) first++;
    while (last > first && isHeld(last - 1)) last--;
    return first < last ? blocks(first, last) : undefined;
  }
}

/** The blocks that have the rows, as far as a request may have so many. @param {number} start @param {number} end at most {@link MOST} rows later @returns {[number, number]} */
function blocks(start, end) {
  const from = Math.floor(start / BLOCK) * BLOCK;
  const to = Math.max(from + BLOCK, Math.ceil(end / BLOCK) * BLOCK);
  return to - from > MOST ? [start, end] : [from, to];
}
