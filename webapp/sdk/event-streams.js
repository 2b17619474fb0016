import { LOST } from "./connection.js";
import { EventStream } from "./event-stream.js";

/** @typedef {import("./resume-points.js").Position} Position */

/**
 * Server-sent events in place of a socket that does not open: one stream for each table. They begin and end together, but for one that
 * the server refuses: the others go on.
 */
export class EventStreams {
  /** Whether the server has confirmed a subscription. */
  confirmed = false;
  /** @type {Map<string, EventStream>} */
  #streams = new Map();
  #openStream;

  /**
   * @param {{ baseUrl: string, org: string, token: string | null | undefined }} server
   * @param {import("./rest.js").Environment} env
   * @param {{ onFrame: (frame: any) => void, onDown: (code: number, wait: number) => void,
   *   onRefused: (table: string, message: string) => void }} handlers
   */
  constructor({ baseUrl, org, token }, env, handlers) {
    const onDown = (/** @type {number} */ code, /** @type {number} */ wait) => {
      this.close();
      handlers.onDown(code, wait);
    };
    this.#openStream = (/** @type {string} */ channel, /** @type {Position | undefined} */ since) => {
      const query = new URLSearchParams({ channel, org_id: org });
      if (since) query.set("since", String(since.seq));
      if (since?.epoch !== undefined) query.set("epoch", since.epoch);
      const onRefused = (/** @type {string} */ message) => {
        this.closeTables([channel]);
        handlers.onRefused(channel, message);
        if (this.#streams.size === 0) onDown(LOST, 0);
      };
      const url = `${baseUrl}/api/events?${query}`;
      return new EventStream(url, token, env, { onFrame: handlers.onFrame, onDown, onRefused });
    };
  }

  /** Milliseconds since the last data of the stream that has been silent for longest. */
  get silence() {
    return Math.max(0, ...[...this.#streams.values()].map((stream) => stream.silence));
  }

  /** @param {Map<string, Position | undefined>} tables each after a position, or from now on; one that is open is opened anew */
  open(tables) {
    for (const [table, since] of tables) {
      this.#streams.get(table)?.close();
      this.#streams.set(table, this.#openStream(table, since));
    }
  }

  /** @param {string[]} tables */
  closeTables(tables) {
    for (const table of tables) {
      this.#streams.get(table)?.close();
      this.#streams.delete(table);
    }
  }

  close() {
    this.closeTables([...this.#streams.keys()]);
  }
}
