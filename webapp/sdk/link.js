import { LOST } from "./closing.js";

/** A socket that neither opens nor fails is given up. */
const OPENING_MS = 15_000;

/** @param {string} baseUrl @param {string} org @param {string | null | undefined} token */
export function address(baseUrl, org, token) {
  return `${baseUrl.replace(/^http/, "ws")}/api/realtime?${new URLSearchParams({ org_id: org, token: token ?? "" })}`;
}

/**
 * @typedef {Object} LinkHandlers
 * @property {() => void} onOpen
 * @property {(frame: any, text: string) => void} onFrame also as it came
 * @property {(code: number) => void} onDown
 */

/** One WebSocket from its opening to its end, which is told once, however it comes. */
export class Link {
  #socket;
  #env;
  #patience;
  /** @type {LinkHandlers | null} */
  #handlers;
  /** @type {any} */
  #pinging = null;
  /** @type {any} */
  #deadline = null;
  #lastFrame = 0;

  /**
   * @param {string} url
   * @param {{ ping: number, patience: number }} periods ping every so many ms (0: never); how long an answer may take
   * @param {import("./environment.js").Environment} env
   * @param {LinkHandlers} handlers
   */
  constructor(url, { ping, patience }, env, handlers) {
    this.#env = env;
    this.#patience = patience;
    this.#handlers = handlers;
    const socket = new env.WebSocket(url);
    this.#socket = socket;
    this.#deadline = env.setTimeout(() => this.#end(LOST), OPENING_MS);
    socket.onopen = () => {
      this.#heard();
      if (ping > 0) this.#pinging = env.setInterval(() => this.probe({ type: "ping" }), ping);
      this.#handlers?.onOpen();
    };
    socket.onmessage = (message) => this.#receive(message.data);
    socket.onerror = () => this.#end(LOST);
    socket.onclose = (closed) => this.#end(closed?.code ?? LOST);
  }

  get isOpen() {
    return this.#handlers !== null && this.#socket.readyState === 1;
  }

  /** Milliseconds since something was last heard; none before it is open. */
  get silence() {
    return this.isOpen ? this.#env.now() - this.#lastFrame : 0;
  }

  /** @param {unknown} frame */
  send(frame) {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame));
  }

  /** @param {unknown} frame one that the server answers; no answer in time, and the link is given up */
  probe(frame) {
    this.send(frame);
    this.#deadline ??= this.#env.setTimeout(() => this.#end(LOST), this.#patience);
  }

  /** Ends the link without telling anybody. */
  close() {
    this.#handlers = null;
    this.#env.clearInterval(this.#pinging);
    this.#env.clearTimeout(this.#deadline);
    this.#socket.close(1000);
  }

  #heard() {
    this.#lastFrame = this.#env.now();
    this.#env.clearTimeout(this.#deadline);
    this.#deadline = null;
  }

  /** @param {unknown} data */
  #receive(data) {
    this.#heard();
    try {
      this.#handlers?.onFrame(JSON.parse(String(data)), String(data));
    } catch (error) {
      this.#env.onError(error); // one bad frame ends nothing
    }
  }

  /** @param {number} code */
  #end(code) {
    const handlers = this.#handlers;
    if (!handlers) return;
    this.close();
    handlers.onDown(code);
  }
}
