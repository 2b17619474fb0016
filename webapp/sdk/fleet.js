import { Channel } from "./channel.js";
import { PageLifecycle, Polling } from "./connection.js";
import { Subscriptions } from "./subscriptions.js";
import { Transport } from "./transport.js";

/** How long an answer may take. */
const ANSWER_MS = 5_000;

/**
 * Detects that the server is gone while a connection stays open and silent, by a request that any server answers. Browsers show no
 * protocol pings, and a `ping` of the client would keep the connection from the server's own timeout.
 */
export class ServerCheck {
  #env;
  #url;
  #everyMs;
  #silence;
  #onDead;
  #timer;
  #run = 0;

  /**
   * @param {import("./rest.js").Environment} env
   * @param {string} url
   * @param {number} everyMs also how long the connection must have been silent; 0: no checks
   * @param {() => number} silence in ms
   * @param {() => void} onDead
   */
  constructor(env, url, everyMs, silence, onDead) {
    this.#env = env;
    this.#url = url;
    this.#everyMs = everyMs;
    this.#silence = silence;
    this.#onDead = onDead;
    this.#timer = new Polling(env, everyMs, () => this.#check());
  }

  start() {
    if (this.#everyMs > 0) this.#timer.start();
  }

  stop() {
    this.#run++;
    this.#timer.stop();
  }

  async #check() {
    if (this.#silence() < this.#everyMs) return;
    const run = this.#run;
    const abort = new AbortController();
    const limit = this.#env.setTimeout(() => abort.abort(), ANSWER_MS);
    try {
      await this.#env.fetch(this.#url, { method: "HEAD", headers: {}, cache: "no-store", signal: abort.signal });
    } catch {
      if (run === this.#run) this.#onDead();
    } finally {
      this.#env.clearTimeout(limit);
    }
  }
}

/**
 * @typedef {import("./connection.js").ConnectionState} ConnectionState
 *
 * @typedef {Object} RealtimeOptions
 * @property {string} baseUrl
 * @property {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {() => string | null | undefined} getOrg
 * @property {{ ping: () => number, reconnectMs: number, pollingMs: number, checkMs: number }} periods
 * @property {EventTarget[]} wakeTargets
 * @property {import("./rest.js").Environment} env
 * @property {Set<import("./connection.js").AnyChannel>} registry the client's channels that are subscribed
 * @property {(state: ConnectionState, closeCode?: number) => void} onState
 */

/** The connection that all channels share, and the polling that replaces it while it is lost. */
export class Realtime {
  /** @type {ConnectionState} */
  state = "none";
  #subscriptions = new Subscriptions();
  #registry;
  #onState;
  #polling;
  #transport;
  #lifecycle;
  #check;
  #env;
  /** @type {any} the limit for the server's answers to subscriptions */
  #deadline = null;

  /** @param {RealtimeOptions} options */
  constructor(options) {
    this.#registry = options.registry;
    this.#onState = options.onState;
    this.#env = options.env;
    this.#polling = new Polling(options.env, options.periods.pollingMs, () => this.#poll());
    this.#transport = new Transport(options, this.#subscriptions, {
      onOpen: () => {
        this.#polling.stop();
        this.#awaitAnswers();
      },
      onLive: () => this.#setState("live"),
      onLost: (state, code) => this.#connectionLost(state, code),
    });
    this.#lifecycle = new PageLifecycle(
      options.wakeTargets,
      () => this.#resume(),
      () => this.#transport.lose("the network is gone"),
    );
    const isSilent = () => this.#transport.silence;
    const url = `${options.baseUrl}/health/live`;
    this.#check = new ServerCheck(options.env, url, options.periods.checkMs, isSilent, () =>
      this.#transport.lose("the server does not answer"),
    );
  }

  /** @returns {import("./channel.js").Channel[]} those that are subscribed */
  get channels() {
    return this.#subscriptions.channels;
  }

  /** @param {import("./channel.js").Channel} channel */
  add(channel) {
    if (!this.#subscriptions.add(channel)) return;
    this.#registry.add(channel);
    this.#awaitAnswers();
    if (this.#subscriptions.size > 1) return this.#transport.subscribe(channel);
    this.#lifecycle.listen();
    this.#setState("connecting");
    this.#transport.open();
  }

  /** @param {import("./channel.js").Channel} channel that has got more callbacks */
  extend(channel) {
    if (!this.channels.includes(channel)) return;
    this.#subscriptions.extend(channel);
    this.#transport.subscribe(channel);
    this.#awaitAnswers();
  }

  /** @param {object} frame a broadcast @param {number} timeoutMs @returns {Promise<import("./channel.js").Outcome>} */
  send(frame, timeoutMs) {
    return this.#transport.broadcast(frame, timeoutMs);
  }

  /** @param {import("./channel.js").Channel} channel */
  remove(channel) {
    if (!this.#subscriptions.delete(channel)) return;
    this.#registry.delete(channel);
    if (this.#subscriptions.size > 0) this.#transport.unsubscribe(this.#subscriptions.releaseTables(channel));
    else this.#stop();
    channel.notify("CLOSED");
  }

  /** Channels whose subscription is not answered in time are notified. The longest time that one of them allows counts. */
  #awaitAnswers() {
    this.#env.clearTimeout(this.#deadline);
    const timeoutMs = Math.max(0, ...this.#subscriptions.unconfirmed.map((channel) => channel.timeoutMs));
    this.#deadline = timeoutMs > 0 ? this.#env.setTimeout(() => this.#timedOut(), timeoutMs) : null;
  }

  #timedOut() {
    const late = this.#subscriptions.unconfirmed;
    for (const channel of late) channel.notify("TIMED_OUT", new Error("The server does not answer the subscription"));
    // a socket that is still opening has a limit of its own
    if (late.length > 0 && this.#transport.silence > 0) this.#transport.lose("the server is silent");
  }

  #stop() {
    this.#env.clearTimeout(this.#deadline);
    this.#lifecycle.ignore();
    this.#polling.stop();
    this.#transport.close();
    this.#setState("none");
  }

  /** @param {"reconnecting" | "polling"} state @param {number} [code] */
  #connectionLost(state, code) {
    this.#env.clearTimeout(this.#deadline);
    this.#polling.start();
    this.#setState(state, code);
    this.#subscriptions.connectionLost(state === "polling" ? "POLLING" : "RECONNECTING");
  }

  #poll() {
    this.#subscriptions.poll();
    this.#transport.openIfIdle();
  }

  #resume() {
    this.#polling.catchUp();
    this.#transport.resume();
  }

  /** @param {ConnectionState} state @param {number} [code] the close code, where the server ended the connection */
  #setState(state, code) {
    if (state === "live") this.#check.start();
    else this.#check.stop();
    if (state === this.state && code === undefined) return;
    this.state = state;
    this.#onState(state, code);
  }
}

