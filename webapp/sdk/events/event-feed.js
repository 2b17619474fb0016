import { ACCESS_REVOKED, exponential, ResumePoint, TOKEN_EXPIRED, tokenProtocols, webSocketUrl } from "../connection.js";
import { HandshakeCheck } from "../handshake-check.js";
import { ReconnectingSocket } from "../reconnecting-socket.js";
import { TokenRenewal } from "../socket-requests.js";
import { PendingReplies } from "./pending-replies.js";

/** @typedef {import("../feed-channel.js").Feed} Feed */

const KEEP_ALIVE = { everyMs: 10_000, timeoutMs: 5_000, frame: { type: "ping" } };
const RETRY_POLICY = exponential({ firstMs: 1_000, longestMs: 30_000 });
const RENEW_AT_LEAST_MS = 10_000;

/**
 * @typedef {{ totalConnections: number, authenticatedConnections: number, anonymousConnections: number,
 *   totalSubscriptions: number, connectionsByChannel: Record<string, number> }} Stats
 */

/**
 * The events of several channels over one socket. A lost connection is opened again, and subscribes to the same channels.
 *
 * @implements {Feed}
 */
export class EventFeed {
  /** @type {string[]} the well-known channels that the caller may subscribe to, once the server has said so */
  authorized = [];
  /** @type {Set<string>} the channels that each connection asks for, also those that the present one was refused */
  #desired;
  /** @type {Map<string, ResumePoint>} of the channels that are resumed */
  #resumePoints = new Map();
  #pending = new PendingReplies();
  /** Whether the server has greeted the present connection. */
  #greeted = false;
  /** How many of the replies that are due belong to the subscriptions of the beginning; 0: all have come. */
  #opening = 0;
  /** Whether no subscription of the present connection was refused, or confirmed without a position. */
  #resumes = false;
  /** Whether the server delivers the events of a channel. */
  #delivers = false;
  /** Whether the caller has heard so. */
  #announced = false;
  #handlers;
  #socket;
  #renewal;
  #check;

