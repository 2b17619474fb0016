/** @typedef {import("./channel.js").Channel} Channel */

/** The channels of a client, and what the server has been asked for on their behalf. */
export class Subscriptions {
  /** @type {Set<Channel>} */
  #channels = new Set();
  /** @type {Set<string>} the tables the server has confirmed on the present socket */
  #confirmed = new Set();
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

  /**
   * Asks for what all channels want.
   *
   * @param {import("./link.js").Link} link
   * @param {boolean} [probing] whether to give the link up if no answer comes
   */
  askAll(link, probing = false) {
    for (const frame of requests([...this.#channels])) probing ? link.probe(frame) : link.send(frame);
  }

  /** @param {import("./link.js").Link | null} link @param {Channel} channel asks for what one more channel wants */
  ask(link, channel) {
    if (link?.isOpen) for (const frame of requests([channel])) link.send(frame);
  }

  /** @param {import("./link.js").Link | null} link @param {Channel} channel gives up what no other channel wants */
  giveUp(link, channel) {
    const wanted = new Set([...this.#channels].flatMap(tablesOf));
    const channels = tablesOf(channel).filter((table) => !wanted.has(table));
    for (const table of channels) this.#confirmed.delete(table);
    if (link?.isOpen && channels.length > 0) link.send({ type: "unsubscribe", channels });
  }

  /** @param {string[]} tables */
  confirm(tables) {
    for (const table of tables) this.#confirmed.add(table);
    for (const channel of [...this.#channels]) {
      if (this.#told.has(channel) || !tablesOf(channel).every((table) => this.#confirmed.has(table))) continue;
      this.#told.add(channel);
      channel.notify("SUBSCRIBED");
    }
  }

  /** @param {import("./channel.js").ChannelStatus} status the socket is gone, and with it every confirmation */
  lost(status) {
    this.forget();
    for (const channel of [...this.#channels]) channel.notify(status);
  }

  /** A new socket starts without any confirmation. */
  forget() {
    this.#confirmed.clear();
    this.#told.clear();
  }

  /** @param {any} frame */
  deliver(frame) {
    for (const channel of [...this.#channels]) channel.deliver(frame);
  }

  poll() {
    for (const channel of [...this.#channels]) channel.poll();
  }
}

/** @param {Channel} channel */
function tablesOf(channel) {
  return [...channel.wanted.values()].flatMap((tables) => [...tables]);
}

/** @param {Channel[]} channels @returns {object[]} one subscribe frame for each filter */
function requests(channels) {
  /** @type {Map<string | undefined, Set<string>>} */
  const all = new Map();
  for (const channel of channels)
    for (const [filter, tables] of channel.wanted) all.set(filter, new Set([...(all.get(filter) ?? []), ...tables]));
  return [...all].map(([filter, tables]) => ({
    type: "subscribe",
    channels: [...tables],
    ...(filter === undefined ? {} : { filter }),
  }));
}
