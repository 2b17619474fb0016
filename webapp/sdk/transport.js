import { ACCESS_REVOKED, LOST, steady, TOKEN_EXPIRED, tokenProtocols, webSocketUrl } from "./connection.js";
import { SILENT_MS } from "./event-stream.js";
import { EventStreams } from "./event-streams.js";
import { ReconnectingSocket } from "./reconnecting-socket.js";
import { SocketRequests, TokenRenewal } from "./socket-requests.js";

/** After this many sockets in a row that were refused, server-sent events are tried. */
const REFUSALS_BEFORE_STREAMS = 2;

/**
 * @typedef {Object} TransportHandlers
 * @property {() => void} onOpen events will be delivered from now on
 * @property {() => void} onLive the server has confirmed that
 * @property {(state: "reconnecting" | "polling", code?: number) => void} onLost no events are delivered any more
 */

/**
 * Delivers the events: over a WebSocket, or as server-sent events where no socket opens; never both. A lost connection is opened
 * again.
 */
export class Transport {
  #socket;
  #requests;
  #confirmed = false; // whether the present socket has confirmed a subscription
  #streams = /** @type {EventStreams | null} */ (null);
  #streaming = false; // whether streams delivered events last
  #streamsFrom = 0; // when streams may be tried again
  #failures = 0; // connections lost since the last that delivered events
  /** sockets in a row that delivered nothing; kept after `close`, since the network is the same for the next page */
  #refusals = 0;
  /** @type {string | null | undefined} whose events the present connection delivers */
  #org;
  #options;
  #env;
  #subscriptions;
  #handlers;
  #renewal;
  #retryPolicy;

