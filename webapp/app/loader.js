/** So much data is kept: each letter of a search makes a list with a key of its own. */
const KEPT = 40;
/** @type {Map<string, { data: any, at: number }>} the data of pages that were left, the oldest first */
const loaded = new Map();

/** Discards all data, since another user may sign in next. */
export function clearLoaded() {
  loaded.clear();
}

/**
 * Loads the data of one page, and loads it again on request. While one load runs, any number of further requests cause one more,
 * and those for events that its answer covers cause none. Data survives a failed load, and a visit to another page.
 *
 * @template T
 */
export class Loader {
  /** @type {T | undefined} */
  data;
  /** @type {number | undefined} */
  at;
  /** @type {unknown} */
  error;
  loading = false;
  /** @type {(seq: number, epoch?: string) => void} receives the position in the log up to which the data is complete */
  onSeq = () => {};
  /** The position that the next load must cover; Infinity: it must begin from now on; 0: no load is due. */
  #due = 0;
  #seq = 0;
  #key;
  #fetch;
  #changed;

  /** @param {string | (() => string)} key of the data; asked for again before each load, where it may change @param {(onSeq: (seq: number, epoch?: string) => void) => Promise<T>} fetch @param {() => void} changed */
  constructor(key, fetch, changed) {
    this.#key = typeof key === "string" ? () => key : key;
    this.#fetch = fetch;
    this.#changed = changed;
    Object.assign(this, loaded.get(this.#key()));
  }

  /** @param {number} [seq] the position of the event because of which, where it has one @returns {Promise<void>} */
  async load(seq = Infinity) {
    if (seq > this.#seq) this.#due = Math.max(this.#due, seq);
    if (this.loading || this.#due === 0) return;
    this.loading = true;
    this.#changed();
    while (this.#due > 0) {
      this.#due = 0;
      await this.#loadOnce();
      if (this.#due <= this.#seq) this.#due = 0;
    }
    this.loading = false;
    this.#changed();
  }

  async #loadOnce() {
    /** @type {{ seq: number, epoch?: string } | undefined} */
    let position;
    const key = this.#key();
    try {
      this.data = await this.#fetch((seq, epoch) => (position ??= { seq, epoch })); // of several answers the first, since the later ones cover more
      this.at = Date.now();
      this.error = undefined;
      keep(key, { data: this.data, at: this.at });
    } catch (error) {
      this.error = error;
      return;
    }
    this.#seq = position?.seq ?? 0;
    if (position) this.onSeq(position.seq, position.epoch);
  }
}

/** @param {string} key @param {{ data: any, at: number }} data */
function keep(key, data) {
  loaded.delete(key);
  loaded.set(key, data);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= KEPT) break;
    loaded.delete(oldest);
  }
}
