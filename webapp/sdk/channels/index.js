import { ACCESS_REVOKED, GOING_AWAY, RETURN_WITHIN_MS, TOKEN_EXPIRED } from "../closing.js";
import { environment } from "../environment.js";
import { Link } from "../link.js";
import { Renewal } from "../renewal.js";
import { Wake } from "../wake.js";
import { Asked } from "./asked.js";

const PERIODS = { ping: 25_000, patience: 10_000 };
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const RENEW_AT_LEAST_MS = 10_000;

/**
 * @typedef {"none" | "connecting" | "live" | "reconnecting"} State
 *
 * @typedef {{ connectionId: string, user: { userId: string, email: string | null, role: string } | null,
 *   authorizedChannels: string[] }} Greeting
 *
 * @typedef {{ channel: string, data: string, timestamp: string }} Event `data` is JSON as it came: a number that is too
 *   long for JavaScript keeps its digits
 *
 * @typedef {{ totalConnections: number, authenticatedConnections: number, anonymousConnections: number,
 *   totalSubscriptions: number, connectionsByChannel: Record<string, number> }} Stats
 *
 * @typedef {Object} Handlers
 * @property {(state: State) => void} onState
 * @property {(greeting: Greeting) => void} onGreeting
 * @property {(event: Event) => void} onEvent
 * @property {(channel: string) => void} onSubscribed
 * @property {(channel: string | undefined, message: string) => void} onRefused
 * @property {(stats: Stats) => void} onStats
 */

/** Listens to channels over `/ws`: comes back when the connection is lost, and subscribes anew to what is wanted then. */
export class Channels {
  /** @type {State} */
  state = "none";
  /** @type {Set<string>} */
  #wanted = new Set();
  #asked = new Asked();
  /** @type {Link | null} */
  #link = null;
  /** @type {any} */
  #retry = null;
  #attempt = 0;
  #failures = 0;
  #url;
  #credentials;
  #handlers;
  #env;
  #renewal;
  #wake;

  /**
   * @param {{ baseUrl: string, credentials: import("../rest.js").Credentials & { expiresAt: () => number },
   *   handlers: Handlers, wakeTargets?: EventTarget[] } & Partial<import("../environment.js").Environment>} options
   */
  constructor(options) {
    this.#url = `${options.baseUrl.replace(/^http/, "ws")}/ws`;
    this.#credentials = options.credentials;
    this.#handlers = options.handlers;
    this.#env = environment(options);
    this.#renewal = new Renewal(options.credentials, this.#env);
    this.#wake = new Wake(
      options.wakeTargets ?? [],
      () => this.#retry !== null && this.#connect(),
      () => this.#link && this.#lost(),
    );
  }

  /** @param {Iterable<string>} channels what to listen to from the beginning */
  open(channels = []) {
    this.#wanted = new Set(channels);
    this.#wake.listen();
    this.#enter("connecting");
    this.#connect();
  }

  close() {
    this.#wake.ignore();
    this.#env.clearTimeout(this.#retry);
    this.#renewal.cancel();
    this.#attempt++;
    this.#link?.close();
    this.#link = this.#retry = null;
    this.#enter("none");
  }

  /** @param {string} channel */
  subscribe(channel) {
    this.#wanted.add(channel);
    this.#ask({ type: "subscribe", channel }, [channel]);
  }

  /** @param {string} channel */
  unsubscribe(channel) {
    this.#wanted.delete(channel);
    this.#ask({ type: "unsubscribe", channel }, [channel]);
  }

  /** For administrators: who is connected, and what is listened to. */
  stats() {
    this.#ask({ type: "stats" }, [undefined]);
  }

  /** @param {object} frame @param {(string | undefined)[]} channels what it is answered about, one by one */
  #ask(frame, channels) {
    if (this.state !== "live") return;
    this.#asked.add(channels);
    this.#link?.send(frame);
  }

  async #connect() {
    this.#env.clearTimeout(this.#retry);
    this.#retry = null;
    const attempt = ++this.#attempt;
    if (this.#renewal.isDue) await this.#renewal.run();
    if (attempt !== this.#attempt) return;
    const token = encodeURIComponent(this.#credentials.token() ?? "");
    this.#asked.clear();
    this.#link = new Link(`${this.#url}?token=${token}`, PERIODS, this.#env, {
      onOpen: () => this.#renewal.schedule(() => this.#reopen(), RENEW_AT_LEAST_MS),
      onFrame: (frame, text) => this.#receive(frame, text),
      onDown: (code) => this.#lost(code),
    });
  }

  /** With a new token, a moment before the server would end the socket for the old one. */
  async #reopen() {
    const attempt = this.#attempt;
    await this.#renewal.run();
    if (attempt !== this.#attempt) return;
    this.#link?.close();
    this.#connect();
  }

  /** @param {number} [code] */
  #lost(code) {
    this.#link?.close();
    this.#link = null;
    this.#renewal.cancel();
    if (code === TOKEN_EXPIRED || code === ACCESS_REVOKED) this.#renewal.demand();
    this.#enter("reconnecting");
    this.#retry = this.#env.setTimeout(() => this.#connect(), this.#pause(code));
  }

  /** @param {number | undefined} code */
  #pause(code) {
    if (code === GOING_AWAY) return this.#env.random() * RETURN_WITHIN_MS;
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures++, LONGEST_PAUSE_MS);
    return longest * (0.5 + this.#env.random() / 2);
  }

  /** @param {any} frame @param {string} text */
  #receive(frame, text) {
    const { onGreeting, onEvent, onSubscribed, onRefused, onStats } = this.#handlers;
    if (frame.type === "event") onEvent({ channel: frame.channel, data: dataOf(text), timestamp: frame.timestamp });
    else if (frame.type === "connected") this.#welcome(frame, onGreeting);
    else if (frame.type === "error") {
      const channel = this.#asked.answered();
      if (channel) this.#wanted.delete(channel);
      onRefused(channel, frame.message);
    } else if (["subscribed", "unsubscribed", "stats"].includes(frame.type)) {
      this.#asked.answered();
      if (frame.type === "subscribed") onSubscribed(frame.channel);
      if (frame.type === "stats") onStats(frame.data);
    }
  }

  /** @param {Greeting} greeting @param {(greeting: Greeting) => void} tell */
  #welcome(greeting, tell) {
    this.#failures = 0;
    this.#enter("live");
    const channels = [...this.#wanted];
    if (channels.length > 0) this.#ask({ type: "subscribe", channels }, channels);
    tell(greeting);
  }

  /** @param {State} state */
  #enter(state) {
    if (state === this.state) return;
    this.state = state;
    this.#handlers.onState(state);
  }
}

/** @param {string} frame the server writes its fields in this order, and a quote within a name is escaped */
function dataOf(frame) {
  const name = ',"data":';
  return frame.slice(frame.indexOf(name) + name.length, frame.lastIndexOf(',"timestamp":'));
}
