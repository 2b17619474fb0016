/** The server goes away, such as for a restart. */
export const GOING_AWAY = 1001;
/** No close frame came: the code that browsers report for a connection that was lost. */
export const LOST = 1006;
export const TOKEN_EXPIRED = 4001;
export const ACCESS_REVOKED = 4003;

/**
 * @param {string} baseUrl such as `https://fleet.example.org`
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {string} with the scheme of WebSockets
 */
export const webSocketUrl = (baseUrl, path, query) =>
  baseUrl.replace(/^http/, "ws") + path + (query ? `?${new URLSearchParams(query)}` : "");

/**
 * The subprotocol that carries the token: unlike an address it is kept in no log of a proxy and no history.
 *
 * @param {{ token: () => string | null | undefined }} credentials without a token the server refuses the socket
 * @returns {string[]}
 */
export const tokenProtocols = (credentials) => [`token-${credentials.token() ?? ""}`];

/**
 * `SUBSCRIBED`: events are delivered from now on; earlier ones may be missing. `RESUMED`: events are delivered, and none is missing
 * since the position that the caller had reached. `RECONNECTING`: the connection was just lost. `POLLING`: it could not be opened again;
 * from time to time the callbacks are asked to fetch. `CHANNEL_ERROR`: the server refuses the subscription, or has ended it; the next
 * connection asks again. `TIMED_OUT`: no answer came in time; the client goes on trying. `CLOSED`: the channel was unsubscribed.
 *
 * @typedef {"SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CHANNEL_ERROR" | "TIMED_OUT" | "CLOSED"} ChannelStatus
 *
 * @typedef {(status: ChannelStatus, error?: Error & { channel?: string }) => void} StatusListener `error`: why, with `CHANNEL_ERROR` and
 *     `TIMED_OUT`; its `channel` the one that was refused, of several
 *
 * @typedef {"ok" | "timed out" | "error"} Outcome
 *
 * @typedef {{ seq: number, epoch?: string }} Position in a log; `epoch`: of the log in which the number was given; later ones are
 *     greater texts
 *
 * @typedef {{ unsubscribe(): Promise<Outcome>, readonly name: string }} AnyChannel
 */

/**
 * `none` not subscribed; `connecting` the first connection is being opened; `live` events arrive; `stale` the server has not answered for
 * some seconds; `reconnecting` the connection was just lost; `polling` it could not be opened again, or there is no organisation to open
 * one for; `offline` the network is gone; `failed` no further attempt is made.
 *
 * @typedef {"none" | "connecting" | "live" | "stale" | "reconnecting" | "polling" | "offline" | "failed"} ConnectionState
 */

/** How long the server may take to confirm a subscription or a broadcast, unless the caller says otherwise. */
export const CONFIRMATION_MS = 10_000;

/** @param {number | Position} position @returns {Position} @throws {TypeError} it is none */
export function positionOf(position) {
  const { seq, epoch } = typeof position === "object" && position ? position : { seq: position, epoch: undefined };
  if (!Number.isSafeInteger(seq) || seq < 0) throw new TypeError(`Not a position: ${seq}`);
  return { seq, epoch };
}

/**
 * Calls what a caller registered. One that throws does not keep the others from being called.
 *
 * @template T
 * @param {(value: T) => void} callback
 * @param {T} value
 * @param {(error: unknown) => void} onError
 */
export function call(callback, value, onError) {
  try {
    callback(value);
  } catch (error) {
    onError(error);
  }
}

/** After a shutdown all clients come back within this time, each at a random moment. */
const RETURN_WITHIN_MS = 5_000;
/** The shortest wait of {@link steady} as a share of the longest. */
const SHORTEST_SHARE = 0.6;

/**
 * When the next attempt to connect begins. All policies are randomized, so that the clients of a restarted server do not come back
 * at the same moment.
 *
 * @callback RetryPolicy
 * @param {number} code the close code of the connection that was lost
 * @param {number} attempt how many attempts have failed in a row, from 0; shutdowns of the server are not counted
 * @param {() => number} random from 0 (included) to 1 (excluded)
 * @returns {number | null} milliseconds to wait; null: no further attempt
 */

/**
 * The same limit for every attempt: a wait from 60 to 100 % of it, or from 0 to `afterShutdownMs` after a shutdown of the server.
 *
 * @param {number} longestMs
 * @param {number} [afterShutdownMs]
 * @returns {RetryPolicy}
 */
export const steady =
  (longestMs, afterShutdownMs = RETURN_WITHIN_MS) =>
  (code, _, random) =>
    code === GOING_AWAY ? random() * afterShutdownMs : longestMs * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * random());

/**
 * A limit that doubles from attempt to attempt: a wait from 50 to 100 % of it, or from 0 to 5 s after a shutdown of the server.
 *
 * @param {{ firstMs: number, longestMs: number, maxAttempts?: number }} limits `maxAttempts`: no attempt after so many failures
 * @returns {RetryPolicy}
 */
