import { Stream } from "./stream.js";

/** The streams that stand in for a socket that does not open: one for each table, which begin and end together. */
export class Streams {
  /** Whether they have begun to tell events. */
  told = false;
  /** @type {Map<string, Stream>} */
  #streams = new Map();
  #open;

  /**
   * @param {{ baseUrl: string, org: string, token: string | null | undefined }} server
   * @param {import("./environment.js").Environment} env
   * @param {import("./stream.js").StreamHandlers} handlers
   */
  constructor({ baseUrl, org, token }, env, handlers) {
    const onDown = (/** @type {number} */ code, /** @type {number} */ wait) => {
      this.close();
      handlers.onDown(code, wait);
    };
    this.#open = (/** @type {string} */ channel, /** @type {number | undefined} */ since) => {
      const query = { channel, org_id: org, ...(since === undefined ? {} : { since: String(since) }) };
      return new Stream(`${baseUrl}/api/events?${new URLSearchParams(query)}`, token, env, { ...handlers, onDown });
    };
  }

  /** Milliseconds since the one that has said nothing for longest was heard. */
  get silence() {
    return Math.max(0, ...[...this.#streams.values()].map((stream) => stream.silence));
  }

  /** @param {Map<string, number | undefined>} tables each from after a position, or from now on; anew if it is there */
  ask(tables) {
    for (const [table, since] of tables) {
      this.#streams.get(table)?.close();
      this.#streams.set(table, this.#open(table, since));
    }
  }

  /** @param {string[]} tables that nobody wants any more */
  giveUp(tables) {
    for (const table of tables) {
      this.#streams.get(table)?.close();
      this.#streams.delete(table);
    }
  }

  close() {
    this.giveUp([...this.#streams.keys()]);
  }
}
