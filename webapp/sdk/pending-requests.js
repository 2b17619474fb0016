/**
 * The requests on a connection that were not answered yet. The server answers them in their order, and neither names the request that
 * it refuses nor confirms a broadcast: each broadcast is therefore followed by a `ping`, whose answer shows that it was accepted.
 */
export class PendingRequests {
  /** @type {any[]} */
  #frames = [];
  /** @type {Map<any, (accepted: boolean) => void>} */
  #listeners = new Map();

  /** @param {any} frame a request that was sent */
  add(frame) {
    this.#frames.push(frame);
  }

  /** @param {any} frame a request that is being sent @param {(accepted: boolean) => void} listener called once with the outcome */
  listen(frame, listener) {
    this.#listeners.set(frame, listener);
  }

  /** The connection has ended: nothing will be answered any more. */
  clear() {
    this.#frames = [];
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const listener of listeners) listener(false);
  }

  /** @param {string} type of requests @returns {any} the oldest request, if it is of this type, which is answered now */
  accept(type) {
    while (this.#frames[0]?.type === "broadcast") this.#settle(this.#frames.shift(), true);
    return this.#frames[0]?.type === type ? this.#frames.shift() : undefined;
  }

  /** @returns {any} the oldest request, which is refused now; undefined when there is none */
  refuse() {
    const frame = this.#frames.shift();
    this.#settle(frame, false);
    return frame;
  }

  /** @param {any} frame @param {boolean} accepted */
  #settle(frame, accepted) {
    this.#listeners.get(frame)?.(accepted);
    this.#listeners.delete(frame);
  }
}
