const CAPACITY = 200;

/**
 * @typedef {import("../../sdk/channels/index.js").Event & { id: number, at: number,
 *   whole?: boolean }} StoredEvent `whole`: although it is long
 */

/** What somebody listens to and has stored; it outlives a visit to another page. */
export class EventStore {
  /** @type {Set<string> | null} null until they chose */
  chosen = null;
  /** @type {StoredEvent[]} newest first */
  events = [];
  /** @type {StoredEvent[]} what came while the stream was paused, newest first */
  buffered = [];
  paused = false;
  count = 0;

  /** @param {import("../../sdk/channels/index.js").Event} event */
  add(event) {
    const stored = { ...event, id: this.count++, at: Date.now() };
    if (this.paused) this.buffered = [stored, ...this.buffered].slice(0, CAPACITY);
    else this.events = [stored, ...this.events].slice(0, CAPACITY);
  }

  /** How many came while it was paused, also those that are too many to keep. */
  get bufferedCount() {
    return this.buffered.length === 0 ? 0 : this.buffered[0].id - (this.events[0]?.id ?? this.#cleared);
  }

  #cleared = -1;

  pause() {
    this.paused = true;
  }

  resume() {
    this.events = [...this.buffered, ...this.events].slice(0, CAPACITY);
    this.buffered = [];
    this.paused = false;
  }

  clear() {
    this.#cleared = this.count - 1;
    this.events = [];
    this.buffered = [];
  }
}

/** @type {Map<string, EventStore>} */
const stores = new Map();

/** @param {string} user */
export function eventStoreOf(user) {
  const store = stores.get(user) ?? new EventStore();
  stores.set(user, store);
  return store;
}
