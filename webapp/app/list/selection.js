/** The rows of a list that the user has selected, by their ids. They stay selected while they scroll, move and change. */
export class Selection {
  /** @type {Map<string, string>} names by ids */
  #names = new Map();
  /** The row that was selected last, where a range begins, and its place then. @type {{ id: string, index: number } | undefined} */
  last;

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

  /** Selects a row, or no longer. @param {{ id: string, name: string }} item @param {number} index @param {boolean} selected */
  choose(item, index, selected) {
    this.last = { id: item.id, index };
    this.set([item], selected);
  }

  clear() {
    this.#names.clear();
    this.last = undefined;
  }
}
