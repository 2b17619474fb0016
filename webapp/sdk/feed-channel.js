import { CONFIRMATION_MS, call, Polling, positionOf } from "./connection.js";

/**
 * @typedef {import("./connection.js").ConnectionState} ConnectionState
 * @typedef {import("./connection.js").ChannelStatus} ChannelStatus
 * @typedef {import("./connection.js").StatusListener} StatusListener
 * @typedef {import("./connection.js").Position} Position
 * @typedef {import("./connection.js").Outcome} Outcome
 *
 * @typedef {Object} Message
 * @property {string} kind what it is registered for by `on`. `POLL`: fetch again, because there is no live connection, or because
 *     events are missing that the server no longer has
 * @property {any} data null with `POLL`
 * @property {string | null} timestamp
 * @property {number} [seq] the position of the event, where it has one
 * @property {any} frame the frame as it came; with `POLL` the `gap`, or null
 *
 * @typedef {Object} FeedHandlers
 * @property {() => void} onConnecting before each attempt
 * @property {() => void} onLive the server answers
 * @property {(resumed: boolean) => void} onSubscribed
 * @property {() => void} onStale
 * @property {() => void} onLost also after each attempt that has failed
 * @property {() => void} onOffline
 * @property {(message: string) => void} onGiveUp
 * @property {(message: string, channel?: string) => void} onRefused
 * @property {(frame: any) => void} onGap
 * @property {(message: Message & { text?: string }) => void} onMessage
 *
 * @typedef {Object} Feed a connection that is opened again after each loss
 * @property {() => void} open
 * @property {() => void} close
 * @property {() => void} retry opens it, or subscribes again, now
 * @property {(reason: string) => void} lose treats an open connection as lost
 * @property {(position: Position, channel?: string) => void} since
 */

/**
 * Callbacks for the events of one connection. Made by `api.alerts`, `api.statusPage` or `api.events`; lives from `subscribe` to
 * `unsubscribe` or `api.removeChannel`.
 *
 * @template {Feed} F
 * @template {string} [K=string]
 * @template {Message} [M=Message]
 */
export class FeedChannel {
  /** @type {ConnectionState} */
  connection = "none";
  /** @protected @type {F} */
  feed;
  /** @type {{ kind: string, callback: (message: any) => void }[]} */
  #bindings = [];
  /** @type {Set<(state: ConnectionState) => void>} */
  #observers = new Set();
  /** @type {StatusListener | undefined} */
  #onStatus;
  /** @type {ChannelStatus | null} the last */
  #status = null;
  #timeoutMs = CONFIRMATION_MS;
  #failures = 0; // connections lost since the last that was live
  /** @type {any} the limit for the server's answer */
  #deadline = null;
  #polling;
  #context;

  /**
   * @param {import("./client.js").Context} context
   * @param {string} name
   * @param {(handlers: FeedHandlers) => F} feed
   */
  constructor(context, name, feed) {
    const { env, pollingMs } = context;
    this.name = name;
    this.#context = context;
    // the readers of a page that all lose their connection at once fetch at different moments
    this.#polling = new Polling(env, pollingMs * (1 + env.random() / 4), () => this.#poll(null));
    this.feed = feed({
      onConnecting: () => this.#connecting(),
      onLive: () => this.#live(),
      onSubscribed: (resumed) => this.#notify(resumed ? "RESUMED" : "SUBSCRIBED"),
      onStale: () => this.#setConnection("stale"),
      onLost: () => this.#lost(),
      onOffline: () => this.#offline(),
      onGiveUp: (message) => this.#giveUp(message),
      onRefused: (message, channel) => this.#refused(message, channel),
      onGap: (frame) => this.#poll(frame),
      onMessage: (message) => this.#deliver(message),
    });
  }

  /**
   * Registers a callback. `*` stands for every kind, `POLL` included.
   *
   * @param {K | "POLL" | "*"} kind
   * @param {(message: M) => void} callback
   */
  on(kind, callback) {
    if (typeof kind !== "string" || !kind) throw new TypeError("A callback needs a kind of event");
    this.#bindings.push({ kind, callback });
    return this;
  }

