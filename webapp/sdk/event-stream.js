import { LOST, TOKEN_EXPIRED } from "./connection.js";

/** @typedef {{ event: string, data: string }} ServerEvent */

/** Parses server-sent events (WHATWG HTML, 9.2) from a text that comes in pieces. */
export class EventParser {
  #rest = "";
  #event = "";
  /** @type {string[]} */
  #data = [];

  /** @param {string} piece @returns {ServerEvent[]} what this piece completes */
  take(piece) {
    const lines = (this.#rest + piece).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => (line === "" ? this.#dispatch() : this.#line(line)));
  }

  /** @param {string} line @returns {[]} fields other than these two, and comments, are ignored */
  #line(line) {
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === "event") this.#event = value;
    if (name === "data") this.#data.push(value);
    return [];
  }

  /** @returns {ServerEvent[]} */
  #dispatch() {
    const event = { event: this.#event || "message", data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    return empty ? [] : [event];
  }
}

const OPENING_MS = 15_000;
/** The server sends at least a comment every 30 s: after more than twice that time the stream counts as lost. */
export const SILENT_MS = 75_000;

/**
 * @typedef {Object} EventStreamHandlers
 * @property {(frame: any) => void} onFrame
 * @property {(code: number, wait: number) => void} onDown `wait`: in ms, before which the server accepts no attempt
 * @property {(message: string) => void} onRefused the server refuses this stream for good, as a 403 or a 404
 */

/**
 * One table's server-sent events: one request, whose end is reported once. Read by `fetch` and not by an `EventSource`, which
 * reports neither the reason nor the duration of a refusal, and needs the token in the address.
 */
export class EventStream {
  #env;
  #abort = new AbortController();
  /** @type {EventStreamHandlers | null} */
  #handlers;
  /** @type {any} */
  #deadline = null;
  #lastAt;

  /**
   * @param {string} url
   * @param {string | null | undefined} token
   * @param {import("./rest.js").Environment} env
   * @param {EventStreamHandlers} handlers
   * @param {Record<string, string>} [headers] more of the request
   */
  constructor(url, token, env, handlers, headers = {}) {
    this.#env = env;
    this.#handlers = handlers;
    this.#lastAt = env.now();
    this.#limit(OPENING_MS);
    this.#read(url, token, headers).catch(() => this.#end(LOST));
  }

  /** Milliseconds since anything was last received. */
  get silence() {
    return this.#env.now() - this.#lastAt;
  }

  /** Ends it, without an end being reported. */
  close() {
    this.#handlers = null;
    this.#env.clearTimeout(this.#deadline);
    this.#abort.abort();
  }

  /** @param {string} url @param {string | null | undefined} token @param {Record<string, string>} more */
  async #read(url, token, more) {
    const headers = { Accept: "text/event-stream", ...(token ? { Authorization: `Bearer ${token}` } : {}), ...more };
    const answer = await this.#env.fetch(url, { method: "GET", headers, signal: this.#abort.signal, cache: "no-store" });
    if (isRefusal(answer)) return this.#refused(await messageOf(answer));
    if (!isStream(answer)) return this.#end(answer.status === 401 ? TOKEN_EXPIRED : LOST, waitOf(answer));
    const parser = new EventParser();
    const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !this.#handlers) return this.#end(LOST);
      this.#lastAt = this.#env.now();
      this.#limit(SILENT_MS);
      for (const { event, data } of parser.take(decoder.decode(value, { stream: true }))) this.#dispatch(event, data);
    }
  }

  /** @param {string} event @param {string} data */
  #dispatch(event, data) {
    try {
      const frame = JSON.parse(data);
      if (event === "close") this.#end(frame.code);
      else this.#handlers?.onFrame(frame);
    } catch (error) {
      this.#env.onError(error); // one bad event does not end the stream
    }
  }

  /** @param {number} ms */
  #limit(ms) {
    this.#env.clearTimeout(this.#deadline);
    if (this.#handlers) this.#deadline = this.#env.setTimeout(() => this.#end(LOST), ms);
  }

  /** @param {string} message */
  #refused(message) {
    const handlers = this.#handlers;
    this.close();
    handlers?.onRefused(message);
  }

  /** @param {number} code @param {number} [wait] */
  #end(code, wait = 0) {
    const handlers = this.#handlers;
    if (!handlers) return;
    this.close();
    handlers.onDown(code, wait);
  }
}

/** @param {Response} answer a proxy may answer with a page of its own */
const isStream = (answer) =>
  answer.ok && answer.body !== null && (answer.headers.get("Content-Type") ?? "").startsWith("text/event-stream");

/** @param {Response} answer a proxy answers with text or a page, and may answer differently later */
const isRefusal = (answer) =>
  [400, 403, 404].includes(answer.status) && (answer.headers.get("Content-Type") ?? "").startsWith("application/json");

/** @param {Response} answer @returns {Promise<string>} the server's message */
async function messageOf(answer) {
  const body = await answer.json().catch(() => null);
  return body?.error?.message ?? `The server refused with ${answer.status}`;
}

/** @param {Response} answer @returns {number} milliseconds */
const waitOf = (answer) => (Number(answer.headers.get("Retry-After")) || 0) * 1000;

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
 * @property {import("./rest.js").Environment} env
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
