/** The rows of a list that the user has selected, by their ids. They stay selected while they scroll, move and change. */
export class Selection {
  /** @type {Map<string, string>} names by ids */
  #names = new Map();
  /** @type {number | undefined} the row that was selected last, where a range begins */
  #last;

  get size() {
    return this.#names.size;
  }

  /** @returns {{ id: string, name: string }[]} */
  get items() {
    return [...this.#names].map(([id, name]) => ({ id, name }));
  }

  /** @param {string} id */
  has(id) {
    return this.#names.has(id);
  }

  /** @param {{ id: string, name: string }[]} items @param {boolean} selected */
  set(items, selected) {
    for (const { id, name } of items) {
      if (selected) this.#names.set(id, name);
      else this.#names.delete(id);
    }
  }

  /**
   * Selects a row, or no longer; with the shift key all rows between it and the one before.
   *
   * @param {number} index @param {boolean} selected @param {boolean} range @param {(index: number) => { id: string, name: string } | undefined} at
   */
  choose(index, selected, range, at) {
    const from = range ? (this.#last ?? index) : index;
    this.#last = index;
    const items = [];
    for (let place = Math.min(from, index); place <= Math.max(from, index); place++) {
      const item = at(place);
      if (item) items.push(item);
    }
    this.set(items, selected);
  }

  clear() {
    this.#names.clear();
    this.#last = undefined;
  }
}
