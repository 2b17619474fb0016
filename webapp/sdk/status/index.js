import { exponential, ResumePoint, TOKEN_EXPIRED, webSocketUrl } from "../connection.js";
import { FeedChannel } from "../feed-channel.js";
import { ReconnectingSocket } from "../reconnecting-socket.js";

/** After this many failed attempts in a row no further one is made. */
export const MAX_ATTEMPTS = 10_000;
export const retryPolicy = exponential({ firstMs: 2_000, longestMs: 30_000, maxAttempts: MAX_ATTEMPTS });
/** Browsers show no protocol pings: a request that the server answers detects a dead connection. */
const KEEP_ALIVE = { everyMs: 10_000, whenIdle: true, timeoutMs: 5_000, frame: { action: "list_subscriptions" } };
/** The actions that are not in the log, and have no position. */
const TRANSIENT = ["pulse", "uptime-update"];

/**
 * @typedef {import("../feed-channel.js").Feed} Feed
 * @typedef {Object} FeedOptions
 * @property {string} url the server's `/ws`
 * @property {string} streamUrl the server's `/v1/events`, for networks that block WebSockets
 * @property {string} slug
 * @property {() => string | null} [password] the BLAKE2b-512 hex of a protected page's password
 * @property {(line: string) => void} [log]
 * @property {EventTarget[]} wakeTargets
 * @property {import("../rest.js").Environment} env
 */

/**
 * The live events of one status page, over a socket, or as server-sent events where no socket opens. A lost connection is opened again.
 *
 * @implements {Feed}
 */
export class StatusFeed {
  #handlers;
  #options;
  #log;
  #socket;
  #fallback = /** @type {import("../event-stream.js").StreamFallback | null} */ (null);
  #subscribed = false;
  #resumePoint = new ResumePoint();
  /** Whether the server has confirmed that events come with their position. */
  #sequenced = false;
  /** @type {Set<string>} events that came without their position, and may come again with it */
  #unsequenced = new Set();

