import { ACCESS_REVOKED, ResumePoint, steady, TOKEN_EXPIRED } from "../connection.js";
import { EventStream } from "../event-stream.js";
import { ReconnectingSocket } from "../reconnecting-socket.js";
import { TokenRenewal } from "../socket-requests.js";

/** @typedef {import("../feed-channel.js").Feed} Feed */

const RECONNECT_MS = 3_000;
/** A position after the end of every log: the server answers with a gap that ends here, and begins after the log's last position. */
const END_OF_LOG = Number.MAX_SAFE_INTEGER;
/** A socket is asked this often whether it works. */
const PROBE_MS = 1_500;
/** A socket that has been silent for so long has not answered. */
const STALE_MS = 3_500;
/** A socket without an answer for so long is replaced. */
const DEAD_MS = 10_000;
/** A stream cannot be asked: one and a half heartbeats. */
const STREAM_STALE_MS = 45_000;
/** After this many sockets in a row that did not open, a stream is tried. */
const REFUSALS_BEFORE_STREAM = 2;
/** How often the age of the last frame is looked at. */
const LOOK_MS = 500;
/** While a stream works, a socket is tried this often. */
const SOCKET_RETRY_MS = 60_000;

/**
 * @typedef {Object} AlertFeedOptions
 * @property {string} url the server's `/ws/alerts`
 * @property {string} streamUrl of the stream for networks that block sockets
 * @property {string[]} sites none: all
 * @property {boolean} updates also of open alerts that were acknowledged, or whose severity or message changed
 * @property {() => Promise<string | null>} [token] asked for before each attempt, in place of the client's
 * @property {string} [screen] a screen token in its place
 * @property {import("../rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {EventTarget[]} wakeTargets
 * @property {import("../rest.js").Environment} env
 */

/**
 * The live alerts of `/ws/alerts`, or where no socket opens of `/api/v1/alerts/events`. The connection is opened again within 3 s of
 * its loss, and resumes after the last alert that was delivered. A socket is asked whether it works, since a network that is cut closes
 * nothing.
 *
 * @implements {Feed}
 */
export class AlertFeed {
  #resumePoint = new ResumePoint();
  #options;
  #handlers;
  #env;
  #renewal;
  #isLive = false;
  /** @type {any} */
  #watch = null;
  #socket;
  /** @type {EventStream | null} */
  #stream = null;
  /** Whether the stream has delivered a frame. */
  #streaming = false;
  /** Sockets in a row that did not open. */
  #refusals = 0;
  #refused = false; // whether the server has refused the last stream
  #streamFrameAt = 0;
  /** @type {string | null} */
  #token = null;

  /** @param {AlertFeedOptions} options @param {import("../feed-channel.js").FeedHandlers} handlers */
  constructor(options, handlers) {
    const { url, screen, wakeTargets, env, credentials } = options;
    this.#options = options;
    this.#handlers = handlers;
    this.#env = env;
    this.#renewal = new TokenRenewal(credentials, env);
    const reconnect = steady(RECONNECT_MS);
    this.#socket = new ReconnectingSocket({
      url: () => url,
      protocols: () => (screen ? [`screen-${screen}`] : this.#token ? [`token-${this.#token}`] : []),
      prepare: async () => {
        // without a token that can be had, the server decides
        this.#token = screen ? null : await this.#freshToken().catch(() => null);
      },
      retryPolicy: (code, attempt, random) => {
        if (this.#stream) return SOCKET_RETRY_MS * (0.5 + random() / 2);
        return code === TOKEN_EXPIRED ? 0 : reconnect(code, attempt, random);
      },
      keepAlive: { everyMs: PROBE_MS, timeoutMs: DEAD_MS, frame: { event: "ping" } },
      wakeTargets,
      env,
      onConnecting: () => this.#streaming || this.#refused || handlers.onConnecting(),
      onOpen: () => this.#opened(),
      onFrame: (frame) => this.#received(frame),
      onLost: ({ opened, code }) => this.#socketLost(opened, code),
    });
  }

