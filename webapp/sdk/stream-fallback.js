import { EventStream } from "./event-stream.js";

/** After this many sockets in a row that delivered nothing, server-sent events are tried. */
const REFUSALS_BEFORE_STREAM = 2;
/** Before the next attempt of the other kind, at least; at most twice as long. */
const OTHER_KIND_MS = 30_000;

/**
 * @typedef {Object} FallbackOptions
 * @property {() => string} url of the next stream
 * @property {() => string | null | undefined} token for the header `Authorization`
 * @property {(frame: any) => void} onFrame
 * @property {(code: number, confirmed: boolean) => void} onDown `confirmed`: after it had delivered something
 * @property {(message: string) => void} onRefused the server refuses the stream for good
 * @property {import("./environment.js").Environment} env
 */

/** Server-sent events in place of a socket that does not open: when one is tried, and when a socket is tried again. */
export class StreamFallback {
  /** Whether the stream delivers events. */
  isLive = false;
  /** @type {EventStream | null} */
  #stream = null;
  #refusals = 0;
  #notBefore = 0;
  #options;

  /** @param {FallbackOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** Whether there is a stream, open or opening. */
  get isOpen() {
    return this.#stream !== null;
  }

  /** How long to wait before the next socket while a stream delivers events: a random time, so that clients do not come all at once. */
  get socketAfterMs() {
    return OTHER_KIND_MS * (1 + this.#options.env.random());
  }

  /** The socket delivers events: no stream is needed. */
  socketConfirmed() {
    this.#refusals = 0;
    this.close();
  }

  /** A socket was lost. @param {boolean} confirmed after it had delivered something */
  socketLost(confirmed) {
    this.#refusals = confirmed ? 0 : this.#refusals + 1;
    if (this.isOpen || this.#refusals < REFUSALS_BEFORE_STREAM || this.#options.env.now() < this.#notBefore) return;
    this.open();
  }

  /** Opens a stream, in place of the present one. */
  open() {
    this.close();
    const { url, token, env, onFrame, onRefused } = this.#options;
    this.#stream = new EventStream(url(), token(), env, {
      onFrame,
      onDown: (code, wait) => this.#down(code, wait),
      onRefused: (message) => {
        this.#ended(0);
        onRefused(message);
      },
    });
  }

  /** The server has confirmed the subscription. */
  confirm() {
    this.isLive = this.isOpen;
  }

  /** Ends the stream, without an end being reported. */
  close() {
    this.#stream?.close();
    this.#stream = null;
    this.isLive = false;
  }

  /** @param {number} code @param {number} wait */
  #down(code, wait) {
    const confirmed = this.isLive;
    this.#ended(confirmed ? wait : Math.max(wait, this.socketAfterMs));
    this.#options.onDown(code, confirmed);
  }

  /** @param {number} wait before the next stream, in ms */
  #ended(wait) {
    this.close();
    this.#notBefore = this.#options.env.now() + wait;
  }
}