  /** @param {FeedOptions} options @param {import("../feed-channel.js").FeedHandlers} handlers */
  constructor(options, handlers) {
    const { env } = options;
    this.#options = options;
    this.#handlers = handlers;
    this.#log = options.log ?? (() => {});
    this.#socket = new ReconnectingSocket({
      url: () => options.url,
      retryPolicy: (...loss) => (this.#fallback?.isLive ? this.#fallback.socketAfterMs : retryPolicy(...loss)),
      keepAlive: KEEP_ALIVE,
      wakeTargets: options.wakeTargets,
      env,
      onConnecting: () => this.#connecting(),
      onOpen: () => this.#opened(),
      onFrame: (frame, text) => this.#received(frame, text),
      onLost: ({ reason }) => this.#socketLost(reason),
      onGiveUp: () => handlers.onGiveUp(`No connection after ${MAX_ATTEMPTS} attempts`),
      onOffline: () => {
        this.#fallback?.close();
        handlers.onOffline();
      },
    });
  }

  open() {
    this.#socket.open();
  }

  close() {
    this.#fallback?.close();
    this.#socket.close();
    this.#subscribed = false;
  }

  /** Opens a connection at once, or subscribes again on the present one, such as with a password that was just entered. */
  retry() {
    if (this.#fallback?.isOpen) return this.#fallback.open();
    if (this.#socket.isOpen) return this.#subscribe();
    this.#socket.resetRetries();
    this.#socket.open();
  }

  /** @param {string} reason */
  lose(reason) {
    if (this.#socket.isOpen) this.#socket.lose(reason);
  }

  /**
   * Resumes after this position; pulses and uptimes have none.
   *
   * @param {import("../connection.js").Position} position
   */
  since({ seq, epoch }) {
    this.#resumePoint.advance(seq, epoch);
    if (this.#subscribed && this.#resumePoint.requested === null) this.#subscribe();
  }

  #subscribe() {
    const { slug, password } = this.#options;
    const secret = password?.();
    const { position } = this.#resumePoint;
    const since = position === null ? {} : { since: this.#resumePoint.since(position) };
    this.#resumePoint.requested = position;
    this.#sequenced = false;
    this.#socket.send({ action: "subscribe", slug, ...(secret ? { password: secret } : {}), ...since });
  }

  #connecting() {
    this.#log(`[WS] Connecting to ${this.#options.url}...`);
    if (this.#fallback?.isLive) return;
    this.#handlers.onConnecting();
    this.#subscribed = false;
    this.#unsequenced.clear();
  }

  #opened() {
    this.#log("[WS] Connection established");
    this.#fallback?.close();
    this.#subscribed = false;
    this.#subscribe();
  }

  /** @param {string} reason */
  #socketLost(reason) {
    this.#log(`[WS] Connection lost: ${reason}`);
    if (this.#fallback?.isLive) return;
    this.#handlers.onLost();
    if (this.#fallback) this.#fallback.socketLost(this.#subscribed);
    else if (!this.#subscribed) this.#loadFallback().then(() => this.#socket.isTrying && this.#fallback?.socketLost(false));
  }

  /** After the connection, or where it does not open. What cannot be loaded is tried again after the next loss. */
  async #loadFallback() {
    const { env, password } = this.#options;
    try {
      const { StreamFallback } = await import("../event-stream.js");
      this.#fallback ??= new StreamFallback({
        url: () => this.#streamUrl(),
        token: () => password?.(),
        onFrame: (frame) => this.#received(frame, JSON.stringify(frame)),
        onDown: (code, confirmed) => this.#streamDown(code, confirmed),
        onRefused: (message) => this.#refused(message),
        env,
      });
    } catch (error) {
      this.#log(`[SSE] ${error}`);
    }
  }

  /** @returns {string} of a stream that resumes; its events come with their position */
  #streamUrl() {
    const { streamUrl, slug } = this.#options;
    const { position, epoch } = this.#resumePoint;
    this.#resumePoint.requested = position ?? 0;
    const since = position === null ? {} : { since: `${position}`, ...(epoch === null ? {} : { epoch }) };
    return `${streamUrl}?${new URLSearchParams({ slug, ...since })}`;
  }

  /** @param {number} code @param {boolean} confirmed */
  #streamDown(code, confirmed) {
    if (code === TOKEN_EXPIRED) return this.#refused("Password required");
    if (!confirmed) return;
    this.#log("[SSE] Stream lost");
    this.#subscribed = false;
    this.#handlers.onLost();
    this.#socket.open();
  }

  /** @param {any} frame @param {string} text */
  #received(frame, text) {
    const { slug } = this.#options;
    if (frame?.action === "connected") this.#log("[WS] Server acknowledged connection");
    else if (frame?.action === "subscribed") this.#confirmed(frame);
    else if (frame?.action === "unsubscribed" && frame.slug === slug) this.#revoked();
    else if (frame?.action === "error") this.#refused(String(frame.message));
    else if (frame?.action === "gap" && frame.slug === slug) this.#gap(frame);
    else if (frame?.data?.slug === slug && this.#subscribed && this.#isNew(frame, text)) {
      const { action: kind, data, timestamp = null, seq } = frame;
      this.#handlers.onMessage({ kind, data, timestamp, ...(seq === undefined ? {} : { seq }), frame });
    }
  }

  /** @param {any} frame @param {string} text with its position at the end, if it has one */
  #isNew({ action, seq }, text) {
    if (seq === undefined) {
      if (!this.#sequenced && !TRANSIENT.includes(action)) this.#unsequenced.add(text);
      return true;
    }
    return this.#resumePoint.accept(seq) && !this.#unsequenced.delete(text.replace(/,"seq":\d+}$/, "}"));
  }

  /** @param {{ from: number, to: number, epoch?: string }} gap */
  #gap(gap) {
    if (this.#resumePoint.gap(gap)) this.#handlers.onGap(gap);
  }

  /** @param {{ seq?: number, epoch?: string }} frame the present position */
  #confirmed({ seq, epoch }) {
    this.#sequenced = seq !== undefined;
    this.#resumePoint.confirmed(epoch);
    if (this.#subscribed) return; // subscribed again on the same connection, for the positions
    const fallback = this.#fallback;
    const streams = fallback?.isOpen;
    const resumes = streams ? this.#resumePoint.position !== null : seq !== undefined;
    this.#log(`[${streams ? "SSE" : "WS"}] Subscribed to status page: ${this.#options.slug}`);
    this.#subscribed = true;
    this.#socket.resetRetries();
    if (streams) fallback.confirm();
    else fallback?.socketConfirmed();
    if (streams && !this.#socket.isConnected) this.#socket.retryIn(fallback.socketAfterMs); // a socket is better
    this.#handlers.onLive();
    if (!fallback) this.#loadFallback();
    this.#handlers.onSubscribed(resumes);
  }

  /** The page's password has changed, or the page was deleted: the answer to a new subscription says which. */
  #revoked() {
    this.#log(`[WS] Unsubscribed from status page: ${this.#options.slug}`);
    this.#subscribed = false;
    this.retry();
  }

  /** @param {string} message */
  #refused(message) {
    this.#log(`[WS] Error: ${message}`);
    if (!this.#subscribed) this.#handlers.onRefused(message);
  }
}

/** @typedef {FeedChannel<StatusFeed>} StatusChannel the kinds are the actions of docs/status-pages.md, such as `monitor-down` */

/** @param {import("../client.js").Context} context */
export const statusPages = (context) => ({
  /**
   * The live events of one status page. Pulses and uptimes come only while connected; the others are resumed after `since`.
   *
   * @param {string} slug
   * @param {{ password?: () => string | null, log?: (line: string) => void }} [options] `password`: the BLAKE2b-512 hex of a protected
   *     page's password
   * @returns {StatusChannel}
   */
  statusPage(slug, { password, log } = {}) {
    const { baseUrl, wakeTargets, env } = context;
    const url = webSocketUrl(baseUrl, "/ws");
    const options = { url, streamUrl: `${baseUrl}/v1/events`, slug, password, log, wakeTargets, env };
    return new FeedChannel(context, `status:${slug}`, (handlers) => new StatusFeed(options, handlers));
  },
});
