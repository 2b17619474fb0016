/**
 * The requests on a connection that were not answered yet. The server answers them in their order, and neither names the request that
 * it refuses nor confirms a broadcast: each broadcast is therefore followed by a `ping`, whose answer shows that it was accepted.
 */
export class PendingRequests {
  /** @type {any[]} */
  #frames = [];
  /** @type {Map<any, (accepted: boolean) => void>} */
  #listeners = new Map();

  /** @param {any} frame a request that was sent */
  add(frame) {
    this.#frames.push(frame);
  }

  /** @param {any} frame a request that is being sent @param {(accepted: boolean) => void} listener called once with the outcome */
  listen(frame, listener) {
    this.#listeners.set(frame, listener);
  }

  /** The connection has ended: nothing will be answered any more. */
  clear() {
    this.#frames = [];
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const listener of listeners) listener(false);
  }

  /** @param {string} type of requests @returns {any} the oldest request, if it is of this type, which is answered now */
  accept(type) {
    while (this.#frames[0]?.type === "broadcast") this.#settle(this.#frames.shift(), true);
    return this.#frames[0]?.type === type ? this.#frames.shift() : undefined;
  }

  /** @returns {any} the oldest request, which is refused now; undefined when there is none */
  refuse() {
    const frame = this.#frames.shift();
    this.#settle(frame, false);
    return frame;
  }

  /** @param {any} frame @param {boolean} accepted */
  #settle(frame, accepted) {
    this.#listeners.get(frame)?.(accepted);
    this.#listeners.delete(frame);
  }
}

/** The requests of a fleet socket, and what the server's answers mean for the subscriptions. */
export class SocketRequests {
  #pending = new PendingRequests();
  #subscriptions;
  #send;
  #env;

  /**
   * @param {import("./subscriptions.js").Subscriptions} subscriptions
   * @param {(frame: object) => void} send
   * @param {import("./rest.js").Environment} env
   */
  constructor(subscriptions, send, env) {
    this.#subscriptions = subscriptions;
    this.#send = send;
    this.#env = env;
  }

  /** @param {any} frame that is sent now */
  sent(frame) {
    this.#pending.add(frame);
  }

  clear() {
    this.#pending.clear();
  }

  /**
   * Sends a broadcast. The pong that follows it shows that it was accepted.
   *
   * @param {object} frame
   * @param {number} timeoutMs
   * @returns {Promise<import("./channel.js").Outcome>}
   */
  broadcast(frame, timeoutMs) {
    return new Promise((resolve) => {
      const timer = this.#env.setTimeout(() => resolve("timed out"), timeoutMs);
      this.#pending.listen(frame, (accepted) => {
        this.#env.clearTimeout(timer);
        resolve(accepted ? "ok" : "error");
      });
      this.#send(frame);
      this.#send({ type: "ping" });
    });
  }

  /** @param {any} frame an answer of the server; others change nothing */
  answered(frame) {
    if (frame.type === "pong") this.#pending.accept("ping");
    else if (frame.type === "error") this.#refused(String(frame.message));
    else if (frame.type === "unsubscribed") this.#ended(frame.channels ?? []);
    else if (frame.type === "subscribed") {
      const request = this.#pending.accept("subscribe");
      if (request) this.#subscriptions.accepted(request);
    }
  }

  /** @param {string} message */
  #refused(message) {
    const request = this.#pending.refuse();
    if (request?.type === "subscribe") this.#sendAll(this.#subscriptions.refuse(request, message));
    else if (request?.type !== "broadcast") this.#env.onError(new Error(`The realtime server says: ${message}`));
  }

  /** @param {string[]} tables by our own request, or since the caller's rights have changed */
  #ended(tables) {
    if (!this.#pending.accept("unsubscribe")) this.#sendAll(this.#subscriptions.revoke(tables));
  }

  /** @param {object[]} frames */
  #sendAll(frames) {
    for (const frame of frames) this.#send(frame);
  }
}

const BEFORE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Renews the token of an open connection: a minute before it expires, or when it was refused. */
export class TokenRenewal {
  #credentials;
  #env;
  #demanded = false;
  /** @type {any} */
  #timer = null;

  /**
   * @param {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
   * @param {import("./rest.js").Environment} env
   */
  constructor(credentials, env) {
    this.#credentials = credentials;
    this.#env = env;
  }

  /** The server has refused the token, whatever its expiry says. */
  demand() {
    this.#demanded = true;
  }

  /** @returns {Promise<void> | undefined} nothing to wait for unless the token is due */
  runIfDue() {
    return this.#demanded || this.#left <= 0 ? this.run() : undefined;
  }

  /** Never rejects. */
  async run() {
    try {
      await this.#credentials.renew(this.#credentials.token() ?? null);
      this.#demanded = false;
    } catch (error) {
      this.#env.onError(error); // the next attempt renews again
    }
  }

  /** @param {() => void} run called when the token is due @param {number} atLeast in ms, so that a wrong clock causes no loop */
  schedule(run, atLeast) {
    this.cancel();
    const left = this.#left;
    if (left === Infinity) return;
    this.#timer = this.#env.setTimeout(run, Math.min(Math.max(left, atLeast), LONGEST_TIMER_MS));
  }

  cancel() {
    this.#env.clearTimeout(this.#timer);
    this.#timer = null;
  }

  get #left() {
    return this.#credentials.expiresAt() - BEFORE_MS - this.#env.now();
  }
}
