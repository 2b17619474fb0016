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
 * @property {EventType | "POLL"} eventType `POLL`: the socket is down and it is time to look again
 * @property {string} schema
 * @property {string} table
 * @property {Record<string, any>} new the changed columns, with `id`; empty after a DELETE
 * @property {Record<string, any>} old the `id`
 * @property {string | null} commit_timestamp
 * @property {any} frame the frame as it came, or null for `POLL`
 *
 * @typedef {"SUBSCRIBED" | "RECONNECTING" | "POLLING" | "CLOSED"} ChannelStatus
 */

/** Callbacks under one name. Made by `api.channel(name)`; lives from `subscribe` to `api.removeChannel`. */
export class Channel {
  /** @type {{ selection: Selection, callback: (change: Change) => void }[]} */
  #bindings = [];
  /** @type {((status: ChannelStatus) => void) | undefined} */
  #onStatus;
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

  /** @param {any} frame an event frame */
  deliver(frame) {
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
        frame,
      });
    }
  }

  /** Fires every callback, because no socket does. */
  poll() {
    for (const { selection, callback } of [...this.#bindings]) {
      const { schema = "public", table } = selection;
      this.#call(callback, { eventType: "POLL", schema, table, new: {}, old: {}, commit_timestamp: null, frame: null });
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
