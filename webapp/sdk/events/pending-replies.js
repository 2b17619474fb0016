/**
 * @typedef {Object} Request what the next reply is about
 * @property {string} [channel] none for statistics
 * @property {(data: any) => void} [resolve]
 * @property {(error: Error) => void} [reject]
 */

/** Requests that were not answered yet. Replies come in the order of the requests, and an error does not name its request. */
export class PendingReplies {
  /** @type {Request[]} */
  #requests = [];

  /** How many replies are due. */
  get size() {
    return this.#requests.length;
  }

  /** @param {Request[]} requests one for each reply that will come */
  add(requests) {
    this.#requests.push(...requests);
  }

  /** @returns {Request} that the next reply answers */
  take() {
    return this.#requests.shift() ?? {};
  }

  /** Those that wait for their reply will get none. */
  clear() {
    const lost = this.#requests;
    this.#requests = [];
    for (const { reject } of lost) reject?.(new Error("The connection was lost"));
  }
}
