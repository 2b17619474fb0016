import { GOING_AWAY, RETURN_WITHIN_MS, spread } from "../sdk/closing.js";
import { environment } from "../sdk/environment.js";

/** The longest wait: each wall has its own, so that a server that was killed does not meet them all at once. */
const RECONNECT_MS = 3_000;
/** A position that no log ever reaches: who asks with it is told by a gap where the log is. */
const NOWHERE = Number.MAX_SAFE_INTEGER;
/** A socket that never opens and never fails is given up. */
const OPENING_MS = 15_000;
const STALE_MS = 45_000; // one heartbeat and a half
const DEAD_MS = 75_000; // no socket worth keeping misses two

/**
 * The socket of the wall: opened again within 3 s of its loss, and given up when nothing comes, since a cable that was pulled
 * closes nothing. It goes on after the last alert that it has told, so that none is missed while it is away.
 *
 * @typedef {"connecting" | "live" | "stale" | "lost"} State
 */
export class Link {
  /** @type {State} */
  state = "connecting";
  /** when something came last; 0 for never */
  heardAt = 0;
  /** when something came last before it was lost; 0 once it is back */
  lostFrom = 0;
  /** @type {number | null} the position in the log up to which everything is known; null while none is */
  #seq = null;
  /** The position with which the present socket asked. */
  #since = NOWHERE;
  #url;
  #sites;
  #token;
  #onFrame;
  #onState;
  #onGap;
  #env;
  #withToken = false;
  /** @type {WebSocket | undefined} */
  #socket;
  #ended = false;
  /** @type {any} the next attempt, or the limit of the present one */
  #timer;

  /**
   * @param {{ url: string, sites: string[], token: () => Promise<string | null>, onFrame: (frame: any) => void,
   *   onState: (state: State) => void, onGap?: () => void, env?: Partial<import("../sdk/environment.js").Environment> }} parts
   *   `token` is asked for only where the server lets nobody else in; `onGap`: alerts are missing that the server no longer has
   */
  constructor({ url, sites, token, onFrame, onState, onGap = () => {}, env }) {
    this.#url = url;
    this.#sites = sites;
    this.#token = token;
    this.#onFrame = onFrame;
    this.#onState = onState;
    this.#onGap = onGap;
    this.#env = environment(env);
  }

  /** Ends it for good. */
  close() {
    this.#ended = true;
    this.#leave();
  }

  async open() {
    // where none can be had just now, the server says whether it wants one
    const token = this.#withToken ? await this.#token().catch(() => null) : null;
    if (this.#ended) return;
    const { WebSocket } = this.#env;
    const socket = token ? new WebSocket(this.#url, [`token-${token}`]) : new WebSocket(this.#url);
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#env.clearTimeout(this.#timer);
      this.#since = this.#seq ?? NOWHERE;
      socket.send(JSON.stringify({ subscribe: this.#sites, since: this.#since }));
      this.heardAt = this.#env.now();
      this.#become("live");
    };
    socket.onmessage = ({ data }) => {
      this.heardAt = this.#env.now();
      this.#become("live");
      this.#hear(data);
    };
    socket.onclose = ({ code }) => this.#closed(opened, code);
    this.#in(OPENING_MS, () => this.#giveUp(false));
  }

  /** @param {string} data */
  #hear(data) {
    try {
      const frame = JSON.parse(data);
      if (frame.event === "gap") this.#missed(frame);
      else if (this.#isNews(frame) && this.#isWanted(frame)) this.#onFrame(frame);
    } catch (error) {
      console.warn("A frame could not be shown.", error); // the screen goes on with the next
    }
  }

  /** @param {{ seq?: number }} frame */
  #isNews({ seq }) {
    if (seq === undefined) return true;
    if (this.#seq !== null && seq <= this.#seq) return false;
    this.#seq = seq;
    return true;
  }

  /** @param {{ from: number, to: number }} gap after the end of the log, or of what it has let go of */
  #missed({ from, to }) {
    const known = this.#seq ?? 0;
    if (to === this.#since) this.#seq = to === NOWHERE ? Math.max(known, from - 1) : from - 1;
    else if (to > known) this.#seq = to;
    if (to !== NOWHERE && (to === this.#since || to > known)) this.#onGap();
  }

  /** Until the server has read which sites are chosen, it tells of every one. @param {any} frame */
  #isWanted({ site }) {
    return site === undefined || this.#sites.length === 0 || this.#sites.includes(site);
  }

  /** @param {boolean} opened a handshake that was refused may want a token, or one less @param {number} [code] */
  #closed(opened, code) {
    this.#socket = undefined;
    if (!opened) this.#withToken = !this.#withToken;
    this.#become("lost");
    const { random } = this.#env;
    this.#in(code === GOING_AWAY ? random() * RETURN_WITHIN_MS : spread(RECONNECT_MS, random), () => this.open());
  }

  /** Called every second. */
  look() {
    const silent = this.#env.now() - this.heardAt;
    if (!this.#socket || this.state === "lost" || this.state === "connecting") return;
    if (silent >= DEAD_MS) this.#giveUp(true);
    else if (silent >= STALE_MS) this.#become("stale");
  }

  /** A socket whose other end is gone may take minutes to say that it has closed. @param {boolean} opened */
  #giveUp(opened) {
    this.#leave();
    this.#closed(opened);
  }

  /** @param {number} ms @param {() => void} run instead of what was to run before */
  #in(ms, run) {
    this.#env.clearTimeout(this.#timer);
    this.#timer = this.#env.setTimeout(run, ms);
  }

  #leave() {
    this.#env.clearTimeout(this.#timer);
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  /** @param {State} state */
  #become(state) {
    if (state === this.state) return;
    if (state === "lost" && this.heardAt && this.state !== "connecting") this.lostFrom = this.heardAt;
    this.state = state;
    this.#onState(state);
    if (state === "live") this.lostFrom = 0;
  }
}