  /**
   * @param {import("../client.js").Context} context
   * @param {Iterable<string>} channels to subscribe to from the beginning
   * @param {import("../feed-channel.js").FeedHandlers} handlers
   */
  constructor({ baseUrl, credentials, wakeTargets, env }, channels, handlers) {
    this.#desired = new Set(channels);
    this.#handlers = handlers;
    this.#renewal = new TokenRenewal(credentials, env);
    this.#check = new HandshakeCheck(env, `${baseUrl}/ws`);
    this.#socket = new ReconnectingSocket({
      url: () => webSocketUrl(baseUrl, "/ws"),
      protocols: () => tokenProtocols(credentials),
      prepare: () => this.#renewal.runIfDue(),
      retryPolicy: RETRY_POLICY,
      keepAlive: KEEP_ALIVE,
      wakeTargets,
      env,
      onConnecting: () => {
        this.#forget();
        if (!this.#check.isRefused) handlers.onConnecting();
      },
      onOpen: () => this.#renewal.schedule(() => this.#reopen(), RENEW_AT_LEAST_MS),
      onFrame: (frame, text) => this.#received(frame, text),
      onLost: (loss) => this.#lost(loss, credentials.token()),
    });
  }

  open() {
    this.#socket.open();
  }

  close() {
    this.#renewal.cancel();
    this.#check.reset();
    this.#socket.close();
    this.#forget();
  }

  retry() {
    this.#socket.resetRetries();
    this.#socket.open();
  }

  /** @param {string} reason */
  lose(reason) {
    if (this.#socket.isOpen) this.#socket.lose(reason);
  }

  /**
   * Holds for the subscriptions that follow.
   *
   * @param {import("../connection.js").Position} position @param {string} [channel] needed only where there are several
   */
  since({ seq, epoch }, channel = this.#desired.size === 1 ? [...this.#desired][0] : undefined) {
    if (!channel) throw new TypeError("Say of which channel this is the position");
    const point = this.#resumePoints.get(channel) ?? new ResumePoint();
    this.#resumePoints.set(channel, point);
    point.advance(seq, epoch);
  }

  /** @param {string} channel */
  add(channel) {
    this.#desired.add(channel);
    this.#subscribe([channel]);
  }

  /** @param {string} channel */
  remove(channel) {
    this.#desired.delete(channel);
    this.#resumePoints.delete(channel);
    this.#request({ type: "unsubscribe", channel }, [{ channel }]);
  }

  /** @returns {Promise<Stats>} of the node; for administrators */
  stats() {
    return new Promise((resolve, reject) => {
      if (!this.#request({ type: "stats" }, [{ resolve, reject }])) reject(new Error("There is no connection"));
    });
  }

  /** @param {string[]} channels */
  #subscribe(channels) {
    /** @type {Record<string, import("../connection.js").Since>} */
    const since = {};
    for (const channel of channels) {
      const point = this.#resumePoints.get(channel);
      if (point?.position == null) continue;
      point.requested = point.position;
      since[channel] = point.since(point.position);
    }
    const frame = { type: "subscribe", channels, ...(Object.keys(since).length === 0 ? {} : { since }) };
    this.#request(
      frame,
      channels.map((channel) => ({ channel })),
    );
  }

  /** @param {object} frame @param {import("./pending-replies.js").Request[]} replies @returns {boolean} whether it was sent */
  #request(frame, replies) {
    if (!this.#greeted) return false;
    this.#pending.add(replies);
    this.#socket.send(frame);
    return true;
  }

  /** Nothing of an earlier connection is expected any more. */
  #forget() {
    this.#greeted = this.#delivers = this.#announced = false;
    this.#opening = 0;
    this.#pending.clear();
    for (const point of this.#resumePoints.values()) point.requested = null;
  }

  /** Reconnects with a new token before the server ends the connection because of the old one. */
  async #reopen() {
    const { generation } = this.#socket;
    await this.#renewal.run();
    if (generation === this.#socket.generation) this.#socket.open();
  }

  /** @param {import("../reconnecting-socket.js").Loss} loss @param {string | null | undefined} token */
  #lost({ code, opened }, token) {
    this.#renewal.cancel();
    this.#forget();
    if (code === TOKEN_EXPIRED || code === ACCESS_REVOKED) this.#renewal.demand();
    if (!this.#check.isRefused) this.#handlers.onLost();
    this.#check.socketLost(opened, token, (message) => {
      this.#renewal.demand();
      this.#handlers.onRefused(message);
    });
  }

  /** @param {any} frame @param {string} text */
  #received(frame, text) {
    if (frame.type === "event") this.#event(frame, text);
    else if (frame.type === "gap") this.#gap(frame);
    else if (frame.type === "connected") this.#greet(frame);
    else if (["subscribed", "unsubscribed", "stats", "error"].includes(frame.type)) this.#answered(frame);
  }

  /** @param {any} frame @param {string} text */
  #event(frame, text) {
    const { channel: kind, data, timestamp, seq } = frame;
    const point = this.#resumePoints.get(kind);
    if (seq !== undefined && point && !point.accept(seq)) return;
    this.#handlers.onMessage({ kind, data, timestamp, ...(seq === undefined ? {} : { seq }), frame, text: dataOf(text) });
  }

  #gap(/** @type {any} */ frame) {
    if (this.#resumePoints.get(frame.channel)?.gap(frame)) this.#handlers.onGap(frame);
  }

  /** @param {any} frame */
  #greet({ authorizedChannels }) {
    this.authorized = authorizedChannels ?? [];
    this.#socket.resetRetries();
    this.#check.reset();
    this.#greeted = true;
    this.#handlers.onLive();
    const channels = [...this.#desired];
    this.#opening = channels.length;
    this.#resumes = channels.length > 0;
    if (channels.length > 0) this.#subscribe(channels);
    else this.#announce();
  }

  /** @param {any} frame */
  #answered({ type, message, seq, epoch, data }) {
    const { channel, resolve, reject } = this.#pending.take();
    if (type === "stats") resolve?.(data);
    else if (type === "subscribed" && channel) this.#confirmed(channel, seq, epoch);
    else if (type === "error" && reject) reject(new Error(message));
    else if (type === "error") this.#refused(message, channel);
    if (this.#opening > 0) this.#opening--;
    if (this.#opening === 0 && this.#delivers) this.#announce();
  }

  /** @param {string} channel @param {number | undefined} seq @param {string | undefined} epoch */
  #confirmed(channel, seq, epoch) {
    this.#delivers = true;
    this.#resumePoints.get(channel)?.confirmed(epoch);
    if (seq === undefined) this.#resumes = false;
  }

  /** @param {string} message @param {string} [channel] one that was removed meanwhile concerns the caller no more */
  #refused(message, channel) {
    this.#resumes = false;
    if (channel === undefined || this.#desired.has(channel)) this.#handlers.onRefused(message, channel);
  }

  #announce() {
    if (!this.#announced) this.#handlers.onSubscribed(this.#resumes);
    this.#announced = true;
  }
}

/** @param {string} frame whose fields the server writes in this order; a quote in a channel's name is escaped */
function dataOf(frame) {
  const name = ',"data":';
  return frame.slice(frame.indexOf(name) + name.length, frame.lastIndexOf(',"timestamp":'));
}
