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
