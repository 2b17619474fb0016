/** @typedef {import("./channel.js").Channel} Channel */

/** The channels of a client, and what is subscribed to for them. */
export class Subscriptions {
  /** @type {Set<Channel>} */
  #channels = new Set();
  /** @type {Map<string, number | undefined>} the tables that the server has confirmed, with the position of the confirmation */
  #confirmed = new Map();
  /** @type {Map<string, number>} the tables that were subscribed to with a position, and the position */
  #since = new Map();
  /** @type {Set<Channel>} the channels that were notified of their confirmation */
  #notified = new Set();

  get size() {
    return this.#channels.size;
  }

  /** @param {Channel} channel @returns {boolean} whether it was new */
  add(channel) {
    if (this.#channels.has(channel)) return false;
    this.#channels.add(channel);
    return true;
  }

  /** @param {Channel} channel @returns {boolean} whether it was there */
  delete(channel) {
    this.#notified.delete(channel);
    return this.#channels.delete(channel);
  }

  /** @param {Iterable<Channel>} [channels] @returns {object[]} one for each filter of these channels */
  subscribeFrames(channels = this.#channels) {
    /** @type {Map<string | undefined, Set<string>>} */
    const all = new Map();
    for (const channel of channels)
      for (const [filter, tables] of channel.tablesByFilter) all.set(filter, new Set([...(all.get(filter) ?? []), ...tables]));
    return [...all].map(([filter, tables]) => {
      const since = [...this.resumeFrom(tables)].filter(([, seq]) => seq !== undefined);
      return {
        type: "subscribe",
        channels: [...tables],
        ...(filter === undefined ? {} : { filter }),
        ...(since.length === 0 ? {} : { since: Object.fromEntries(since) }),
      };
    });
  }

  /**
   * Decides after which position these tables are subscribed to now: that of the channel that is furthest behind; the others drop
   * the events that they have already.
   *
   * @param {Iterable<string>} [tables] all unless given
   * @param {boolean} [implicit] whether to resume also where no channel asked for that
   * @returns {Map<string, number | undefined>}
   */
  resumeFrom(tables = new Set([...this.#channels].flatMap((channel) => channel.tables)), implicit = false) {
    const from = new Map([...tables].map((table) => [table, this.#furthestBehind(table, implicit)]));
    for (const [table, since] of from) {
      if (since === undefined) this.#since.delete(table);
      else this.#since.set(table, since);
    }
    return from;
  }

  /** @param {string} table @param {boolean} implicit @returns {number | undefined} */
  #furthestBehind(table, implicit) {
    const points = this.#channelsOf(table).map((channel) => channel.resumePoints);
    if (!implicit && !points.some((each) => each.isExplicit(table))) return undefined;
    const least = Math.min(...points.map((each) => each.get(table) ?? Infinity));
    return least === Infinity ? undefined : least;
  }

  /** @param {string} table */
  #channelsOf(table) {
    return [...this.#channels].filter((channel) => channel.tables.includes(table));
  }

  /** @param {Channel} channel that was deleted @returns {string[]} its tables that no other channel has */
  releaseTables(channel) {
    const tables = channel.tables.filter((table) => this.#channelsOf(table).length === 0);
    for (const table of tables) this.#confirmed.delete(table);
    return tables;
  }

  /** @param {{ channels?: string[], seq?: Record<string, number> }} frame a `subscribed` */
  confirm({ channels = [], seq = {} }) {
    for (const table of channels) {
      this.#confirmed.set(table, seq[table]);
      for (const { resumePoints } of this.#channelsOf(table)) {
        if (seq[table] === undefined) resumePoints.clear(table);
        else if (!this.#since.has(table) || resumePoints.get(table) === undefined) resumePoints.advance(table, seq[table]);
      }
    }
    for (const channel of [...this.#channels]) {
      if (this.#notified.has(channel) || !channel.tables.every((table) => this.#confirmed.has(table))) continue;
      this.#notified.add(channel);
      channel.notify(channel.tables.every((table) => this.#resumes(channel, table)) ? "RESUMED" : "SUBSCRIBED");
    }
  }

  /** @param {Channel} channel @param {string} table */
  #resumes(channel, table) {
    return this.#since.has(table) && channel.resumePoints.isExplicit(table) && this.#confirmed.get(table) !== undefined;
  }

  /** @param {import("./channel.js").ChannelStatus} status */
  connectionLost(status) {
    this.reset();
    for (const channel of [...this.#channels]) channel.notify(status);
  }

  /** A new connection begins without confirmations. */
  reset() {
    this.#confirmed.clear();
    this.#notified.clear();
  }

  /** @param {any} frame an event */
  deliver(frame) {
    for (const channel of [...this.#channels]) channel.deliver(frame);
  }

  /** @param {any} frame a `gap`: of events that were purged, or of positions after the end of a log that was restored from a backup */
  gap(frame) {
    const end = this.#confirmed.get(frame.channel) ?? Infinity;
    const since = this.#since.get(frame.channel) ?? 0;
    const restored = end < since && frame.from === end + 1;
    for (const channel of [...this.#channels]) channel.gap(frame, restored ? end : undefined);
  }

  poll() {
    for (const channel of [...this.#channels]) channel.poll();
  }
}