export const exponential =
  ({ firstMs, longestMs, maxAttempts = Infinity }) =>
  (code, attempt, random) => {
    if (attempt >= maxAttempts) return null;
    if (code === GOING_AWAY) return random() * RETURN_WITHIN_MS;
    return Math.min(firstMs * 2 ** attempt, longestMs) * (0.5 + random() / 2);
  };

const EVENTS = ["visibilitychange", "online", "offline"];

/**
 * Reports when the page becomes visible or the network is back, and when the network is gone. Timers of background tabs are
 * throttled, and a socket detects a lost network only after minutes.
 */
export class PageLifecycle {
  #targets;
  #onResume;
  #onOffline;

  /**
   * @param {EventTarget[]} targets a page's document and window
   * @param {() => void} onResume the page became visible, or the network is back
   * @param {() => void} onOffline
   */
  constructor(targets, onResume, onOffline) {
    this.#targets = targets;
    this.#onResume = onResume;
    this.#onOffline = onOffline;
  }

  /** Listens from now on; calling it twice changes nothing. */
  listen() {
    for (const target of this.#targets) for (const event of EVENTS) target.addEventListener(event, this.#handle);
  }

  ignore() {
    for (const target of this.#targets) for (const event of EVENTS) target.removeEventListener(event, this.#handle);
  }

  #handle = (/** @type {Event} */ event) => {
    const page = /** @type {Partial<Document> | null} */ (event.target);
    if (event.type === "offline") this.#onOffline();
    else if (event.type === "online" || page?.visibilityState !== "hidden") this.#onResume();
  };
}

/** Runs something periodically while it is started; starting it twice changes nothing. */
export class Polling {
  #env;
  #periodMs;
  #run;
  /** @type {any} */
  #timer = null;
  #last = 0;

  /** @param {import("./rest.js").Environment} env @param {number} periodMs @param {() => void} run */
  constructor(env, periodMs, run) {
    this.#env = env;
    this.#periodMs = periodMs;
    this.#run = run;
  }

  start() {
    if (this.#timer !== null) return;
    this.#last = this.#env.now();
    this.#timer = this.#env.setInterval(() => this.#tick(), this.#periodMs);
  }

  stop() {
    this.#env.clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Runs at once if a throttled timer has missed its turn. */
  catchUp() {
    if (this.#timer !== null && this.#env.now() - this.#last >= this.#periodMs) this.#tick();
  }

  #tick() {
    this.#last = this.#env.now();
    this.#run();
  }
}

/** The position in one log up to which everything is known, for a subscription that resumes after it. */
export class ResumePoint {
  /** @type {number | null} null: none is known */
  position = null;
  /** @type {string | null} the epoch of the log in which the position was given; later ones are greater texts; null: none is known */
  epoch = null;
  /** @type {number | null} the position that the present subscription named; null: none */
  requested = null;

  /** What a subscription names, so that it begins after a position. @param {number} position @returns {Since} */
  since(position) {
    return this.epoch === null ? position : { seq: position, epoch: this.epoch };
  }

  /** @param {number} seq up to which everything is known @param {string} [epoch] of the log; positions of an earlier one count nothing */
  advance(seq, epoch) {
    if (epoch !== undefined && this.epoch !== null && epoch < this.epoch) return;
    const another = epoch !== undefined && this.epoch !== null && epoch !== this.epoch;
    this.position = another ? seq : Math.max(seq, this.position ?? 0);
    this.epoch = epoch ?? this.epoch;
  }

  /** The server has confirmed a subscription. @param {string | undefined} epoch that of its log; with another one a gap follows */
  confirmed(epoch) {
    if (epoch !== undefined && (this.epoch === null || !this.requested)) this.epoch = epoch;
  }

  /** @param {number} seq of an event @returns {boolean} whether it is new */
  accept(seq) {
    if (this.position !== null && seq <= this.position) return false;
    this.position = seq;
    return true;
  }

  /**
   * @param {{ from: number, to: number, epoch?: string }} gap events that were purged, or, in another epoch, or up to the requested or
   *     the known position, positions after the end of a log that was restored from a backup before or during the subscription
   * @returns {boolean} whether events are missing
   */
  gap({ from, to, epoch }) {
    const known = this.position ?? 0;
    const another = epoch !== undefined && this.epoch !== null && epoch !== this.epoch;
    if (another && epoch < /** @type {string} */ (this.epoch)) return false; // of a server that has not noticed the restore yet
    this.epoch = epoch ?? this.epoch;
    if (another || to === this.requested || to === this.position) this.position = from - 1;
    else if (to > known) this.position = to;
    else return false;
    return true;
  }
}

/** @typedef {number | { seq: number, epoch: string }} Since what a subscription names to resume */
