/** @type {Map<string, { data: any, at: number }>} what pages knew when they were left */
const remembered = new Map();

/** Forgets everything: somebody else may sign in next. */
export function forgetAll() {
  remembered.clear();
}

/**
 * Loads something again and again for one page. While one load runs, any number of further requests become one more.
 * Data survives a failed load, and a visit to another page.
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
  #again = false;
  #key;
  #fetch;
  #changed;

  /** @param {string} key @param {() => Promise<T>} fetch @param {() => void} changed */
  constructor(key, fetch, changed) {
    this.#key = key;
    this.#fetch = fetch;
    this.#changed = changed;
    Object.assign(this, remembered.get(key));
  }

  /** @returns {Promise<void>} */
  async load() {
    this.#again = true;
    if (this.loading) return;
    this.loading = true;
    this.#changed();
    while (this.#again) {
      this.#again = false;
      try {
        this.data = await this.#fetch();
        this.at = Date.now();
        this.error = undefined;
        remembered.set(this.#key, { data: this.data, at: this.at });
      } catch (error) {
        this.error = error;
      }
    }
    this.loading = false;
    this.#changed();
  }
}