  /**
   * @param {import("./fleet.js").RealtimeOptions} options
   * @param {import("./subscriptions.js").Subscriptions} subscriptions
   * @param {TransportHandlers} handlers
   */
  constructor(options, subscriptions, handlers) {
    const { credentials, env, baseUrl, periods } = options;
    this.#options = options;
    this.#env = env;
    this.#subscriptions = subscriptions;
    this.#handlers = handlers;
    this.#renewal = new TokenRenewal(credentials, env);
    this.#retryPolicy = steady(periods.reconnectMs, periods.reconnectMs);
    this.#requests = new SocketRequests(subscriptions, (frame) => this.#socket.send(frame), env);
    this.#socket = new ReconnectingSocket({
      url: () => webSocketUrl(baseUrl, "/api/realtime", { org_id: this.#org ?? "" }),
      protocols: () => tokenProtocols(credentials),
      prepare: () => this.#renewal.runIfDue(),
      retryPolicy: (code) => (this.#streams?.confirmed ? this.#later() : this.#pause(code)),
      keepAlive: {
        get everyMs() {
          return periods.ping();
        },
        timeoutMs: periods.reconnectMs,
        frame: { type: "ping" },
      },
      env,
      onConnecting: () => this.#reset(),
      onOpen: () => this.#opened(),
      onSend: (frame) => this.#requests.sent(frame),
      onFrame: (frame) => this.#received(frame),
      onLost: ({ code }) => this.#socketLost(code),
      onRetry: () => (this.#streams ? this.#openSocket() : this.open()),
    });
  }

  #reset() {
    this.#confirmed = false;
    this.#requests.clear();
  }

  /** Opens the kind of connection that worked last. */
  open() {
    this.#socket.disconnect();
    if (this.#streaming && this.#refusals >= REFUSALS_BEFORE_STREAMS) this.#openStreams();
    else this.#openSocket();
  }

  close() {
    this.#renewal.cancel();
    this.#socket.close();
    this.#reset();
    this.#dropStreams();
    this.#failures = 0;
  }

  /** Opens a connection unless there is one, or an attempt is planned. */
  openIfIdle() {
    if (this.#socket.isConnected || this.#socket.isWaiting || this.#streams) return;
    if (this.#options.getOrg()) this.open();
  }

  /** @param {import("./channel.js").Channel} channel one more, whose tables are subscribed to */
  subscribe(channel) {
    if (this.#streams) this.#streams.open(this.#subscriptions.resumeFrom(channel.tables, true));
    else for (const frame of this.#subscriptions.subscribeFrames([channel])) this.#socket.send(frame);
  }

  /** @param {string[]} tables */
  unsubscribe(tables) {
    this.#streams?.closeTables(tables);
    if (tables.length > 0) this.#socket.send({ type: "unsubscribe", channels: tables });
  }

  /** @param {object} frame a broadcast @param {number} timeoutMs @returns {Promise<import("./channel.js").Outcome>} */
  async broadcast(frame, timeoutMs) {
    return this.#socket.isOpen ? this.#requests.broadcast(frame, timeoutMs) : "error";
  }

  /** Milliseconds since the last data of the open connection. */
  get silence() {
    return this.#streams?.silence ?? this.#socket.silence;
  }

  /** Timers may have been throttled: a connection that was silent for too long is probed, or given up. */
  resume() {
    if (this.#streams && this.#streams.silence >= SILENT_MS) this.#streamsLost(LOST, 0);
    if (this.#streams) return;
    if (this.#socket.isWaiting) this.open();
    else if (this.#socket.silence >= this.#options.periods.pollingMs)
      for (const frame of this.#subscriptions.subscribeFrames()) this.#socket.probe(frame);
  }

  /** Treats the connection as lost. @param {string} reason */
  lose(reason) {
    if (this.#socket.isConnected) this.#socket.lose(reason);
    if (this.#streams) this.#streamsLost(LOST, 0);
  }

  #dropStreams() {
    this.#streams?.close();
    this.#streams = null;
  }

  #openSocket() {
    this.#socket.disconnect();
    this.#org = this.#options.getOrg();
    if (this.#org) this.#socket.open();
    else this.#handlers.onLost("polling");
  }

  #opened() {
    this.#dropStreams();
    this.#handlers.onOpen();
    this.#subscriptions.reset();
    for (const frame of this.#subscriptions.subscribeFrames()) this.#socket.send(frame);
    this.#scheduleRenewal();
  }

  /** Opens streams, if they may be tried. */
  async #openStreams() {
    if (this.#streams || this.#refusals < REFUSALS_BEFORE_STREAMS || this.#env.now() < this.#streamsFrom) return;
    const { credentials, getOrg, baseUrl } = this.#options;
    const generation = this.#socket.generation;
    const org = getOrg();
    if (!org) return this.#handlers.onLost("polling");
    const renewal = this.#renewal.runIfDue();
    if (renewal) await renewal;
    if (generation !== this.#socket.generation) return;
    this.#streams = new EventStreams({ baseUrl, org, token: credentials.token() }, this.#env, {
      onFrame: (frame) => this.#received(frame),
      onDown: (code, wait) => this.#streamsLost(code, wait),
      onRefused: (table, message) => this.#streams?.closeTables(this.#subscriptions.refuseTable(table, message)),
    });
    this.#streams.open(this.#subscriptions.resumeFrom(undefined, true));
  }

  /** Reconnects with a new token before the server ends the connection because of the old one. */
  #scheduleRenewal() {
    this.#renewal.schedule(async () => {
      const generation = this.#socket.generation;
      await this.#renewal.run();
      if (generation !== this.#socket.generation) return;
      this.#dropStreams();
      this.open();
    }, this.#options.periods.reconnectMs);
  }

  /** @param {any} frame */
  #received(frame) {
    if (frame.type === "event") return this.#subscriptions.deliver(frame);
    if (frame.type === "gap") return this.#subscriptions.gap(frame);
    if (!this.#streams?.confirmed) this.#requests.answered(frame);
    if (frame.type !== "subscribed") return;
    this.#failures = 0;
    this.#streaming = this.#streams !== null;
    if (this.#streams) this.#streamsConfirmed(this.#streams);
    else this.#confirmed = true;
    this.#handlers.onLive();
    this.#subscriptions.confirm(frame);
  }

  /** @param {EventStreams} streams deliver events now; a socket is better, and is tried again later */
  #streamsConfirmed(streams) {
    if (streams.confirmed) return;
    streams.confirmed = true;
    this.#handlers.onOpen();
    this.#scheduleRenewal();
    this.#socket.retryIn(this.#later());
  }

  /** @param {number} code */
  #socketLost(code) {
    this.#refusals = this.#confirmed ? 0 : this.#refusals + 1;
    if (this.#streams?.confirmed) return;
    this.#lost(code);
    if (this.#subscriptions.size > 0) this.#openStreams();
  }

  /** @param {number} code @param {number} wait in ms, before which the server accepts no attempt */
  #streamsLost(code, wait) {
    const confirmed = this.#streams?.confirmed === true;
    this.#dropStreams();
    this.#streaming &&= confirmed;
    if (!confirmed) this.#streamsFrom = this.#env.now() + Math.max(wait, this.#later());
    this.#lost(code, confirmed);
    if (this.#socket.isConnected || !(confirmed || wait > 0 || !this.#socket.isWaiting)) return;
    this.#socket.retryIn(Math.max(wait, this.#pause(code)));
  }

  /** @param {number} code @param {boolean} [reported] whether the code is reported as well */
  #lost(code, reported = true) {
    this.#renewal.cancel();
    if (code === TOKEN_EXPIRED) this.#renewal.demand();
    this.#handlers.onLost(++this.#failures === 1 ? "reconnecting" : "polling", reported ? code : undefined);
  }

  /** Before the next attempt after a loss. @param {number} code */
  #pause(code) {
    const wait = code === ACCESS_REVOKED ? this.#options.periods.pollingMs : this.#retryPolicy(code, 0, this.#env.random);
    return /** @type {number} */ (wait);
  }

  /** Before the next attempt of the other kind: at a random moment, so that clients do not come all at once. */
  #later() {
    return this.#options.periods.pollingMs * (1 + this.#env.random());
  }
}
