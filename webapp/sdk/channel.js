import { CONFIRMATION_MS, call, positionOf } from "./connection.js";
import { ResumePoints } from "./event-streams.js";

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
 * @typedef {import("./connection.js").ChannelStatus} ChannelStatus
 * @typedef {import("./connection.js").StatusListener} StatusListener
 * @typedef {import("./connection.js").Outcome} Outcome
 *
 * @typedef {{ type: "broadcast", event: string, payload: Record<string, any> }} Broadcast a message of one client to the other
 *     subscribers of its organisation
 *
 * @typedef {{ broadcast?: { self?: boolean } }} ChannelConfig `self`: the channel's own broadcasts reach its callbacks as well
 */

/** The table on which clients broadcast. */
const BROADCASTS = "general";

/** Callbacks under one name. Made by `api.channel(name)`; lives from `subscribe` to `unsubscribe` or `api.removeChannel`. */
export class Channel {
  /** @type {{ selection: Selection, broadcast: boolean, callback: (received: any) => void }[]} */
  #bindings = [];
  /** @type {StatusListener | undefined} */
  #onStatus;
  resumePoints = new ResumePoints();
  /** How long a confirmation may take, in ms. */
  timeoutMs = CONFIRMATION_MS;
  #realtime;
  #onError;
  #self;

  /**
   * @param {string} name local to this client, never sent
   * @param {import("./fleet.js").Realtime} realtime
   * @param {(error: unknown) => void} onError
   * @param {ChannelConfig} [config]
   */
  constructor(name, realtime, onError, config) {
    this.name = name;
    this.#realtime = realtime;
    this.#onError = onError;
    this.#self = config?.broadcast?.self === true;
  }

  /**
   * Registers a callback; after `subscribe`, what it needs is subscribed to at once.
   *
   * @overload
   * @param {"postgres_changes"} type
   * @param {Selection} selection
   * @param {(change: Change) => void} callback
   * @returns {this}
   */
  /**
   * @overload
   * @param {"broadcast"} type
   * @param {{ event: string }} selection the event's name, or `*`
   * @param {(message: Broadcast) => void} callback
   * @returns {this}
   */
  /**
   * @param {string} type
   * @param {any} selection
   * @param {(received: any) => void} callback
   */
  on(type, selection, callback) {
    const broadcast = type === "broadcast";
    if (type !== "postgres_changes" && !broadcast) throw new TypeError(`Unknown kind of subscription: ${type}`);
    if (broadcast && !selection?.event) throw new TypeError("A subscription to broadcasts needs an event");
    if (!broadcast && !selection?.table) throw new TypeError("A subscription needs a table");
    const own = broadcast ? { event: selection.event, table: BROADCASTS } : selection;
    this.#bindings.push({ selection: own, broadcast, callback });
    this.#realtime.extend(this);
    return this;
  }

  /**
   * Resumes after a position up to which the caller has everything, such as that of a snapshot. Events up to it are not delivered
   * any more, and every connection from now on resumes after the last event that was delivered: changes that are committed while
   * there is none come afterwards, once and in order. Called before `subscribe`, it holds for the first connection as well.
   *
   * @param {number | import("./connection.js").Position} position the value of `X-Heliograph-Seq`, or an object of it and that of
   *     `X-Heliograph-Epoch`; one before an event that was delivered already changes nothing
   * @param {string} [table] needed only where the channel has several
   */
  since(position, table) {
    const tables = table ? [table] : this.tables;
    const reached = positionOf(position);
    if (tables.length !== 1) throw new TypeError("Say of which table this is the position");
    this.resumePoints.set(tables[0], reached);
    return this;
  }

  /**
   * @param {StatusListener} [onStatus]
   * @param {number} [timeoutMs] how long a confirmation may take before `TIMED_OUT`
   * @throws {Error} the channel is subscribed already
   */
  subscribe(onStatus, timeoutMs = CONFIRMATION_MS) {
    if (this.#realtime.channels.includes(this)) throw new Error(`The channel "${this.name}" is subscribed already`);
    this.#onStatus = onStatus;
    this.timeoutMs = timeoutMs;
    this.#realtime.add(this);
    return this;
  }

  /** Ends the subscription; the channel may be subscribed again. @returns {Promise<Outcome>} */
  async unsubscribe() {
    this.#realtime.remove(this);
    return "ok";
  }

  /**
   * Sends a message to the other subscribers of the organisation, whatever their channels' names are. It is not kept for those that are
   * not connected now.
   *
   * @param {Broadcast} message its payload at most 4 KiB
   * @param {{ timeout?: number }} [options] in ms
   * @returns {Promise<Outcome>} `ok`: the server has accepted it; `error`: it refuses it, or there is no socket now
   */
  async send({ type, event, payload }, { timeout = this.timeoutMs } = {}) {
    if (type !== "broadcast") throw new TypeError(`Unknown kind of message: ${type}`);
    const outcome = await this.#realtime.send({ type, channel: BROADCASTS, event, payload: payload ?? {} }, timeout);
    if (outcome === "ok" && this.#self) this.#dispatch({ channel: BROADCASTS, event, payload: payload ?? {} });
    return outcome;
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
    for (const { selection, broadcast, callback } of [...this.#bindings]) {
      if (selection.table !== frame.channel) continue;
      if (selection.event !== "*" && selection.event !== frame.event) continue;
      const change = {
        eventType: frame.event,
        schema: selection.schema ?? "public",
        table: frame.channel,
        new: deleted ? {} : payload,
        old: deleted ? payload : { id: payload.id },
        commit_timestamp: frame.timestamp ?? null,
        ...(frame.seq === undefined ? {} : { seq: frame.seq }),
        frame,
      };
      call(callback, broadcast ? { type: "broadcast", event: frame.event, payload } : change, this.#onError);
    }
  }

  /** Events are missing in the log. @param {any} frame the `gap` @param {{ end?: number, epoch?: string }} subscription its log */
  gap(frame, subscription) {
    if (!this.tables.includes(frame.channel) || !this.resumePoints.gap(frame, subscription)) return;
    this.poll(frame.channel, frame);
  }

  /** Calls every callback with `POLL`. @param {string} [only] those of this table @param {any} [frame] */
  poll(only, frame = null) {
    for (const { selection, broadcast, callback } of [...this.#bindings]) {
      const { schema = "public", table } = selection;
      if (broadcast || (only && table !== only)) continue; // broadcasts cannot be fetched
      const change = { eventType: "POLL", schema, table, new: {}, old: {}, commit_timestamp: null, frame };
      call(callback, change, this.#onError);
    }
  }

  /** @param {ChannelStatus} status @param {Error} [error] */
  notify(status, error) {
    call((/** @type {ChannelStatus} */ value) => this.#onStatus?.(value, error), status, this.#onError);
  }
}
