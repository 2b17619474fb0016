import { GOING_AWAY, LOST, PageLifecycle } from "./connection.js";

/** A socket that neither opens nor fails is given up after this time. */
const OPENING_MS = 15_000;

/**
 * @typedef {{ code: number, reason: string, opened: boolean }} Loss why a connection ended; `opened`: after it had opened
 *
 * @typedef {Object} KeepAlive requests that the server answers; without an answer in time the connection counts as lost
 * @property {number} everyMs 0: none are sent but by {@link ReconnectingSocket.probe}
 * @property {boolean} [whenIdle] only after that time without a frame; otherwise at a steady pace
 * @property {number} timeoutMs how long an answer may take
 * @property {object} frame
 *
 * @typedef {Object} SocketOptions
 * @property {() => string} url of the next socket
 * @property {() => string[]} [protocols] of the next socket
 * @property {() => Promise<unknown> | undefined} [prepare] what must be done before the next socket opens, such as renewing a token
 * @property {import("./connection.js").RetryPolicy} retryPolicy
 * @property {KeepAlive} [keepAlive] its `everyMs` is read whenever a socket opens
 * @property {number} [idleTimeoutMs] so long without a frame, and the connection counts as lost
 * @property {EventTarget[]} [wakeTargets] a page's document and window: with them the socket follows {@link PageLifecycle}
 * @property {import("./rest.js").Environment} env
 * @property {() => void} [onConnecting] before each attempt
 * @property {() => void} onOpen
 * @property {(frame: any) => void} [onSend] a frame that is sent, a keep-alive included
 * @property {(frame: any, text: string) => void} onFrame also as it came
 * @property {(loss: Loss) => void} onLost before the next attempt is planned
 * @property {() => void} [onRetry] instead of {@link ReconnectingSocket.open}, when the time has come
 * @property {() => void} [onGiveUp] the retry policy allows no further attempt
 * @property {() => void} [onOffline] the network is gone: given this, no attempt is made until it is back; otherwise it is a loss
 */

/**
 * A WebSocket that is opened again after each loss, until it is closed. Policies decide when that happens and how a dead
 * connection is detected; what the frames mean is the caller's concern.
 */
export class ReconnectingSocket {
  /** When the last frame came, or the socket opened; 0: never. */
  lastFrameAt = 0;
  #options;
  #env;
  #lifecycle;
  /** @type {WebSocket | null} */
  #socket = null;
  #generation = 0;
  #failures = 0;
  #waitsForNetwork = false;
  /** @type {any} the next attempt */
  #retry = null;
  /** @type {any} the limit for opening, or for an answer to a probe */
  #deadline = null;
  /** @type {any} the next probe */
  #nextProbe = null;
  /** @type {any} the limit for silence */
  #idle = null;

