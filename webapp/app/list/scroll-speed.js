/** The speed is that of this time at least, since single events tell too little. */
const MEASURED_MS = 100;
/** After such a pause the reader scrolls anew. */
const PAUSE_MS = 1_000;
/** What comes onto the screen within this time is fetched, so that it is there in time. */
const AHEAD_MS = 1_000;
/** In rows a millisecond. At a higher speed no one can read, and what is ahead has passed before it is fetched. */
const FASTEST = 0.4;

/** How fast a reader scrolls through the rows of a list, and how far ahead rows are needed therefore. */
export class ScrollSpeed {
  /** @type {{ place: number, at: number } | undefined} */
  #begin;
  /** In rows a millisecond, negative upwards. */
  #speed = 0;

  /** @param {number} place the row at the upper edge of the screen, with its fraction @param {number} now in ms */
  moved(place, now) {
    const { at, place: from } = this.#begin ?? { at: -Infinity, place };
    const ms = now - at;
    if (ms < MEASURED_MS) return;
    this.#speed = ms > PAUSE_MS ? 0 : (place - from) / ms;
    this.#begin = { place, at: now };
  }

  /** The reader scrolls no longer, or elsewhere. */
  stop() {
    this.#begin = undefined;
    this.#speed = 0;
  }

  /** How many rows come onto the screen soon: negative, if before its first row. */
  get ahead() {
    return Math.abs(this.#speed) > FASTEST ? 0 : Math.round(this.#speed * AHEAD_MS);
  }
}
