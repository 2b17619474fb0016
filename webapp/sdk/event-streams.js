import { LOST } from "./connection.js";
import { EventStream } from "./event-stream.js";

/** @typedef {import("./connection.js").Position} Position */

/**
 * The position in each table's log up to which one channel has everything. It advances with each event, and goes back only when the
 * log was restored from a backup.
 */
export class ResumePoints {
  /** @type {Map<string, Position>} */
  #positions = new Map();
  /** @type {Set<string>} the tables in which the caller asked to resume */
  #explicit = new Set();

  /** @param {string} table @param {Position} position the caller has everything up to here, and asks to resume after it */
  set(table, { seq, epoch }) {
    this.#explicit.add(table);
    this.advance(table, seq, epoch);
  }

  /** @param {string} table whether the caller asks to resume */
  isExplicit(table) {
    return this.#explicit.has(table);
  }

  /** @param {string} table @returns {number | undefined} */
  get(table) {
    return this.#positions.get(table)?.seq;
  }

  /** @param {string} table @returns {Position | undefined} */
  position(table) {
    return this.#positions.get(table);
  }

  /** @param {string} table @param {number} seq @param {string} [epoch] positions of an earlier one than the known count nothing */
  advance(table, seq, epoch) {
    const known = this.#positions.get(table);
    if (epoch !== undefined && known?.epoch !== undefined && epoch < known.epoch) return;
    const another = epoch !== undefined && known?.epoch !== undefined && epoch !== known.epoch;
    this.#positions.set(table, { seq: another ? seq : Math.max(seq, known?.seq ?? 0), epoch: epoch ?? known?.epoch });
  }

  /** @param {string} table @param {string | undefined} epoch of the log whose positions are delivered; kept unless one is known */
  learn(table, epoch) {
    const known = this.#positions.get(table);
    if (known && (known.epoch === undefined || known.seq === 0))
      this.#positions.set(table, { ...known, epoch: epoch ?? known.epoch });
  }

  /** @param {string} table @param {number} seq the last of a log that was restored from a backup @param {string} [epoch] of that log */
  rewind(table, seq, epoch) {
    const known = this.#positions.get(table);
    this.#positions.set(table, { seq: Math.min(seq, known?.seq ?? seq), epoch: epoch ?? known?.epoch });
  }

  /** @param {string} table whose events come without positions from now on */
  clear(table) {
    if (!this.#explicit.has(table)) this.#positions.delete(table);
  }

  /**
   * Takes an event's position.
   *
   * @param {string} table @param {number} seq
   * @returns {"duplicate" | "next" | "gap"} `gap`: events before this one are missing
   */
  accept(table, seq) {
    const last = this.#positions.get(table);
    if (last !== undefined && seq <= last.seq) return "duplicate";
    this.#positions.set(table, { seq, epoch: last?.epoch });
    return last === undefined || seq === last.seq + 1 ? "next" : "gap";
  }

  /**
   * Takes a gap.
   *
   * @param {{ channel: string, from: number, to: number, epoch?: string }} gap
   * @param {{ end?: number, epoch?: string }} subscription `end`: the last position of the log, where it was restored from a backup
   *     before the subscription; `epoch` that the subscription named
   * @returns {boolean} whether events are missing
   */
  gap({ channel: table, from, to, epoch }, subscription) {
    const known = this.#positions.get(table);
    const last = known?.seq ?? 0;
    if (epoch !== undefined && known?.epoch !== undefined) {
      if (epoch < known.epoch) return false; // of a server that has not noticed the restore yet
      // it is the gap of another channel, which knows the earlier log
      if (epoch === known.epoch && subscription.epoch !== undefined && subscription.epoch < epoch && from === 1 && last < to)
        return false;
      if (epoch !== known.epoch) {
        this.rewind(table, from - 1, epoch);
        return true;
      }
    }
    // restored during this subscription: the gap takes back everything down to `from`
    const rewindTo = subscription.end ?? (to === last ? from - 1 : undefined);
    const missed = rewindTo === undefined ? last < to : last > rewindTo;
    if (!missed) return false;
    if (rewindTo === undefined) this.advance(table, to, epoch);
    else this.rewind(table, rewindTo, epoch);
    return true;
  }
}

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
