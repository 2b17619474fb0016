/** @typedef {import("./channel.js").Channel} Channel */
/** @typedef {import("./event-streams.js").Position} Position */

/** The channels of a client, and what is subscribed to for them. */
export class Subscriptions {
  /** @type {Set<Channel>} */
  #channels = new Set();
  /** @type {Map<string, number | undefined>} the tables that the server has confirmed, with the position of the confirmation */
  #confirmed = new Map();
  /** @type {Map<string, Position>} the tables that were subscribed to with a position, and the position */
  #since = new Map();
  /** @type {Set<Channel>} the channels that were notified of their confirmation */
  #notified = new Set();
  /** @type {Set<Channel>} the channels that were refused on this connection */
  #failed = new Set();
  /** @type {Map<string | undefined, Set<string>>} the tables that were refused last, by filter: they are asked for alone */
  #refused = new Map();

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
    this.#failed.delete(channel);
    return this.#channels.delete(channel);
  }

  /** @returns {Channel[]} */
  get channels() {
    return [...this.#channels];
  }

  /** @returns {Channel[]} those that wait for the server's answer */
  get unconfirmed() {
    return this.channels.filter((channel) => !this.#notified.has(channel) && !this.#failed.has(channel));
  }

  /** @param {Channel} channel that has got more tables: it waits for the server's answer again */
  extend(channel) {
    this.#notified.delete(channel);
  }

  /**
   * @param {Iterable<Channel>} [channels]
   * @returns {object[]} one for each filter of these channels, and one for each table that was refused before: the server refuses a
   *     frame as a whole
   */
  subscribeFrames(channels = this.#channels) {
    /** @type {Map<string | undefined, Set<string>>} */
    const all = new Map();
    for (const channel of channels)
      for (const [filter, tables] of channel.tablesByFilter) all.set(filter, new Set([...(all.get(filter) ?? []), ...tables]));
    return [...all].flatMap(([filter, tables]) => {
      const alone = [...tables].filter((table) => this.#refused.get(filter)?.has(table));
      const together = [...tables].filter((table) => !alone.includes(table));
      return [...(together.length > 0 ? [together] : []), ...alone.map((table) => [table])].map((each) =>
        this.#subscribeFrame(filter, each),
      );
    });
  }

  /** @param {string | undefined} filter @param {string[]} tables */
  #subscribeFrame(filter, tables) {
    const since = [...this.resumeFrom(tables)].flatMap(([table, position]) =>
      position ? [[table, position.epoch === undefined ? position.seq : position]] : [],
    );
    return {
      type: "subscribe",
      channels: tables,
      ...(filter === undefined ? {} : { filter }),
      ...(since.length === 0 ? {} : { since: Object.fromEntries(since) }),
    };
  }

  /**
   * The server refuses a subscription as a whole. Of several tables each is asked for alone; the channels of a single one fail.
   *
   * @param {{ channels: string[], filter?: string }} frame a `subscribe`
   * @param {string} message the server's
   * @returns {object[]} the frames to send instead
   */
  refuse({ channels: tables, filter }, message) {
    if (tables.length > 1) return tables.map((table) => this.#subscribeFrame(filter, [table]));
    this.#refused.set(filter, new Set([...(this.#refused.get(filter) ?? []), ...tables]));
    const failed = this.channels.filter((channel) => channel.tablesByFilter.get(filter)?.has(tables[0]));
    return this.#fail(failed, message, tables);
  }

  /** The server has ended subscriptions by itself. @param {string[]} tables @returns {object[]} the frames to send */
  revoke(tables) {
    for (const table of tables) this.#confirmed.delete(table);
    const failed = this.channels.filter((channel) => channel.tables.some((table) => tables.includes(table)));
    return this.#fail(failed, "The server has ended the subscription", tables);
  }

  /** @param {string} table that the server refuses, whatever its filter @param {string} message @returns {string[]} unused tables */
  refuseTable(table, message) {
    const failed = this.channels.filter((channel) => channel.tables.includes(table));
    return this.#fail(failed, message, [table]).flatMap(({ channels }) => channels);
  }

  /**
   * @param {Channel[]} channels
   * @param {string} message
   * @param {string[]} refused their tables that the server does not send anyway
   * @returns {{ type: string, channels: string[] }[]} a frame that ends what only they had
   */
  #fail(channels, message, refused) {
    const failed = channels.filter((channel) => !this.#failed.has(channel));
    for (const channel of failed) {
      this.#failed.add(channel);
      this.#notified.delete(channel);
    }
    const released = failed.flatMap((channel) => this.releaseTables(channel));
    const unused = [...new Set(released)].filter((table) => !refused.includes(table));
    for (const channel of failed) channel.notify("CHANNEL_ERROR", new Error(message));
    return unused.length === 0 ? [] : [{ type: "unsubscribe", channels: unused }];
  }

  /**
   * Decides after which position these tables are subscribed to now: that of the channel that is furthest behind; the others drop
   * the events that they have already.
   *
   * @param {Iterable<string>} [tables] all unless given
   * @param {boolean} [implicit] whether to resume also where no channel asked for that
   * @returns {Map<string, Position | undefined>}
   */
  resumeFrom(tables = new Set([...this.#channels].flatMap((channel) => channel.tables)), implicit = false) {
    const from = new Map([...tables].map((table) => [table, this.#furthestBehind(table, implicit)]));
    for (const [table, since] of from) {
      if (since === undefined) this.#since.delete(table);
      else this.#since.set(table, since);
    }
    return from;
  }

  /** @param {string} table @param {boolean} implicit @returns {Position | undefined} */
  #furthestBehind(table, implicit) {
    const points = this.#channelsOf(table).map((channel) => channel.resumePoints);
    if (!implicit && !points.some((each) => each.isExplicit(table))) return undefined;
    const known = points.flatMap((each) => each.position(table) ?? []);
    // a position of an earlier epoch is behind every one of a later
    return known.sort((one, other) => order(one.epoch, other.epoch) || one.seq - other.seq)[0];
  }

  /** @param {string} table */
  #channelsOf(table) {
    return this.channels.filter((channel) => channel.tables.includes(table) && !this.#failed.has(channel));
  }

  /** @param {Channel} channel that was deleted or refused @returns {string[]} its tables that no other channel has */
  releaseTables(channel) {
    const tables = channel.tables.filter((table) => this.#channelsOf(table).length === 0);
    for (const table of tables) this.#confirmed.delete(table);
    return tables;
  }

  /** @param {{ channels: string[], filter?: string }} frame a `subscribe` that was accepted: it may be asked for with others again */
  accepted({ channels: tables, filter }) {
    for (const table of tables) this.#refused.get(filter)?.delete(table);
  }

  /** @param {{ channels?: string[], seq?: Record<string, number>, epoch?: string }} frame a `subscribed` */
  confirm({ channels = [], seq = {}, epoch }) {
    for (const table of channels) {
      this.#confirmed.set(table, seq[table]);
      for (const { resumePoints } of this.#channelsOf(table)) {
        if (seq[table] === undefined) resumePoints.clear(table);
        else if (!this.#since.has(table) || resumePoints.get(table) === undefined) resumePoints.advance(table, seq[table], epoch);
        else resumePoints.learn(table, epoch);
      }
    }
    for (const channel of [...this.#channels]) {
      if (this.#notified.has(channel) || this.#failed.has(channel)) continue;
      if (!channel.tables.every((table) => this.#confirmed.has(table))) continue;
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
    this.#failed.clear();
  }

  /** @param {any} frame an event */
  deliver(frame) {
    for (const channel of this.channels) if (!this.#failed.has(channel)) channel.deliver(frame);
  }

  /** @param {any} frame a `gap`: of events that were purged, or of positions after the end of a log that was restored from a backup */
  gap(frame) {
    const end = this.#confirmed.get(frame.channel) ?? Infinity;
    const { seq, epoch } = this.#since.get(frame.channel) ?? { seq: 0 };
    const restored = end < seq && frame.from === end + 1;
    for (const channel of [...this.#channels]) channel.gap(frame, { end: restored ? end : undefined, epoch });
  }

  poll() {
    for (const channel of [...this.#channels]) channel.poll();
  }
}

/** @param {string} [one] @param {string} [other] epochs; none is before all @returns {number} as a comparison */
const order = (one = "", other = "") => (one === other ? 0 : one < other ? -1 : 1);
