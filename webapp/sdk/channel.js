import { Positions } from "./positions.js";

/**
 * @typedef {"INSERT" | "UPDATE" | "DELETE"} EventType
 *
 * @typedef {Object} Selection which changes a callback wants
 * @property {EventType | "*"} event
 * @property {string} [schema] accepted for compatibility; there is one
 * @property {string} table
 * @property {string} [filter] such as `org_id=eq.acme`
 *
 * @typedef {Object} Change
 * @property {EventType | "POLL"} eventType `POLL`: it is time to look again, because nothing tells events now or because some are
 *     missing that the server no longer has
 * @property {string} schema
 * @property {string} table
 * @property {Record<string, any>} new the changed columns, with `id`; empty after a DELETE
 * @property {Record<string, any>} old the `id`
 * @property {string | null} commit_timestamp
 * @property {number} [seq] the position of the event, once the connection resumes
 * @property {any} frame the frame as it came; for `POLL` the `gap`, or null
 *
 * `SUBSCRIBED`: from now on events are told; what came before was missed. `RESUMED`: events are told, and none was missed since
 * the position that the caller had reached.
 *
 * @typedef {"SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CLOSED"} ChannelStatus
 */

/** Callbacks under one name. Made by `api.channel(name)`; lives from `subscribe` to `api.removeChannel`. */
export class Channel {
  /** @type {{ selection: Selection, callback: (change: Change) => void }[]} */
  #bindings = [];
  /** @type {((status: ChannelStatus) => void) | undefined} */
  #onStatus;
  /** How far its caller is. */
  positions = new Positions();
  #realtime;
  #onError;

  /**
   * @param {string} name known to this client only, never sent
   * @param {{ add(channel: Channel): void }} realtime
   * @param {(error: unknown) => void} onError
   */
  constructor(name, realtime, onError) {
    this.name = name;
    this.#realtime = realtime;
    this.#onError = onError;
  }

  /**
   * @param {"postgres_changes"} type
   * @param {Selection} selection
   * @param {(change: Change) => void} callback
   */
  on(type, selection, callback) {
    if (type !== "postgres_changes") throw new TypeError(`Unknown kind of subscription: ${type}`);
    if (!selection?.table) throw new TypeError("A subscription needs a table");
    this.#bindings.push({ selection, callback });
    return this;
  }

  /**
   * Says that the caller knows everything up to a position, such as that of a snapshot. Events up to it are told no more, and
   * every connection that opens from now on resumes after the last event that was told: so what is committed while there is none
   * comes afterwards, once and in order. Named before `subscribe`, the first connection resumes as well.
   *
   * @param {number} seq what `X-Heliograph-Seq` said; one that lies behind what was told already changes nothing
   * @param {string} [table] needed only where the channel has several
   */
  since(seq, table) {
    const tables = table ? [table] : this.tables;
    if (!Number.isSafeInteger(seq) || seq < 0) throw new TypeError(`Not a position: ${seq}`);
    if (tables.length !== 1) throw new TypeError("Say of which table this is the position");
    this.positions.name(tables[0], seq);
    return this;
  }

  /** @param {(status: ChannelStatus) => void} [onStatus] */
  subscribe(onStatus) {
    this.#onStatus = onStatus;
    this.#realtime.add(this);
    return this;
  }

  /** The tables this channel listens to, by the filter they are asked for with. */
  get wanted() {
    /** @type {Map<string | undefined, Set<string>>} */
    const wanted = new Map();
    for (const { selection } of this.#bindings) {
      const tables = wanted.get(selection.filter) ?? new Set();
      wanted.set(selection.filter, tables.add(selection.table));
    }
    return wanted;
  }

  /** The tables this channel listens to. */
  get tables() {
    return [...new Set(this.#bindings.map(({ selection }) => selection.table))];
  }

  /** @param {any} frame an event frame, which is told unless the caller has it already */
  deliver(frame) {
    const { channel: table, seq } = frame;
    if (!this.tables.includes(table)) return;
    if (seq !== undefined) {
      const reached = this.positions.reach(table, seq);
      if (reached === "known") return;
      if (reached === "beyond") this.poll(table); // nobody has said why: look again rather than miss it
    }
    this.#tell(frame);
  }

  /** @param {any} frame */
  #tell(frame) {
    const gone = frame.event === "DELETE";
    const payload = frame.payload ?? {};
    for (const { selection, callback } of [...this.#bindings]) {
      if (selection.table !== frame.channel) continue;
      if (selection.event !== "*" && selection.event !== frame.event) continue;
      this.#call(callback, {
        eventType: frame.event,
        schema: selection.schema ?? "public",
        table: frame.channel,
        new: gone ? {} : payload,
        old: gone ? payload : { id: payload.id },
        commit_timestamp: frame.timestamp ?? null,
        ...(frame.seq === undefined ? {} : { seq: frame.seq }),
        frame,
      });
    }
  }

  /**
   * Positions are gone from the log.
   *
   * @param {any} frame the `gap`
   * @param {number | undefined} end where the log ends, when it was put back to an older state
   */
  miss(frame, end) {
    const { channel: table, to } = frame;
    const last = this.positions.of(table) ?? 0;
    const missed = end === undefined ? last < to : last > end;
    if (!missed || !this.tables.includes(table)) return;
    if (end === undefined) this.positions.advance(table, to);
    else this.positions.goBack(table, end);
    this.poll(table, frame);
  }

  /** Fires every callback, because no event does. @param {string} [only] those of this table @param {any} [frame] */
  poll(only, frame = null) {
    for (const { selection, callback } of [...this.#bindings]) {
      const { schema = "public", table } = selection;
      if (only && table !== only) continue;
      this.#call(callback, { eventType: "POLL", schema, table, new: {}, old: {}, commit_timestamp: null, frame });
    }
  }

  /** @param {ChannelStatus} status */
  notify(status) {
    if (this.#onStatus) this.#call(this.#onStatus, status);
  }

  /**
   * A callback that throws must not take the others with it.
   *
   * @template T
   * @param {(value: T) => void} callback
   * @param {T} value
   */
  #call(callback, value) {
    try {
      callback(value);
    } catch (error) {
      this.#onError(error);
    }
  }
}
