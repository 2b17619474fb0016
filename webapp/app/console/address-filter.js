/**
 * The values of a part of the console that are in its address, so that it can be linked and loaded again.
 *
 * @template {string} Name
 */
export class AddressFilter {
  /** @type {Record<Name, string>} */
  values;
  #path;

  /**
   * @param {string} path @param {Name[]} names @param {string} search of the present address
   * @param {Partial<Record<Name, (value: string) => boolean>>} [valid] which values there are: another one in the address, which someone
   *     may have mistyped, is none
   */
  constructor(path, names, search, valid = {}) {
    this.#path = path;
    const query = new URLSearchParams(search);
    this.values = /** @type {Record<Name, string>} */ (
      Object.fromEntries(names.map((name) => [name, known(query.get(name) ?? "", valid[name])]))
    );
  }

  /** Changes some values, and the address with them. @param {Partial<Record<Name, string>>} values */
  choose(values) {
    Object.assign(this.values, values);
    history.replaceState(null, "", this.path);
  }

  /** The values that are not empty. @returns {Record<string, string>} */
  get query() {
    return Object.fromEntries(/** @type {[string, string][]} */ (Object.entries(this.values)).filter(([, value]) => value));
  }

  get isEmpty() {
    return Object.keys(this.query).length === 0;
  }

  get path() {
    return this.isEmpty ? this.#path : `${this.#path}?${new URLSearchParams(this.query)}`;
  }
}

/** @param {string} value @param {(value: string) => boolean} [valid] */
const known = (value, valid = () => true) => (valid(value) ? value : "");
