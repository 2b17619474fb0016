/** Requests that were not answered yet. Replies come in the order of the requests, and an error does not name its request. */
export class PendingReplies {
  /** @type {(string | undefined)[]} */
  #channels = [];

  /** @param {(string | undefined)[]} channels one for each reply that will come; undefined where it is about none */
  add(channels) {
    this.#channels.push(...channels);
  }

  /** @returns {string | undefined} the channel of the request that the next reply answers */
  take() {
    return this.#channels.shift();
  }

  clear() {
    this.#channels = [];
  }
}
