const CAPACITY = 200;

/**
 * @typedef {{ channel: string, data: string, timestamp: string | null }} Event `data`: the JSON as it was published
 * @typedef {Event & { id: number, at: number, whole?: boolean }} StoredEvent `whole`: a long one that was unfolded
 */

/** The channels and events of one user. It lives as long as the application, so that a page shows them again. */
export class EventStore {
  /** @type {Set<string> | null} null until the user has chosen */
  chosen = null;
  /** @type {StoredEvent[]} newest first */
  events = [];
  /** @type {StoredEvent[]} events that came while the stream was paused, newest first */
  buffered = [];
  paused = false;
  count = 0;

  /** @param {Event} event */
  add(event) {
    const stored = { ...event, id: this.count++, at: Date.now() };
    if (this.paused) this.buffered = [stored, ...this.buffered].slice(0, CAPACITY);
    else this.events = [stored, ...this.events].slice(0, CAPACITY);
  }

  /** How many events came while it was paused, including those over the capacity. */
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