  /** When the last frame came; 0: never. */
  get lastFrameAt() {
    return Math.max(this.#socket.lastFrameAt, this.#streamFrameAt);
  }

  /** How alerts come. @returns {"socket" | "stream"} */
  get transport() {
    return this.#streaming ? "stream" : "socket";
  }

  open() {
    this.#watch = this.#env.setInterval(() => this.#checkSilence(), LOOK_MS);
    this.#socket.open();
  }

  close() {
    this.#env.clearInterval(this.#watch);
    this.#socket.close();
    this.#closeStream();
    this.#isLive = this.#refused = false;
    this.#refusals = 0;
  }

  retry() {
    if (!this.#streaming) this.#socket.open();
  }

  /** @param {string} reason */
  lose(reason) {
    if (this.#socket.isOpen) this.#socket.lose(reason);
  }

  /** @param {import("../connection.js").Position} position */
  since({ seq, epoch }) {
    this.#resumePoint.advance(seq, epoch);
  }

  async #freshToken() {
    const { token, credentials } = this.#options;
    if (token) return token();
    await this.#renewal.runIfDue();
    return credentials.token() ?? null;
  }

  /** Detects a connection that has become stale. */
  #checkSilence() {
    const isSilent = this.#streaming ? this.#stream && this.#stream.silence >= STREAM_STALE_MS : this.#socket.silence >= STALE_MS;
    if (!this.#isLive || !isSilent) return;
    this.#isLive = false;
    this.#handlers.onStale();
  }

  #nextPosition() {
    this.#resumePoint.requested = this.#resumePoint.position ?? END_OF_LOG;
    return this.#resumePoint.requested;
  }

  #opened() {
    this.#refusals = 0;
    this.#closeStream();
    const { sites: subscribe, updates } = this.#options;
    const resumes = this.#resumePoint.position !== null;
    const since = this.#resumePoint.since(this.#nextPosition());
    this.#socket.send(updates ? { subscribe, updates, since } : { subscribe, since });
    this.#live();
    this.#handlers.onSubscribed(resumes);
  }

  #received(/** @type {any} */ frame) {
    this.#live();
    if (frame.event === "pong") return;
    if (frame.event === "gap") this.#gap(frame);
    else if ((frame.seq === undefined || this.#resumePoint.accept(frame.seq)) && this.#isSelected(frame)) this.#deliver(frame);
  }

  #deliver(/** @type {any} */ frame) {
    const { event: kind, seq, ...data } = frame;
    this.#handlers.onMessage({ kind, data, timestamp: null, ...(seq === undefined ? {} : { seq }), frame });
  }

  /** @param {{ from: number, to: number, epoch?: string }} gap */
  #gap(gap) {
    if (gap.to === END_OF_LOG) this.#resumePoint.advance(gap.from - 1, gap.epoch);
    else if (this.#resumePoint.gap(gap)) this.#handlers.onGap(gap);
  }

  /** Until the server has read the selection of sites, it sends alerts of all of them. @param {{ site?: string }} frame */
  #isSelected({ site }) {
    const { sites } = this.#options;
    return site === undefined || sites.length === 0 || sites.includes(site);
  }

  /** @param {boolean} opened @param {number} code */
  #socketLost(opened, code) {
    this.#refusals = opened ? 0 : this.#refusals + 1;
    if (code === TOKEN_EXPIRED || code === ACCESS_REVOKED) this.#renewal.demand();
    if (!this.#stream && this.#refusals >= REFUSALS_BEFORE_STREAM) this.#openStream();
    if (!this.#streaming && !this.#refused) this.#lost();
  }

  #openStream() {
    const { streamUrl, sites, screen, updates } = this.#options;
    const resumes = this.#resumePoint.position !== null;
    const { epoch } = this.#resumePoint;
    const query = new URLSearchParams({ since: String(this.#nextPosition()), ...(epoch === null ? {} : { epoch }) });
    if (updates) query.set("updates", "true");
    for (const site of sites) query.append("site", site);
    const headers = /** @type {Record<string, string>} */ (screen ? { "X-Heliograph-Screen": screen } : {});
    const onDown = (/** @type {number} */ code) => {
      if (code === TOKEN_EXPIRED) this.#renewal.demand();
      if (code === TOKEN_EXPIRED && !this.#streaming) return onRefused("The server refuses the token");
      this.#streamEnded();
      this.#lost();
    };
    const onRefused = (/** @type {string} */ message) => {
      this.#streamEnded();
      const known = this.#refused;
      this.#refused = true;
      if (!known) this.#handlers.onRefused(message);
    };
    const onFrame = (/** @type {any} */ frame) => {
      const first = !this.#streaming;
      this.#streaming = true;
      this.#streamFrameAt = this.#env.now();
      this.#live();
      if (first) this.#handlers.onSubscribed(resumes);
      this.#received(frame);
    };
    this.#stream = new EventStream(`${streamUrl}?${query}`, this.#token, this.#env, { onFrame, onDown, onRefused }, headers);
  }

  #closeStream() {
    this.#stream?.close();
    this.#stream = null;
    this.#streaming = false;
  }

  #streamEnded() {
    this.#closeStream();
    this.#socket.retryIn(RECONNECT_MS * (0.6 + 0.4 * this.#env.random()));
  }

  #live() {
    this.#isLive = true;
    this.#refused = false;
    this.#handlers.onLive();
  }

  #lost() {
    this.#isLive = this.#refused = false;
    this.#handlers.onLost();
  }
}
