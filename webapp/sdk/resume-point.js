/** The position in one log up to which everything is known, for a subscription that resumes after it. */
export class ResumePoint {
  /** @type {number | null} null: none is known */
  position = null;
  /** @type {number | null} the position that the present subscription named; null: none */
  requested = null;

  /** @param {number} seq up to which everything is known */
  advance(seq) {
    this.position = Math.max(seq, this.position ?? 0);
  }

  /** @param {number} seq of an event @returns {boolean} whether it is new */
  accept(seq) {
    if (this.position !== null && seq <= this.position) return false;
    this.position = seq;
    return true;
  }

  /**
   * @param {{ from: number, to: number }} gap events that were purged, or, up to the requested or the known position, positions
   *     after the end of a log that was restored from a backup before or during the subscription
   * @returns {boolean} whether events are missing
   */
  gap({ from, to }) {
    const known = this.position ?? 0;
    if (to === this.requested || to === this.position) this.position = from - 1;
    else if (to > known) this.position = to;
    else return false;
    return true;
  }
}
