/** @typedef {import("./channel.js").Channel} Channel */

/** The channels of a client, and what the server has been asked for on their behalf. */
export class Subscriptions {
  /** @type {Set<Channel>} */
  #channels = new Set();
  /** @type {Map<string, number | undefined>} the tables the server has confirmed by now, with the position it told */
  #confirmed = new Map();
  /** @type {Map<string, number>} from where the tables were asked for, where that was said */
  #since = new Map();
  /** @type {Set<Channel>} the channels that have been told so */
  #told = new Set();

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
    this.#told.delete(channel);
    return this.#channels.delete(channel);
  }

  /** @param {Iterable<Channel>} [channels] @returns {object[]} one subscribe frame for each filter of these channels */
  requests(channels = this.#channels) {
    /** @type {Map<string | undefined, Set<string>>} */
    const all = new Map();
    for (const channel of channels)
      for (const [filter, tables] of channel.wanted) all.set(filter, new Set([...(all.get(filter) ?? []), ...tables]));
    return [...all].map(([filter, tables]) => {
      const since = [...this.asked(tables)].filter(([, seq]) => seq !== undefined);
      return {
        type: "subscribe",
        channels: [...tables],
        ...(filter === undefined ? {} : { filter }),
        ...(since.length === 0 ? {} : { since: Object.fromEntries(since) }),
      };
    });
  }

  /**
   * Says from where these tables are asked for now. If anybody resumes in a table, it is from where the one is that is behind all
   * others; who is further passes over what it has.
   *
   * @param {Iterable<string>} [tables] all unless given
   * @param {boolean} [unnamed] whether to resume also where nobody asked for that
   * @returns {Map<string, number | undefined>}
   */
  asked(tables = new Set([...this.#channels].flatMap((channel) => channel.tables)), unnamed = false) {
    const from = new Map([...tables].map((table) => [table, this.#furthestBehind(table, unnamed)]));
    for (const [table, since] of from) {
      if (since === undefined) this.#since.delete(table);
      else this.#since.set(table, since);
    }
    return from;
  }

  /** @param {string} table @param {boolean} unnamed @returns {number | undefined} */
  #furthestBehind(table, unnamed) {
    const positions = this.#listeners(table).map((channel) => channel.positions);
    if (!unnamed && !positions.some((each) => each.isNamed(table))) return undefined;
    const least = Math.min(...positions.map((each) => each.of(table) ?? Infinity));
    return least === Infinity ? undefined : least;
  }

  /** @param {string} table */
  #listeners(table) {
    return [...this.#channels].filter((channel) => channel.tables.includes(table));
  }

  /** @param {Channel} channel that was there @returns {string[]} what no other channel wants, and nobody hears any more */
  unwanted(channel) {
    const tables = channel.tables.filter((table) => this.#listeners(table).length === 0);
    for (const table of tables) this.#confirmed.delete(table);
    return tables;
  }

  /** @param {{ channels?: string[], seq?: Record<string, number> }} frame a `subscribed` */
  confirm({ channels = [], seq = {} }) {
    for (const table of channels) {
      this.#confirmed.set(table, seq[table]);
      for (const { positions } of this.#listeners(table)) {
        if (seq[table] === undefined) positions.forget(table);
        else if (!this.#since.has(table) || positions.of(table) === undefined) positions.advance(table, seq[table]);
      }
    }
    for (const channel of [...this.#channels]) {
      if (this.#told.has(channel) || !channel.tables.every((table) => this.#confirmed.has(table))) continue;
      this.#told.add(channel);
      channel.notify(channel.tables.every((table) => this.#resumes(channel, table)) ? "RESUMED" : "SUBSCRIBED");
    }
  }

  /** @param {Channel} channel @param {string} table */
  #resumes(channel, table) {
    return this.#since.has(table) && channel.positions.isNamed(table) && this.#confirmed.get(table) !== undefined;
  }

  /** @param {import("./channel.js").ChannelStatus} status the connection is gone, and with it every confirmation */
  lost(status) {
    this.forget();
    for (const channel of [...this.#channels]) channel.notify(status);
  }

  /** A new connection starts without any confirmation. */
  forget() {
    this.#confirmed.clear();
    this.#told.clear();
  }

  /** @param {any} frame an event */
  deliver(frame) {
    for (const channel of [...this.#channels]) channel.deliver(frame);
  }

  /** @param {any} frame a `gap`: of what the log has let go of, or of positions that it has never had, since it is a backup's */
  miss(frame) {
    const end = this.#confirmed.get(frame.channel) ?? Infinity;
    const since = this.#since.get(frame.channel) ?? 0;
    const restored = end < since && frame.from === end + 1;
    for (const channel of [...this.#channels]) channel.miss(frame, restored ? end : undefined);
  }

  poll() {
    for (const channel of [...this.#channels]) channel.poll();
  }
}
