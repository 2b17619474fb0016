const KEPT = 200;

/**
 * @typedef {import("../../sdk/channels/index.js").Event & { id: number, at: number,
 *   whole?: boolean }} Heard `whole`: although it is long
 */

/** What somebody listens to and has heard; it outlives a visit to another page. */
export class Desk {
  /** @type {Set<string> | null} null until they chose */
  chosen = null;
  /** @type {Heard[]} newest first */
  events = [];
  /** @type {Heard[]} what came while the stream was paused, newest first */
  held = [];
  paused = false;
  count = 0;

  /** @param {import("../../sdk/channels/index.js").Event} event */
  hear(event) {
    const heard = { ...event, id: this.count++, at: Date.now() };
    if (this.paused) this.held = [heard, ...this.held].slice(0, KEPT);
    else this.events = [heard, ...this.events].slice(0, KEPT);
  }

  /** How many came while it was paused, also those that are too many to keep. */
  get missed() {
    return this.held.length === 0 ? 0 : this.held[0].id - (this.events[0]?.id ?? this.#cleared);
  }

  #cleared = -1;

  pause() {
    this.paused = true;
  }

  resume() {
    this.events = [...this.held, ...this.events].slice(0, KEPT);
    this.held = [];
    this.paused = false;
  }

  clear() {
    this.#cleared = this.count - 1;
    this.events = [];
    this.held = [];
  }
}

/** @type {Map<string, Desk>} */
const desks = new Map();

/** @param {string} user */
export function deskOf(user) {
  const desk = desks.get(user) ?? new Desk();
  desks.set(user, desk);
  return desk;
}
