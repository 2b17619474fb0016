import { ACCESS_REVOKED, TOKEN_EXPIRED } from "../close-codes.js";
import { environment } from "../environment.js";
import { ReconnectingSocket } from "../reconnecting-socket.js";
import { exponential } from "../retry-policy.js";
import { TokenRenewal } from "../token-renewal.js";
import { tokenProtocols, webSocketUrl } from "../web-socket-url.js";
import { PendingReplies } from "./pending-replies.js";

const KEEP_ALIVE = { everyMs: 10_000, timeoutMs: 5_000, frame: { type: "ping" } };
const RETRY_POLICY = exponential({ firstMs: 1_000, longestMs: 30_000 });
const RENEW_AT_LEAST_MS = 10_000;

/**
 * @typedef {"none" | "connecting" | "live" | "reconnecting"} State
 *
 * @typedef {{ connectionId: string, user: { userId: string, email: string | null, role: string } | null,
 *   authorizedChannels: string[] }} Greeting
 *
 * @typedef {{ channel: string, data: string, timestamp: string }} Event `data` is the JSON as it was received: a
 *   number beyond JavaScript's precision keeps its digits
 *
 * @typedef {{ totalConnections: number, authenticatedConnections: number, anonymousConnections: number,
 *   totalSubscriptions: number, connectionsByChannel: Record<string, number> }} Stats
 *
 * @typedef {Object} Handlers
 * @property {(state: State) => void} onState
 * @property {(greeting: Greeting) => void} onGreeting
 * @property {(event: Event) => void} onEvent
 * @property {(channel: string) => void} onSubscribed
 * @property {(channel: string | undefined, message: string) => void} onRefused
 * @property {(stats: Stats) => void} onStats
 */

/** Events of channels, over `/ws`. A lost connection is opened again, and subscribes to the same channels. */
export class Channels {
  /** @type {State} */
  state = "none";
  /** @type {Set<string>} the channels that are subscribed to, now or after the next connection */
  #desired = new Set();
  #pending = new PendingReplies();
  #handlers;
  #socket;
  #renewal;

  /**
   * @param {{ baseUrl: string, credentials: import("../rest.js").Credentials & { expiresAt: () => number },
   *   handlers: Handlers, wakeTargets?: EventTarget[] } & Partial<import("../environment.js").Environment>} options
   */
  constructor(options) {
    const { baseUrl, credentials, handlers, wakeTargets } = options;
    const env = environment(options);
    this.#handlers = handlers;
    this.#renewal = new TokenRenewal(credentials, env);
    this.#socket = new ReconnectingSocket({
      url: () => webSocketUrl(baseUrl, "/ws"),
      protocols: () => tokenProtocols(credentials),
      prepare: () => this.#renewal.runIfDue(),
      retryPolicy: RETRY_POLICY,
      keepAlive: KEEP_ALIVE,
      wakeTargets,
      env,
      onConnecting: () => this.#pending.clear(),
      onOpen: () => this.#renewal.schedule(() => this.#reopen(), RENEW_AT_LEAST_MS),
      onFrame: (frame, text) => this.#received(frame, text),
      onLost: ({ code }) => this.#lost(code),
    });
  }

  /** @param {Iterable<string>} channels to subscribe to from the beginning */
  open(channels = []) {
    this.#desired = new Set(channels);
    this.#setState("connecting");
    this.#socket.open();
  }

  close() {
    this.#renewal.cancel();
    this.#socket.close();
    this.#setState("none");
  }

  /** @param {string} channel */
  subscribe(channel) {
    this.#desired.add(channel);
    this.#request({ type: "subscribe", channel }, [channel]);
  }

  /** @param {string} channel */
  unsubscribe(channel) {
    this.#desired.delete(channel);
    this.#request({ type: "unsubscribe", channel }, [channel]);
  }

  /** Requests the node's statistics; for administrators. */
  stats() {
    this.#request({ type: "stats" }, [undefined]);
  }

  /** @param {object} frame @param {(string | undefined)[]} channels one for each reply */
  #request(frame, channels) {
    if (this.state !== "live") return;
    this.#pending.add(channels);
    this.#socket.send(frame);
  }

  /** Reconnects with a new token before the server ends the connection because of the old one. */
  async #reopen() {
    const { generation } = this.#socket;
    await this.#renewal.run();
    if (generation === this.#socket.generation) this.#socket.open();
  }

  /** @param {number} code */
  #lost(code) {
    this.#renewal.cancel();
    if (code === TOKEN_EXPIRED || code === ACCESS_REVOKED) this.#renewal.demand();
    this.#setState("reconnecting");
  }

  /** @param {any} frame @param {string} text */
  #received(frame, text) {
    const { onGreeting, onEvent, onSubscribed, onRefused, onStats } = this.#handlers;
    if (frame.type === "event") onEvent({ channel: frame.channel, data: dataOf(text), timestamp: frame.timestamp });
    else if (frame.type === "connected") this.#greeted(frame, onGreeting);
    else if (frame.type === "error") {
      const channel = this.#pending.take();
      if (channel) this.#desired.delete(channel);
      onRefused(channel, frame.message);
    } else if (["subscribed", "unsubscribed", "stats"].includes(frame.type)) {
      this.#pending.take();
      if (frame.type === "subscribed") onSubscribed(frame.channel);
      if (frame.type === "stats") onStats(frame.data);
    }
  }

  /** @param {Greeting} greeting @param {(greeting: Greeting) => void} onGreeting */
  #greeted(greeting, onGreeting) {
    this.#socket.resetRetries();
    this.#setState("live");
    const channels = [...this.#desired];
    if (channels.length > 0) this.#request({ type: "subscribe", channels }, channels);
    onGreeting(greeting);
  }

  /** @param {State} state */
  #setState(state) {
    if (state === this.state) return;
    this.state = state;
    this.#handlers.onState(state);
  }
}

/** @param {string} frame whose fields the server writes in this order; a quote in a channel's name is escaped */
function dataOf(frame) {
  const name = ',"data":';
  return frame.slice(frame.indexOf(name) + name.length, frame.lastIndexOf(',"timestamp":'));
}
