import { environment } from "../environment.js";
import { ReconnectingSocket } from "../reconnecting-socket.js";
import { ResumePoint } from "../resume-point.js";
import { steady } from "../retry-policy.js";

const RECONNECT_MS = 3_000;
/** A position after the end of every log: the server answers with a gap that ends here, and begins after the log's last position. */
const END_OF_LOG = Number.MAX_SAFE_INTEGER;
const STALE_MS = 45_000; // one and a half heartbeats
const DEAD_MS = 75_000; // two heartbeats are missing

/**
 * `connecting` the first connection is being opened; `live` frames arrive; `stale` a heartbeat is missing; `lost` the connection is
 * being opened again.
 *
 * @typedef {"connecting" | "live" | "stale" | "lost"} AlertFeedState
 */

/**
 * The live alerts of `/ws/alerts`. The connection is opened again within 3 s of its loss, and resumes after the last alert that was
 * delivered. A connection without heartbeats counts as lost, since a network that is cut closes nothing.
 */
export class AlertFeed {
  /** @type {AlertFeedState} */
  state = "connecting";
  /** when the last frame came before the connection was lost; 0 while there is one */
  lostFrom = 0;
  #resumePoint = new ResumePoint();
  #sites;
  #onFrame;
  #onState;
  #onGap;
  #env;
  #socket;
  /** Whether the next attempt brings a token: each one that is refused changes over. */
  #withToken = false;
  /** @type {string | null} */
  #token = null;

  /**
   * @param {{ url: string, sites: string[], token: () => Promise<string | null>, onFrame: (frame: any) => void,
   *   onState: (state: AlertFeedState) => void, onGap?: () => void,
   *   env?: Partial<import("../environment.js").Environment> }} options
   *   `sites` none: all; `token` is asked for only where the server refuses anonymous connections; `onGap`: alerts are missing that
   *   the server no longer has
   */
  constructor({ url, sites, token, onFrame, onState, onGap = () => {}, env }) {
    this.#sites = sites;
    this.#onFrame = onFrame;
    this.#onState = onState;
    this.#onGap = onGap;
    this.#env = environment(env);
    this.#socket = new ReconnectingSocket({
      url: () => url,
      protocols: () => (this.#token ? [`token-${this.#token}`] : []),
      prepare: async () => {
        // without a token that can be had, the server decides
        this.#token = this.#withToken ? await token().catch(() => null) : null;
      },
      retryPolicy: steady(RECONNECT_MS),
      idleTimeoutMs: DEAD_MS,
      env: this.#env,
      onOpen: () => this.#opened(),
      onFrame: (frame) => this.#received(frame),
      onLost: ({ opened }) => this.#lost(opened),
    });
  }

  /** When the last frame came; 0: never. */
  get lastFrameAt() {
    return this.#socket.lastFrameAt;
  }

  open() {
    this.#socket.open();
  }

  close() {
    this.#socket.close();
  }

  /** Called every second: detects a connection that has become stale. */
  checkSilence() {
    if (this.state === "live" && this.#socket.silence >= STALE_MS) this.#setState("stale");
  }

  #opened() {
    this.#resumePoint.requested = this.#resumePoint.position ?? END_OF_LOG;
    this.#socket.send({ subscribe: this.#sites, since: this.#resumePoint.requested });
    this.#setState("live");
  }

  /** @param {any} frame */
  #received(frame) {
    this.#setState("live");
    if (frame.event === "gap") this.#gap(frame);
    else if ((frame.seq === undefined || this.#resumePoint.accept(frame.seq)) && this.#isSelected(frame)) this.#onFrame(frame);
  }

  /** @param {{ from: number, to: number }} gap */
  #gap({ from, to }) {
    if (to === END_OF_LOG) this.#resumePoint.advance(from - 1);
    else if (this.#resumePoint.gap({ from, to })) this.#onGap();
  }

  /** Until the server has read the selection of sites, it sends alerts of all of them. @param {{ site?: string }} frame */
  #isSelected({ site }) {
    return site === undefined || this.#sites.length === 0 || this.#sites.includes(site);
  }

  /** @param {boolean} opened */
  #lost(opened) {
    if (!opened) this.#withToken = !this.#withToken;
    if (this.lastFrameAt && ["live", "stale"].includes(this.state)) this.lostFrom = this.lastFrameAt;
    this.#setState("lost");
  }

  /** @param {AlertFeedState} state */
  #setState(state) {
    if (state === this.state) return;
    this.state = state;
    this.#onState(state);
    if (state === "live") this.lostFrom = 0;
  }
}