  /** @param {SocketOptions} options */
  constructor(options) {
    this.#options = options;
    this.#env = options.env;
    this.#lifecycle = new PageLifecycle(
      options.wakeTargets ?? [],
      () => this.#resume(),
      () => this.#offline(),
    );
  }

  /** Changes with each attempt and each end, so that what was started for an earlier one can be told from the present one. */
  get generation() {
    return this.#generation;
  }

  get isOpen() {
    return this.#socket?.readyState === 1;
  }

  /** Whether there is a socket, open or opening. */
  get isConnected() {
    return this.#socket !== null;
  }

  /** Whether an attempt is planned. */
  get isWaiting() {
    return this.#retry !== null;
  }

  /** Whether a socket opens, or an attempt is planned. */
  get isTrying() {
    return (this.isConnected || this.isWaiting) && !this.isOpen;
  }

  /** Milliseconds since the last frame; 0 unless the socket is open. */
  get silence() {
    return this.isOpen ? this.#env.now() - this.lastFrameAt : 0;
  }

  /** Opens a socket now, in place of the present one and of the next attempt. */
  open() {
    this.disconnect();
    this.#lifecycle.listen();
    const generation = this.#generation;
    const preparation = this.#options.prepare?.();
    if (!preparation) return this.#connect();
    const isCurrent = () => generation === this.#generation;
    preparation.catch((error) => this.#env.onError(error)).then(() => isCurrent() && this.#connect());
  }

  /** Ends it, without a loss being reported. */
  close() {
    this.#lifecycle.ignore();
    this.disconnect();
    this.#failures = 0;
  }

  /** Drops the present socket and the next attempt, without a loss being reported. The network coming back opens it again. */
  disconnect() {
    this.#generation++;
    this.#waitsForNetwork = false;
    for (const timer of [this.#retry, this.#deadline, this.#nextProbe, this.#idle]) this.#env.clearTimeout(timer);
    this.#retry = this.#deadline = this.#nextProbe = this.#idle = null;
    const socket = this.#socket;
    this.#socket = null; // its events have no effect from here on
    socket?.close(1000);
  }

  /** The connection works: the retry policy begins anew. */
  resetRetries() {
    this.#failures = 0;
  }

  /** @param {number} ms until the next attempt, in place of the planned one */
  retryIn(ms) {
    this.#env.clearTimeout(this.#retry);
    this.#retry = this.#env.setTimeout(() => (this.#options.onRetry ? this.#options.onRetry() : this.open()), ms);
  }

  /** Treats the connection as lost. @param {string} reason */
  lose(reason) {
    this.#lost(LOST, reason);
  }

  /** @param {unknown} frame dropped unless the socket is open */
  send(frame) {
    if (!this.isOpen) return;
    this.#options.onSend?.(frame);
    this.#socket?.send(JSON.stringify(frame));
  }

  /** @param {unknown} [frame] one that the server answers; without an answer in time the connection counts as lost */
  probe(frame = this.#options.keepAlive?.frame) {
    const timeoutMs = this.#options.keepAlive?.timeoutMs;
    if (timeoutMs === undefined) return;
    this.send(frame);
    this.#deadline ??= this.#env.setTimeout(() => this.lose("the server is silent"), timeoutMs);
    this.#planProbe();
  }

  #connect() {
    const { url, protocols, onConnecting } = this.#options;
    onConnecting?.();
    let opened = false;
    try {
      if (!this.#env.WebSocket)
        throw new Error("There is no WebSocket here: pass a class, such as that of the package ws, as the option WebSocket");
      const socket = new this.#env.WebSocket(url(), protocols?.() ?? []);
      this.#socket = socket;
      const unlessStale = (/** @type {(event: any) => void} */ handle) => (/** @type {any} */ event) => {
        if (this.#socket === socket) handle(event);
      };
      socket.onopen = unlessStale(() => {
        opened = true;
        this.#received();
        this.#planProbe();
        this.#options.onOpen();
      });
      socket.onmessage = unlessStale(({ data }) => this.#receive(String(data)));
      socket.onerror = unlessStale(() => this.#lost(LOST, `closed with ${LOST}`, opened));
      socket.onclose = unlessStale(({ code = LOST }) => this.#lost(code, `closed with ${code}`, opened));
      this.#deadline = this.#env.setTimeout(() => this.#lost(LOST, "it did not open", false), OPENING_MS);
    } catch (error) {
      this.#env.onError(error);
      this.#lost(LOST, "it could not be created", false);
    }
  }

  /** @param {string} text */
  #receive(text) {
    this.#received();
    if (this.#options.keepAlive?.whenIdle) this.#planProbe();
    try {
      this.#options.onFrame(JSON.parse(text), text);
    } catch (error) {
      this.#env.onError(error); // one bad frame does not end the connection
    }
  }

  #received() {
    this.lastFrameAt = this.#env.now();
    this.#env.clearTimeout(this.#deadline);
    this.#deadline = null;
    const { idleTimeoutMs } = this.#options;
    if (idleTimeoutMs === undefined) return;
    this.#env.clearTimeout(this.#idle);
    this.#idle = this.#env.setTimeout(() => this.lose("the server is silent"), idleTimeoutMs);
  }

  #planProbe() {
    const everyMs = this.#options.keepAlive?.everyMs ?? 0;
    this.#env.clearTimeout(this.#nextProbe);
    this.#nextProbe = everyMs > 0 ? this.#env.setTimeout(() => this.probe(), everyMs) : null;
  }

  /** @param {number} code @param {string} reason @param {boolean} [opened] */
  #lost(code, reason, opened = this.isOpen) {
    this.disconnect();
    const generation = this.#generation;
    this.#options.onLost({ code, reason, opened });
    if (generation !== this.#generation) return; // the handler has opened or closed it
    const delay = this.#options.retryPolicy(code, this.#failures, this.#env.random);
    if (code !== GOING_AWAY) this.#failures++;
    if (delay === null) this.#options.onGiveUp?.();
    else this.retryIn(delay);
  }

  #resume() {
    if (this.isOpen) return this.probe();
    if (!this.isWaiting && !this.#waitsForNetwork) return;
    this.resetRetries();
    this.open();
  }

  #offline() {
    const { onOffline } = this.#options;
    if (onOffline) {
      this.disconnect();
      this.#waitsForNetwork = true;
      onOffline();
    } else if (this.isConnected) this.lose("the network is gone");
  }
}
