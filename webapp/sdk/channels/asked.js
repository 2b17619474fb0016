/** What was asked and not yet answered. Answers come in the order of the questions, and a refusal does not say which it is about. */
export class Asked {
  /** @type {(string | undefined)[]} */
  #channels = [];

  /** @param {(string | undefined)[]} channels one for each answer that will come; undefined where it is about none */
  add(channels) {
    this.#channels.push(...channels);
  }

  /** @returns {string | undefined} the channel that the next answer is about */
  answered() {
    return this.#channels.shift();
  }

  clear() {
    this.#channels = [];
  }
}
