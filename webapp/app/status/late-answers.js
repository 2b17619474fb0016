import { lacksPulse } from "./page-state.js";

/** @typedef {import("./page-state.js").StatusEvent} StatusEvent */

/** The server answers all readers of a second alike, so an answer may lack the pulses of that time; a second and what a network adds. */
const SHARED_MS = 2_000;

/** The pulses that an answer of the server may lack. */
export class RecentPulses {
  /** @type {{ event: StatusEvent, at: number }[]} */
  #pulses = [];
  #now;

  /** @param {() => number} now */
  constructor(now) {
    this.#now = now;
  }

  /** @param {StatusEvent} event that came now; others than pulses are ignored */
  add(event) {
    if (event.action === "pulse") this.#pulses = [...this.#current(), { event, at: this.#now() }];
  }

  /** @returns {StatusEvent[]} those of the time that an answer from now on may lack */
  get all() {
    return this.#current().map(({ event }) => event);
  }

  /**
   * @param {StatusEvent[]} pulses
   * @param {import("./page-state.js").State | null} state of an answer
   * @returns {StatusEvent[]} those that it lacks
   */
  static lacking(pulses, state) {
    return pulses.filter((pulse) => state && lacksPulse(state, pulse));
  }

  #current() {
    const oldest = this.#now() - SHARED_MS;
    return this.#pulses.filter(({ at }) => at > oldest);
  }
}

/** Detects answers that were overtaken by the answer to a later request to the same address. */
export class RequestOrder {
  #requests = 0;
  /** @type {Map<string, number>} the latest answered request of each address */
  #answered = new Map();

  /** @returns {number} identifies a request that begins now */
  begin() {
    return ++this.#requests;
  }

  /** @param {string} address @param {number} request @returns {boolean} whether no later request was answered before */
  accept(address, request) {
    if (request < (this.#answered.get(address) ?? 0)) return false;
    this.#answered.set(address, request);
    return true;
  }
}