  /**
   * @param {StatusListener} [onStatus]
   * @param {number} [timeoutMs] how long a confirmation may take before `TIMED_OUT`
   * @throws {Error} the channel is subscribed already
   */
  subscribe(onStatus, timeoutMs = CONFIRMATION_MS) {
    if (this.#isSubscribed) throw new Error(`The channel "${this.name}" is subscribed already`);
    this.#context.channels.add(this);
    this.#onStatus = onStatus;
    this.#status = null;
    this.#timeoutMs = timeoutMs;
    this.#failures = 0;
    this.#setConnection("connecting");
    this.#awaitAnswer();
    this.feed.open();
    return this;
  }

  /** Ends the subscription; the channel may be subscribed again. @returns {Promise<Outcome>} */
  async unsubscribe() {
    if (!this.#context.channels.delete(this)) return "ok";
    this.#context.env.clearTimeout(this.#deadline);
    this.#polling.stop();
    this.feed.close();
    this.#setConnection("none");
    this.#notify("CLOSED");
    return "ok";
  }

  /**
   * Resumes after a position up to which the caller has everything, such as that of a snapshot: from now on no event after it that the
   * server keeps is missed, even when the connection is lost. Called before `subscribe`, it holds for the first connection as well.
   *
   * @param {number | Position} position
   * @param {string} [channel] where the subscription has several
   */
  since(position, channel) {
    this.feed.since(positionOf(position), channel);
    return this;
  }

  /** Makes an attempt at once, also in the states `offline` and `failed`; on an open connection it subscribes again. */
  retry() {
    if (this.#isSubscribed) this.feed.retry();
  }

  /** @param {(state: ConnectionState) => void} listener @returns {() => void} ends it */
  onConnection(listener) {
    this.#observers.add(listener);
    return () => this.#observers.delete(listener);
  }

  get #isSubscribed() {
    return this.#context.channels.has(this);
  }

  #connecting() {
    if (this.connection === "offline" || this.connection === "failed") this.#disconnected("reconnecting");
    this.#awaitAnswer();
  }

  #live() {
    if (this.connection === "live") return;
    this.#failures = 0;
    this.#context.env.clearTimeout(this.#deadline);
    this.#polling.stop();
    this.#setConnection("live");
  }

  #lost() {
    this.#disconnected(++this.#failures === 1 ? "reconnecting" : "polling");
  }

  /** @param {"reconnecting" | "polling"} state */
  #disconnected(state) {
    this.#context.env.clearTimeout(this.#deadline);
    this.#polling.start();
    this.#setConnection(state);
    const status = state === "polling" ? "POLLING" : "RECONNECTING";
    if (status !== this.#status) this.#notify(status);
  }

  #offline() {
    this.#failures = 0;
    this.#context.env.clearTimeout(this.#deadline);
    this.#polling.stop();
    this.#setConnection("offline");
    if (this.#status !== "RECONNECTING") this.#notify("RECONNECTING");
  }

  /** @param {string} message */
  #giveUp(message) {
    this.#setConnection("failed");
    this.#notify("CHANNEL_ERROR", new Error(message));
  }

  /** @param {string} message @param {string} [channel] */
  #refused(message, channel) {
    this.#context.env.clearTimeout(this.#deadline);
    this.#notify("CHANNEL_ERROR", Object.assign(new Error(message), channel === undefined ? {} : { channel }));
  }

  #awaitAnswer() {
    const { env } = this.#context;
    env.clearTimeout(this.#deadline);
    this.#deadline = env.setTimeout(() => {
      this.#notify("TIMED_OUT", new Error("The server does not answer the subscription"));
      this.feed.lose("the server is silent");
    }, this.#timeoutMs);
  }

  /** @param {any} frame */
  #poll(frame) {
    this.#deliver({ kind: "POLL", data: null, timestamp: null, frame });
  }

  /** @param {Message} message */
  #deliver(message) {
    for (const { kind, callback } of [...this.#bindings])
      if (kind === "*" || kind === message.kind) call(callback, message, this.#context.env.onError);
  }

  /** @param {ChannelStatus} status @param {Error & { channel?: string }} [error] */
  #notify(status, error) {
    this.#status = status;
    call(() => this.#onStatus?.(status, error), undefined, this.#context.env.onError);
  }

  /** @param {ConnectionState} state */
  #setConnection(state) {
    if (state === this.connection) return;
    this.connection = state;
    for (const observer of [...this.#observers]) call(observer, state, this.#context.env.onError);
  }
}
