/**
 * The position in each table's log up to which one channel has everything. It advances with each event, and goes back only when the
 * log was restored from a backup.
 */
export class ResumePoints {
  /** @type {Map<string, number>} */
  #positions = new Map();
  /** @type {Set<string>} the tables in which the caller asked to resume */
  #explicit = new Set();

  /** @param {string} table @param {number} seq the caller has everything up to here, and asks to resume after it */
  set(table, seq) {
    this.#explicit.add(table);
    this.advance(table, seq);
  }

  /** @param {string} table whether the caller asks to resume */
  isExplicit(table) {
    return this.#explicit.has(table);
  }

  /** @param {string} table @returns {number | undefined} */
  get(table) {
    return this.#positions.get(table);
  }

  /** @param {string} table @param {number} seq */
  advance(table, seq) {
    this.#positions.set(table, Math.max(seq, this.get(table) ?? 0));
  }

  /** @param {string} table @param {number} seq the last of a log that was restored from a backup */
  rewind(table, seq) {
    this.#positions.set(table, Math.min(seq, this.get(table) ?? seq));
  }

  /** @param {string} table whose events come without positions from now on */
  clear(table) {
    if (!this.#explicit.has(table)) this.#positions.delete(table);
  }

  /**
   * Takes an event's position.
   *
   * @param {string} table @param {number} seq
   * @returns {"duplicate" | "next" | "gap"} `gap`: events before this one are missing
   */
  accept(table, seq) {
    const last = this.get(table);
    if (last !== undefined && seq <= last) return "duplicate";
    this.#positions.set(table, seq);
    return last === undefined || seq === last + 1 ? "next" : "gap";
  }
}
