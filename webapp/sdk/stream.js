import { LOST, TOKEN_EXPIRED } from "./closing.js";
import { EventParser } from "./events.js";

const OPENING_MS = 15_000;
/** The server says something every 30 s, if only a comment: after twice that and a moment nobody is there. */
export const SILENT_MS = 75_000;

/**
 * @typedef {Object} StreamHandlers
 * @property {(frame: any) => void} onFrame
 * @property {(code: number, wait: number) => void} onDown also for how many ms the server wants nobody to come back
 */

/**
 * One table's events as the answer to one request, from its beginning to its end, which is told once. Read by `fetch` and not by
 * an `EventSource`, which says neither why it was refused nor for how long, and which wants the token in the address.
 */
export class Stream {
  #env;
  #abort = new AbortController();
  /** @type {StreamHandlers | null} */
  #handlers;
  /** @type {any} */
  #deadline = null;
  #lastHeard;

  /**
   * @param {string} url
   * @param {string | null | undefined} token
   * @param {import("./environment.js").Environment} env
   * @param {StreamHandlers} handlers
   */
  constructor(url, token, env, handlers) {
    this.#env = env;
    this.#handlers = handlers;
    this.#lastHeard = env.now();
    this.#patience(OPENING_MS);
    this.#read(url, token).catch(() => this.#end(LOST));
  }

  /** Milliseconds since something was last heard. */
  get silence() {
    return this.#env.now() - this.#lastHeard;
  }

  /** Ends it without telling anybody. */
  close() {
    this.#handlers = null;
    this.#env.clearTimeout(this.#deadline);
    this.#abort.abort();
  }

  /** @param {string} url @param {string | null | undefined} token */
  async #read(url, token) {
    const headers = { Accept: "text/event-stream", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const answer = await this.#env.fetch(url, { method: "GET", headers, signal: this.#abort.signal, cache: "no-store" });
    if (!isStream(answer)) return this.#end(answer.status === 401 ? TOKEN_EXPIRED : LOST, waitOf(answer));
    const parser = new EventParser();
    const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !this.#handlers) return this.#end(LOST);
      this.#lastHeard = this.#env.now();
      this.#patience(SILENT_MS);
      for (const { event, data } of parser.take(decoder.decode(value, { stream: true }))) this.#told(event, data);
    }
  }

  /** @param {string} event @param {string} data */
  #told(event, data) {
    try {
      const frame = JSON.parse(data);
      if (event === "close") this.#end(frame.code);
      else this.#handlers?.onFrame(frame);
    } catch (error) {
      this.#env.onError(error); // one bad event ends nothing
    }
  }

  /** @param {number} ms */
  #patience(ms) {
    this.#env.clearTimeout(this.#deadline);
    if (this.#handlers) this.#deadline = this.#env.setTimeout(() => this.#end(LOST), ms);
  }

  /** @param {number} code @param {number} [wait] */
  #end(code, wait = 0) {
    const handlers = this.#handlers;
    if (!handlers) return;
    this.close();
    handlers.onDown(code, wait);
  }
}

/** @param {Response} answer a proxy that knows nothing of streams may answer with a page of its own */
const isStream = (answer) =>
  answer.ok && answer.body !== null && (answer.headers.get("Content-Type") ?? "").startsWith("text/event-stream");

/** @param {Response} answer @returns {number} milliseconds */
const waitOf = (answer) => (Number(answer.headers.get("Retry-After")) || 0) * 1000;
