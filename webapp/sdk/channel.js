import { ResumePoints } from "./resume-points.js";

/**
 * @typedef {"INSERT" | "UPDATE" | "DELETE"} EventType
 *
 * @typedef {Object} Selection the changes that a callback receives
 * @property {EventType | "*"} event
 * @property {string} [schema] accepted for compatibility; there is one
 * @property {string} table
 * @property {string} [filter] such as `org_id=eq.acme`
 *
 * @typedef {Object} Change
 * @property {EventType | "POLL"} eventType `POLL`: fetch again, because there is no live connection, or because events are missing
 *     that the server no longer has
 * @property {string} schema
 * @property {string} table
 * @property {Record<string, any>} new the changed columns, with `id`; empty after a DELETE
 * @property {Record<string, any>} old the `id`
 * @property {string | null} commit_timestamp
 * @property {number} [seq] the position of the event, once the connection resumes
 * @property {any} frame the frame as it came; for `POLL` the `gap`, or null
 */

/**
 * `SUBSCRIBED`: events are delivered from now on; earlier ones may be missing. `RESUMED`: events are delivered, and none is missing
 * since the position that the caller had reached.
 *
 * @typedef {"SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CLOSED"} ChannelStatus
 */

/** Callbacks under one name. Made by `api.channel(name)`; lives from `subscribe` to `api.removeChannel`. */
export class Channel {
  /** @type {{ selection: Selection, callback: (change: Change) => void }[]} */
  #bindings = [];
  /** @type {((status: ChannelStatus) => void) | undefined} */
  #onStatus;
  resumePoints = new ResumePoints();
  #realtime;
  #onError;

  /**
   * @param {string} name local to this client, never sent
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
   * Resumes after a position up to which the caller has everything, such as that of a snapshot. Events up to it are not delivered
   * any more, and every connection from now on resumes after the last event that was delivered: changes that are committed while
   * there is none come afterwards, once and in order. Called before `subscribe`, it holds for the first connection as well.
   *
   * @param {number} seq the value of `X-Heliograph-Seq`; one before an event that was delivered already changes nothing
   * @param {string} [table] needed only where the channel has several
   */
  since(seq, table) {
    const tables = table ? [table] : this.tables;
    if (!Number.isSafeInteger(seq) || seq < 0) throw new TypeError(`Not a position: ${seq}`);
    if (tables.length !== 1) throw new TypeError("Say of which table this is the position");
    this.resumePoints.set(tables[0], seq);
    return this;
  }

  /** @param {(status: ChannelStatus) => void} [onStatus] */
  subscribe(onStatus) {
    this.#onStatus = onStatus;
    this.#realtime.add(this);
    return this;
  }

  /** The tables of this channel, by the filter they are subscribed to with. */
  get tablesByFilter() {
    /** @type {Map<string | undefined, Set<string>>} */
    const byFilter = new Map();
    for (const { selection } of this.#bindings) {
      const tables = byFilter.get(selection.filter) ?? new Set();
      byFilter.set(selection.filter, tables.add(selection.table));
    }
    return byFilter;
  }

  /** The tables of this channel. */
  get tables() {
    return [...new Set(this.#bindings.map(({ selection }) => selection.table))];
  }

  /** @param {any} frame an event frame; a duplicate is dropped */
  deliver(frame) {
    const { channel: table, seq } = frame;
    if (!this.tables.includes(table)) return;
    if (seq !== undefined) {
      const order = this.resumePoints.accept(table, seq);
      if (order === "duplicate") return;
      if (order === "gap") this.poll(table); // without a gap frame the reason is unknown: fetch rather than miss a change
    }
    this.#dispatch(frame);
  }

  /** @param {any} frame */
  #dispatch(frame) {
    const deleted = frame.event === "DELETE";
    const payload = frame.payload ?? {};
    for (const { selection, callback } of [...this.#bindings]) {
      if (selection.table !== frame.channel) continue;
      if (selection.event !== "*" && selection.event !== frame.event) continue;
      this.#call(callback, {
        eventType: frame.event,
        schema: selection.schema ?? "public",
        table: frame.channel,
        new: deleted ? {} : payload,
        old: deleted ? payload : { id: payload.id },
        commit_timestamp: frame.timestamp ?? null,
        ...(frame.seq === undefined ? {} : { seq: frame.seq }),
        frame,
      });
    }
  }

  /**
   * Events are missing in the log.
   *
   * @param {any} frame the `gap`
   * @param {number | undefined} end the last position of the log, where it was restored from a backup
   */
  gap(frame, end) {
    const { channel: table, to } = frame;
    const last = this.resumePoints.get(table) ?? 0;
    const missed = end === undefined ? last < to : last > end;
    if (!missed || !this.tables.includes(table)) return;
    if (end === undefined) this.resumePoints.advance(table, to);
    else this.resumePoints.rewind(table, end);
    this.poll(table, frame);
  }

  /** Calls every callback with `POLL`. @param {string} [only] those of this table @param {any} [frame] */
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
   * A callback that throws does not keep the others from being called.
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
