/**
 * How far one caller is in the log of each table. A position is told by the caller, from then on moves with each event, and never
 * goes back but where the log itself did.
 */
export class Positions {
  /** @type {Map<string, number>} */
  #reached = new Map();
  /** @type {Set<string>} the tables of which the caller itself has named a position */
  #named = new Set();

  /** @param {string} table @param {number} seq the caller knows everything up to here */
  name(table, seq) {
    this.#named.add(table);
    this.advance(table, seq);
  }

  /** @param {string} table whether the caller asks to resume */
  isNamed(table) {
    return this.#named.has(table);
  }

  /** @param {string} table @returns {number | undefined} */
  of(table) {
    return this.#reached.get(table);
  }

  /** @param {string} table @param {number} seq */
  advance(table, seq) {
    this.#reached.set(table, Math.max(seq, this.of(table) ?? 0));
  }

  /** @param {string} table @param {number} seq the log was put back to an older state, and ends here */
  goBack(table, seq) {
    this.#reached.set(table, Math.min(seq, this.of(table) ?? seq));
  }

  /** @param {string} table events come without positions: of a table that nobody named one of none is known */
  forget(table) {
    if (!this.#named.has(table)) this.#reached.delete(table);
  }

  /**
   * Takes an event's position.
   *
   * @param {string} table @param {number} seq
   * @returns {"known" | "next" | "beyond"} whether the caller has it already, lacks just this one, or lacks more than this one
   */
  reach(table, seq) {
    const last = this.of(table);
    if (last !== undefined && seq <= last) return "known";
    this.#reached.set(table, seq);
    return last === undefined || seq === last + 1 ? "next" : "beyond";
  }
}
