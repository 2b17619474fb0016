/** The months whose incidents and maintenances were shown, and what could not be fetched of them. */
export class ReportMonths {
  /** @type {Map<string, boolean>} whether each was fetched */
  #months = new Map();
  /** @type {Map<string, unknown>} why a kind and month could not be fetched */
  #errors = new Map();

  /** @param {string} month such as 2026-03 @returns {string[]} all that were shown, and this one */
  with(month) {
    return [...new Set([...this.#months.keys(), month])];
  }

  /** @param {string} month whether its incidents and maintenances were fetched */
  has(month) {
    return this.#months.get(month) ?? false;
  }

  /** @param {string} month that is shown from now on */
  begin(month) {
    this.#months.set(month, this.has(month));
  }

  /** @param {string} month @param {boolean} fetched both of its kinds */
  end(month, fetched) {
    this.#months.set(month, this.has(month) || fetched);
  }

  /** @param {string} kind @param {string} month @param {unknown} error undefined: it was fetched */
  note(kind, month, error) {
    if (error === undefined) this.#errors.delete(`${kind} ${month}`);
    else this.#errors.set(`${kind} ${month}`, error);
  }

  /** @param {string} kind @param {string} month whether its last fetch failed */
  lacks(kind, month) {
    return this.#errors.has(`${kind} ${month}`);
  }

  /** @param {string} month whether its last fetch failed */
  failed(month) {
    return [...this.#errors.keys()].some((key) => key.endsWith(` ${month}`));
  }

  /** @returns {unknown} why something is missing */
  get error() {
    return [...this.#errors.values()][0];
  }

  /** All are to be fetched again. */
  clear() {
    this.#errors.clear();
    for (const month of this.#months.keys()) this.#months.set(month, false);
  }
}
