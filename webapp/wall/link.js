import { environment } from "../sdk/environment.js";

const RECONNECT_MS = 3_000;
/** A socket that never opens and never fails is given up. */
const OPENING_MS = 15_000;
const STALE_MS = 45_000; // one heartbeat and a half
const DEAD_MS = 75_000; // no socket worth keeping misses two

/**
 * The socket of the wall: opened again 3 s after it was lost, and given up when nothing comes, since a cable that was pulled
 * closes nothing.
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
  #url;
  #sites;
  #token;
  #onFrame;
  #onState;
  #env;
  #withToken = false;
  /** @type {WebSocket | undefined} */
  #socket;
  #ended = false;
  /** @type {any} the next attempt, or the limit of the present one */
  #timer;

  /**
   * @param {{ url: string, sites: string[], token: () => Promise<string | null>, onFrame: (frame: any) => void,
   *   onState: (state: State) => void, env?: Partial<import("../sdk/environment.js").Environment> }} parts
   *   `token` is asked for only where the server lets nobody else in
   */
  constructor({ url, sites, token, onFrame, onState, env }) {
    this.#url = url;
    this.#sites = sites;
    this.#token = token;
    this.#onFrame = onFrame;
    this.#onState = onState;
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
    const socket = (this.#socket = token ? new WebSocket(this.#url, [`token-${token}`]) : new WebSocket(this.#url));
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#env.clearTimeout(this.#timer);
      if (this.#sites.length > 0) socket.send(JSON.stringify({ subscribe: this.#sites }));
      this.heardAt = this.#env.now();
      this.#become("live");
    };
    socket.onmessage = ({ data }) => {
      this.heardAt = this.#env.now();
      this.#become("live");
      this.#hear(data);
    };
    socket.onclose = () => this.#closed(opened);
    this.#in(OPENING_MS, () => this.#giveUp(false));
  }

  /** @param {string} data */
  #hear(data) {
    try {
      const frame = JSON.parse(data);
      if (this.#isWanted(frame)) this.#onFrame(frame);
    } catch (error) {
      console.warn("A frame could not be shown.", error); // the screen goes on with the next
    }
  }

  /** Until the server has read which sites are chosen, it tells of every one. @param {any} frame */
  #isWanted({ site }) {
    return site === undefined || this.#sites.length === 0 || this.#sites.includes(site);
  }

  /** @param {boolean} opened a handshake that was refused may want a token, or one less */
  #closed(opened) {
    this.#socket = undefined;
    if (!opened) this.#withToken = !this.#withToken;
    this.#become("lost");
    this.#in(RECONNECT_MS, () => this.open());
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
