import { TOKEN_EXPIRED } from "../close-codes.js";
import { environment } from "../environment.js";
import { EventStream } from "../event-stream.js";
import { ReconnectingSocket } from "../reconnecting-socket.js";
import { ResumePoint } from "../resume-point.js";
import { steady } from "../retry-policy.js";

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
/** While a stream works, a socket is tried this often. */
const SOCKET_RETRY_MS = 60_000;

/**
 * `connecting` the first connection is being opened; `live` the server answers; `stale` it does not answer; `lost` the connection is
 * being opened again.
 *
 * @typedef {"connecting" | "live" | "stale" | "lost"} AlertFeedState
 */

/**
 * The live alerts of `/ws/alerts`, or where no socket opens of `/api/v1/alerts/events`. The connection is opened again within 3 s of
 * its loss, and resumes after the last alert that was delivered. A socket is asked whether it works, since a network that is cut closes
 * nothing.
 */
export class AlertFeed {
  /** @type {AlertFeedState} */
  state = "connecting";
  /** when the last frame came before the connection was lost; 0 while there is one */
  lostFrom = 0;
  #resumePoint = new ResumePoint();
  #options;
  #env;
  #socket;
  /** @type {EventStream | null} */
  #stream = null;
  /** Whether the stream has delivered a frame. */
  #streaming = false;
  /** Sockets in a row that did not open. */
  #refusals = 0;
  #streamFrameAt = 0;
  /** @type {string | null} */
  #token = null;

  /**
   * @param {{ url: string, streamUrl?: string, sites: string[], updates?: boolean, token: () => Promise<string | null>, screen?: string,
   *   onFrame: (frame: any) => void, onState: (state: AlertFeedState) => void, onGap?: () => void, wakeTargets?: EventTarget[],
   *   env?: Partial<import("../environment.js").Environment> }} options
   *   `streamUrl` of the stream for networks that block sockets; `sites` none: all; `updates`: also frames of open alerts that were
   *   acknowledged (`alert.acknowledged`) or whose severity or message changed (`alert.updated`); `token` is asked for before each attempt;
   *   `screen` a screen token in its place; `onGap`: alerts are missing that the server no longer has; `wakeTargets` a page's
   *   document and window
   */
  constructor(options) {
    this.#options = options;
    this.#env = environment(options.env);
    const { url, token, screen, wakeTargets } = options;
    const reconnect = steady(RECONNECT_MS);
    this.#socket = new ReconnectingSocket({
      url: () => url,
      protocols: () => (screen ? [`screen-${screen}`] : this.#token ? [`token-${this.#token}`] : []),
      prepare: async () => {
        // without a token that can be had, the server decides
        this.#token = screen ? null : await token().catch(() => null);
      },
      retryPolicy: (code, attempt, random) => {
        if (this.#stream) return SOCKET_RETRY_MS * (0.5 + random() / 2);
        return code === TOKEN_EXPIRED ? 0 : reconnect(code, attempt, random);
      },
      keepAlive: { everyMs: PROBE_MS, timeoutMs: DEAD_MS, frame: { event: "ping" } },
      wakeTargets,
      env: this.#env,
      onOpen: () => this.#opened(),
      onFrame: (frame) => this.#received(frame),
      onLost: ({ opened }) => this.#socketLost(opened),
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

  /**
   * @param {number} [since] the position up to which everything is known; without one it begins at the present
   * @param {string} [epoch] of its log
   */
  open(since, epoch) {
    if (since !== undefined) Object.assign(this.#resumePoint, { position: since, epoch: epoch ?? null });
    this.#socket.open();
  }

  close() {
    this.#socket.close();
    this.#closeStream();
  }

  /** Called every second or more often: detects a connection that has become stale. */
  checkSilence() {
    const isSilent = this.#streaming ? this.#stream && this.#stream.silence >= STREAM_STALE_MS : this.#socket.silence >= STALE_MS;
    if (this.state === "live" && isSilent) this.#setState("stale");
  }

  #nextPosition() {
    this.#resumePoint.requested = this.#resumePoint.position ?? END_OF_LOG;
    return this.#resumePoint.requested;
  }

  #opened() {
    this.#refusals = 0;
    this.#closeStream();
    const { sites: subscribe, updates } = this.#options;
    const since = this.#resumePoint.since(this.#nextPosition());
    this.#socket.send(updates ? { subscribe, updates, since } : { subscribe, since });
    this.#setState("live");
  }

  /** @param {any} frame */
  #received(frame) {
    this.#setState("live");
    if (frame.event === "pong") return;
    if (frame.event === "gap") this.#gap(frame);
    else if ((frame.seq === undefined || this.#resumePoint.accept(frame.seq)) && this.#isSelected(frame))
      this.#options.onFrame(frame);
  }

  /** @param {{ from: number, to: number, epoch?: string }} gap */
  #gap(gap) {
    if (gap.to === END_OF_LOG) this.#resumePoint.advance(gap.from - 1, gap.epoch);
    else if (this.#resumePoint.gap(gap)) this.#options.onGap?.();
  }

  /** Until the server has read the selection of sites, it sends alerts of all of them. @param {{ site?: string }} frame */
  #isSelected({ site }) {
    const { sites } = this.#options;
    return site === undefined || sites.length === 0 || sites.includes(site);
  }

  /** @param {boolean} opened */
  #socketLost(opened) {
    this.#refusals = opened ? 0 : this.#refusals + 1;
    if (!this.#stream && this.#options.streamUrl && this.#refusals >= REFUSALS_BEFORE_STREAM)
      this.#openStream(this.#options.streamUrl);
    if (!this.#streaming) this.#lost();
  }

  /** @param {string} url */
  #openStream(url) {
    const { sites, screen, updates } = this.#options;
    const { epoch } = this.#resumePoint;
    const log = epoch === null ? [] : [["epoch", epoch]];
    const asked = updates ? [["updates", "true"]] : [];
    const query = new URLSearchParams([
      ["since", String(this.#nextPosition())],
      ...log,
      ...asked,
      ...sites.map((site) => ["site", site]),
    ]);
    /** @type {Record<string, string>} */
    const headers = screen ? { "X-Heliograph-Screen": screen } : {};
    const onDown = () => {
      this.#closeStream();
      this.#lost();
      this.#socket.retryIn(RECONNECT_MS * (0.6 + 0.4 * this.#env.random()));
    };
    const onFrame = (/** @type {any} */ frame) => {
      this.#streaming = true;
      this.#streamFrameAt = this.#env.now();
      this.#received(frame);
    };
    const handlers = { onFrame, onDown, onRefused: onDown };
    this.#stream = new EventStream(`${url}?${query}`, this.#token, this.#env, handlers, headers);
  }

  #closeStream() {
    this.#stream?.close();
    this.#stream = null;
    this.#streaming = false;
  }

  #lost() {
    if (this.lastFrameAt && ["live", "stale"].includes(this.state)) this.lostFrom = this.lastFrameAt;
    this.#setState("lost");
  }

  /** @param {AlertFeedState} state */
  #setState(state) {
    if (state === this.state) return;
    this.state = state;
    this.#options.onState(state);
    if (state === "live") this.lostFrom = 0;
  }
}
