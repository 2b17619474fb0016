import { Link, LOST } from "./link.js";
import { Polling } from "./polling.js";
import { Subscriptions } from "./subscriptions.js";
import { Wake } from "./wake.js";

const GOING_AWAY = 1001;
const TOKEN_EXPIRED = 4001;
const ACCESS_REVOKED = 4003;
const RENEW_BEFORE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * `none` no channel; `connecting` the first socket is on its way; `live` events arrive; `reconnecting` the socket was
 * lost just now; `polling` it stays away, or there is no organisation to open one for.
 *
 * @typedef {"none" | "connecting" | "live" | "reconnecting" | "polling"} ConnectionState
 *
 * @typedef {Object} RealtimeParts
 * @property {string} baseUrl
 * @property {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {() => string | null | undefined} getOrg
 * @property {{ ping: () => number, reconnectMs: number, pollingMs: number }} periods
 * @property {EventTarget[]} wakeTargets
 * @property {import("./environment.js").Environment} env
 * @property {(state: ConnectionState, closeCode?: number) => void} onState
 */

/** The one socket all channels share, and what stands in for it while it is down. */
export class Realtime {
  /** @type {ConnectionState} */
  state = "none";
  #subscriptions = new Subscriptions();
  /** @type {Link | null} */
  #link = null;
  #attempt = 0;
  #failures = 0;
  #mustRenew = false;
  /** @type {any} when to open the next socket */
  #retry = null;
  /** @type {any} when to open one with a fresh token */
  #renewal = null;
  #parts;
  #env;
  #polling;
  #wake;

  /** @param {RealtimeParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#env = parts.env;
    this.#polling = new Polling(parts.env, parts.periods.pollingMs, () => this.#poll());
    this.#wake = new Wake(parts.wakeTargets, () => this.#wakeUp());
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
    this.#env.clearTimeout(this.#retry);
    this.#env.clearTimeout(this.#renewal);
    this.#retry = this.#renewal = null;
    this.#link?.close();
    this.#link = null;
  }

  async #connect() {
    this.#letGo();
    const attempt = this.#attempt;
    const { credentials, getOrg, baseUrl, periods } = this.#parts;
    const org = getOrg();
    if (!org) return this.#fallBack("polling");
    if (this.#mustRenew || credentials.expiresAt() - this.#env.now() < RENEW_BEFORE_MS) {
      await credentials.renew(credentials.token() ?? null).then(() => (this.#mustRenew = false), this.#env.onError);
      if (attempt !== this.#attempt) return;
    }
    const query = new URLSearchParams({ org_id: org, token: credentials.token() ?? "" });
    const url = `${baseUrl.replace(/^http/, "ws")}/api/realtime?${query}`;
    try {
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
    const left = this.#parts.credentials.expiresAt() - this.#env.now() - RENEW_BEFORE_MS;
    if (!Number.isFinite(left)) return;
    const delay = Math.min(Math.max(left, this.#parts.periods.reconnectMs), LONGEST_TIMER_MS);
    this.#renewal = this.#env.setTimeout(() => this.#connect(), delay);
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
    this.#mustRenew ||= code === TOKEN_EXPIRED;
    this.#fallBack(++this.#failures === 1 ? "reconnecting" : "polling", code);
    this.#retry = this.#env.setTimeout(() => this.#connect(), this.#pause(code));
  }

  /** @param {number} code @returns {number} how long to stay away, so that a restarted server is not met by all at once */
  #pause(code) {
    const { reconnectMs, pollingMs } = this.#parts.periods;
    if (code === GOING_AWAY) return this.#env.random() * reconnectMs;
    return code === ACCESS_REVOKED ? pollingMs : reconnectMs;
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
    const { pollingMs } = this.#parts.periods;
    if (this.#retry !== null) this.#connect();
    else if (this.#link?.isOpen && this.#link.silence >= pollingMs) this.#subscriptions.askAll(this.#link, true);
  }

  /** @param {ConnectionState} state @param {number} [code] why the socket was closed, when it was */
  #enter(state, code) {
    if (state === this.state && code === undefined) return;
    this.state = state;
    this.#parts.onState(state, code);
  }
}
