import { LOST, TOKEN_EXPIRED, pauseAfter } from "./closing.js";
import { Link, address } from "./link.js";
import { Polling } from "./polling.js";
import { Renewal } from "./renewal.js";
import { Subscriptions } from "./subscriptions.js";
import { Wake } from "./wake.js";

/** The one socket all channels share, and what stands in for it while it is down. */
export class Realtime {
  /** @type {import("./index.js").ConnectionState} */
  state = "none";
  #subscriptions = new Subscriptions();
  /** @type {Link | null} */
  #link = null;
  #attempt = 0;
  #failures = 0;
  /** @type {any} when to open the next socket */
  #retry = null;
  #parts;
  #env;
  #renewal;
  #polling;
  #wake;

  /** @param {import("./index.js").RealtimeParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#env = parts.env;
    this.#renewal = new Renewal(parts.credentials, parts.env);
    this.#polling = new Polling(parts.env, parts.periods.pollingMs, () => this.#poll());
    this.#wake = new Wake(parts.wakeTargets, () => this.#wakeUp(), () => this.#link && this.#lost(LOST));
  }

  /** @param {import("./channel.js").Channel} channel */
  add(channel) {
    if (!this.#subscriptions.add(channel)) return;
    if (this.#subscriptions.size > 1) return this.#subscriptions.ask(this.#link, channel);
    this.#wake.listen();
    this.#enter("connecting");
    this.#connect();
  }

  /** @param {import("./channel.js").Channel} channel */
  remove(channel) {
    if (!this.#subscriptions.delete(channel)) return;
    if (this.#subscriptions.size > 0) this.#subscriptions.giveUp(this.#link, channel);
    else this.#stop();
    channel.notify("CLOSED");
  }

  #stop() {
    this.#wake.ignore();
    this.#polling.stop();
    this.#letGo();
    this.#failures = 0;
    this.#enter("none");
  }

  /** Closes the socket and drops every plan to open another. */
  #letGo() {
    this.#attempt++;
    this.#renewal.cancel();
    this.#env.clearTimeout(this.#retry);
    this.#retry = null;
    this.#link?.close();
    this.#link = null;
  }

  async #connect() {
    this.#letGo();
    const attempt = this.#attempt;
    const { credentials, getOrg, baseUrl, periods } = this.#parts;
    const org = getOrg();
    if (!org) return this.#fallBack("polling");
    if (this.#renewal.isDue) {
      await this.#renewal.run();
      if (attempt !== this.#attempt) return;
    }
    try {
      const url = address(baseUrl, org, credentials.token());
      this.#link = new Link(url, { ping: periods.ping(), patience: periods.reconnectMs }, this.#env, {
        onOpen: () => this.#opened(),
        onFrame: (frame) => this.#received(frame),
        onDown: (code) => this.#lost(code),
      });
    } catch (error) {
      this.#env.onError(error);
      this.#lost(LOST);
    }
  }

  #opened() {
    this.#polling.stop();
    this.#subscriptions.forget();
    if (this.#link) this.#subscriptions.askAll(this.#link);
    this.#renewal.schedule(() => this.#renewAndReopen(), this.#parts.periods.reconnectMs);
  }

  async #renewAndReopen() {
    const attempt = this.#attempt;
    await this.#renewal.run();
    if (attempt === this.#attempt) this.#connect();
  }

  /** @param {any} frame */
  #received(frame) {
    if (frame.type === "event") return this.#subscriptions.deliver(frame);
    if (frame.type === "error") return this.#env.onError(new Error(`The realtime server says: ${frame.message}`));
    if (frame.type !== "subscribed") return;
    this.#failures = 0;
    this.#enter("live");
    this.#subscriptions.confirm(frame.channels ?? []);
  }

  /** @param {number} code */
  #lost(code) {
    this.#letGo();
    if (code === TOKEN_EXPIRED) this.#renewal.demand();
    this.#fallBack(++this.#failures === 1 ? "reconnecting" : "polling", code);
    const pause = pauseAfter(code, this.#parts.periods, this.#env.random);
    this.#retry = this.#env.setTimeout(() => this.#connect(), pause);
  }

  /** @param {"reconnecting" | "polling"} state @param {number} [code] */
  #fallBack(state, code) {
    this.#polling.start();
    this.#enter(state, code);
    this.#subscriptions.lost(state === "polling" ? "POLLING" : "RECONNECTING");
  }

  #poll() {
    this.#subscriptions.poll();
    if (this.#link === null && this.#retry === null && this.#parts.getOrg()) this.#connect();
  }

  #wakeUp() {
    this.#polling.catchUp();
    if (this.#retry !== null) this.#connect();
    else if (this.#link && this.#link.silence >= this.#parts.periods.pollingMs) this.#subscriptions.askAll(this.#link, true);
  }

  /** @param {import("./index.js").ConnectionState} state @param {number} [code] why the socket was closed, when it was */
  #enter(state, code) {
    if (state === this.state && code === undefined) return;
    this.state = state;
    this.#parts.onState(state, code);
  }
}
