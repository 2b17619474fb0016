/** Tells the answer to the newest request to an address from one that was overtaken by it. */
export class RequestOrder {
  #requests = 0;
  /** @type {Map<string, number>} the newest request to each address that was answered */
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