/**
 * @typedef {Object} Fleet
 * @property {ConnectionState} connection of the channels of the fleet, which share one
 * @property {(listener: (state: ConnectionState, closeCode?: number) => void) => () => void} onConnection
 * @property {(name: string, options?: { config?: import("./channel.js").ChannelConfig }) => Channel} channel
 */

/**
 * The changes of an organisation's machines, members, keys and audit trail, and the broadcasts of its clients.
 *
 * @param {import("./client.js").Context} context
 * @returns {Fleet}
 */
export function fleet({ options, env, baseUrl, credentials, pollingMs, wakeTargets, channels }) {
  const { getOrg = () => null, ping = 0, reconnectMs = 5_000, checkMs = 0 } = options;
  /** @type {Set<(state: ConnectionState, closeCode?: number) => void>} */
  const observers = new Set();
  const realtime = new Realtime({
    baseUrl,
    credentials,
    getOrg,
    periods: { ping: typeof ping === "function" ? ping : () => ping, reconnectMs, pollingMs, checkMs },
    wakeTargets,
    env,
    registry: channels,
    onState: (state, code) => {
      for (const observer of observers) observer(state, code);
    },
  });
  return {
    get connection() {
      return realtime.state;
    },
    onConnection(listener) {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    channel: (name, { config } = {}) => new Channel(name, realtime, env.onError, config),
  };
}
