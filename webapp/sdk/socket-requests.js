import { PendingRequests } from "./pending-requests.js";

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
