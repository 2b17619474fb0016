/** The position in one log up to which everything is known, for a subscription that resumes after it. */
export class ResumePoint {
  /** @type {number | null} null: none is known */
  position = null;
  /** @type {string | null} the epoch of the log in which the position was given; later ones are greater texts; null: none is known */
  epoch = null;
  /** @type {number | null} the position that the present subscription named; null: none */
  requested = null;

  /** What a subscription names, so that it begins after a position. @param {number} position @returns {Since} */
  since(position) {
    return this.epoch === null ? position : { seq: position, epoch: this.epoch };
  }

  /** @param {number} seq up to which everything is known @param {string} [epoch] of the log; positions of an earlier one count nothing */
  advance(seq, epoch) {
    if (epoch !== undefined && this.epoch !== null && epoch < this.epoch) return;
    const another = epoch !== undefined && this.epoch !== null && epoch !== this.epoch;
    this.position = another ? seq : Math.max(seq, this.position ?? 0);
    this.epoch = epoch ?? this.epoch;
  }

  /** The server has confirmed a subscription. @param {string | undefined} epoch that of its log; with another one a gap follows */
  confirmed(epoch) {
    if (epoch !== undefined && (this.epoch === null || !this.requested)) this.epoch = epoch;
  }

  /** @param {number} seq of an event @returns {boolean} whether it is new */
  accept(seq) {
    if (this.position !== null && seq <= this.position) return false;
    this.position = seq;
    return true;
  }

  /**
   * @param {{ from: number, to: number, epoch?: string }} gap events that were purged, or, in another epoch, or up to the requested or
   *     the known position, positions after the end of a log that was restored from a backup before or during the subscription
   * @returns {boolean} whether events are missing
   */
  gap({ from, to, epoch }) {
    const known = this.position ?? 0;
    const another = epoch !== undefined && this.epoch !== null && epoch !== this.epoch;
    if (another && epoch < /** @type {string} */ (this.epoch)) return false; // of a server that has not noticed the restore yet
    this.epoch = epoch ?? this.epoch;
    if (another || to === this.requested || to === this.position) this.position = from - 1;
    else if (to > known) this.position = to;
    else return false;
    return true;
  }
}

/** @typedef {number | { seq: number, epoch: string }} Since what a subscription names to resume */
