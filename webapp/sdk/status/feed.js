import { GOING_AWAY, RETURN_WITHIN_MS } from "../closing.js";
import { environment } from "../environment.js";
import { Wake } from "../wake.js";
import { delayBefore, MAX_ATTEMPTS } from "./backoff.js";

const PROBE_EVERY_MS = 30_000;
const PROBE_PATIENCE_MS = 10_000;
const UNLOGGED = ["pulse", "uptime-update"];
/** A socket that never opens and never fails is given up. */
const OPENING_MS = 15_000;

/**
 * `connecting` the first socket is on its way; `live` events arrive; `reconnecting` the socket was lost and is being
 * opened again; `disconnected` there is none, nor an attempt: no network, or nothing wanted; `failed` too many attempts.
 *
 * @typedef {"connecting" | "live" | "reconnecting" | "disconnected" | "failed"} FeedState
 *
 * @typedef {Object} FeedOptions
 * @property {string} url the server's `/ws`
 * @property {string} slug
 * @property {() => string | null} [password] the BLAKE2b-512 hex of a protected page's password
 * @property {(state: FeedState) => void} onState
 * @property {(resumed: boolean) => void} onSubscribed also after each reconnection: what happened in between was missed, or but for
 *     pulses and uptimes it comes now
 * @property {() => void} onGap events are missing that the server no longer has
 * @property {(message: string) => void} onRefused the server does not let this page in
 * @property {(event: { action: string, data: any, timestamp: string }) => void} onEvent
 * @property {(line: string) => void} [log]
 * @property {EventTarget[]} [wakeTargets] a page's document and window
 * @property {Partial<import("../environment.js").Environment>} [env]
 */

/** The live events of one status page, over a socket that comes back by itself. */
export class StatusFeed {
  /** @type {FeedState} */
  state = "disconnected";
  #options;
  #env;
  #wake;
  #log;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} the next attempt, or the limit of the present one, or the next look whether the socket is alive */
  #timer;
  #attempts = 0;
  #subscribed = false;
  /** @type {number | null} the visitor knows everything up to here */
  #seq = null;
  /** @type {number | null} from where the present subscription was asked for; null: without positions */
  #since = null;
  /** Whether the server has said that what comes now has its position. */
  #numbered = false;
  /** @type {Set<string>} what came without its position, and may come once more with it */
  #unnumbered = new Set();

