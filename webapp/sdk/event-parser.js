/** @typedef {{ event: string, data: string }} ServerEvent */

/** Parses server-sent events (WHATWG HTML, 9.2) from a text that comes in pieces. */
export class EventParser {
  #rest = "";
  #event = "";
  /** @type {string[]} */
  #data = [];

  /** @param {string} piece @returns {ServerEvent[]} what this piece completes */
  take(piece) {
    const lines = (this.#rest + piece).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => (line === "" ? this.#dispatch() : this.#line(line)));
  }

  /** @param {string} line @returns {[]} fields other than these two, and comments, are ignored */
  #line(line) {
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === "event") this.#event = value;
    if (name === "data") this.#data.push(value);
    return [];
  }

  /** @returns {ServerEvent[]} */
  #dispatch() {
    const event = { event: this.#event || "message", data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    return empty ? [] : [event];
  }
}