  /** @param {FeedOptions} options */
  constructor(options) {
    this.#options = options;
    this.#env = environment(options.env);
    this.#log = options.log ?? (() => {});
    this.#wake = new Wake(
      options.wakeTargets ?? [],
      () => this.#woken(),
      () => this.#cutOff(),
    );
  }

  start() {
    this.#wake.listen();
    this.#attempts = 0;
    this.#become("connecting");
    this.#open();
  }

  stop() {
    this.#wake.ignore();
    this.#drop();
    this.#become("disconnected");
  }

  /** Tries at once, also after all attempts were used up. */
  retry() {
    this.#attempts = 0;
    this.#drop();
    this.#become("reconnecting");
    this.#open();
  }

  /** Asks again to be let in, now that there is a password. */
  subscribe() {
    if (this.#socket?.readyState !== 1) return;
    const { slug, password } = this.#options;
    const secret = password?.();
    this.#since = this.#seq;
    this.#numbered = false;
    const since = this.#seq === null ? {} : { since: this.#seq };
    this.#send({ action: "subscribe", slug, ...(secret ? { password: secret } : {}), ...since });
  }

  /**
   * The visitor knows everything up to a position, such as a snapshot's: from now on nothing after it is missed but pulses and
   * uptimes, whatever happens to the connection.
   *
   * @param {number} seq
   */
  since(seq) {
    this.#seq = Math.max(seq, this.#seq ?? 0);
    if (this.#subscribed && this.#since === null) this.subscribe();
  }

  #open() {
    const { url } = this.#options;
    this.#log(`[WS] Connecting to ${url}...`);
    const socket = new this.#env.WebSocket(url);
    this.#socket = socket;
    this.#subscribed = false;
    this.#unnumbered.clear();
    const ours = (/** @type {(event: any) => void} */ act) => (/** @type {any} */ event) => this.#socket === socket && act(event);
    socket.onopen = ours(() => this.#opened());
    socket.onmessage = ours(({ data }) => this.#received(data));
    socket.onclose = ours(({ code }) => this.#lost(`closed with ${code}`, code));
    this.#in(OPENING_MS, () => this.#lost("it did not open"));
  }

  #opened() {
    this.#log("[WS] Connection established");
    this.subscribe();
    this.#probeLater();
  }

  /** @param {string} text */
  #received(text) {
    this.#probeLater(); // whoever speaks is alive
    const frame = parse(text);
    if (frame?.action === "connected") this.#log("[WS] Server acknowledged connection");
    else if (frame?.action === "subscribed") this.#letIn(frame.seq);
    else if (frame?.action === "unsubscribed" && frame.slug === this.#options.slug) this.#shutOut();
    else if (frame?.action === "error") this.#complained(String(frame.message));
    else if (frame?.action === "gap" && frame.slug === this.#options.slug) this.#missed(frame);
    else if (frame?.data?.slug === this.#options.slug && this.#subscribed && this.#isNews(frame, text))
      this.#options.onEvent(frame);
  }

  /** @param {any} frame @param {string} text with its position at the end, if it has one */
  #isNews({ action, seq }, text) {
    if (seq === undefined) {
      if (!this.#numbered && !UNLOGGED.includes(action)) this.#unnumbered.add(text);
      return true;
    }
    if (this.#seq !== null && seq <= this.#seq) return false;
    this.#seq = seq;
    return !this.#unnumbered.delete(text.replace(/,"seq":\d+}$/, "}"));
  }

  /** @param {{ from: number, to: number }} gap after the end of a log that was put back to an older state, or of what it let go of */
  #missed({ from, to }) {
    if (to === this.#since) this.#seq = from - 1;
    else if (to <= (this.#seq ?? 0)) return;
    else this.#seq = to;
    this.#options.onGap();
  }

  /** @param {number | undefined} seq the present position */
  #letIn(seq) {
    this.#numbered = seq !== undefined;
    if (this.#subscribed) return; // asked once more on the same socket, for the positions
    this.#log(`[WS] Subscribed to status page: ${this.#options.slug}`);
    this.#subscribed = true;
    this.#attempts = 0;
    this.#become("live");
    this.#options.onSubscribed(seq !== undefined);
  }

  /** The page got another password, or went: asking again tells which. */
  #shutOut() {
    this.#log(`[WS] Unsubscribed from status page: ${this.#options.slug}`);
    this.#subscribed = false;
    this.subscribe();
  }

  /** @param {string} message */
  #complained(message) {
    this.#log(`[WS] Error: ${message}`);
    if (!this.#subscribed) this.#options.onRefused(message);
  }

  /** @param {string} reason @param {number} [code] */
  #lost(reason, code) {
    this.#log(`[WS] Connection lost: ${reason}`);
    this.#drop();
    if (this.#attempts >= MAX_ATTEMPTS) return this.#become("failed");
    this.#become("reconnecting");
    const pause = code === GOING_AWAY ? this.#env.random() * RETURN_WITHIN_MS : delayBefore(this.#attempts++, this.#env.random);
    this.#in(pause, () => this.#open());
  }

  /** A connection can die without a sound, and browsers show no protocol pings: ask something, and expect an answer. */
  #probeLater() {
    this.#in(PROBE_EVERY_MS, () => this.#probe());
  }

  #probe() {
    this.#send({ action: "list_subscriptions" });
    this.#in(PROBE_PATIENCE_MS, () => this.#lost("the server is silent"));
  }

  #woken() {
    if (this.#socket?.readyState === 1) this.#probe();
    else if (!this.#socket && this.state !== "failed") this.retry();
  }

  #cutOff() {
    this.#drop();
    this.#become("disconnected");
  }

  /** @param {number} ms @param {() => void} run instead of what was to run before */
  #in(ms, run) {
    this.#env.clearTimeout(this.#timer);
    this.#timer = this.#env.setTimeout(run, ms);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null; // its close is nobody's business any more
    this.#env.clearTimeout(this.#timer);
    socket?.close();
  }

  /** @param {object} frame */
  #send(frame) {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** @param {FeedState} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#options.onState(state);
  }
}

/** @param {string} text @returns {any} what is not JSON counts as nothing */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
