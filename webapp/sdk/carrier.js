import { LOST, pauseAfter, TOKEN_EXPIRED } from "./closing.js";
import { address, Link } from "./link.js";
import { Renewal } from "./renewal.js";
import { SILENT_MS } from "./stream.js";
import { Streams } from "./streams.js";

/** So many sockets in a row that led to nothing, and something else is tried. */
const ENOUGH_REFUSALS = 2;

/**
 * @typedef {Object} CarrierHandlers
 * @property {() => void} onOpen events will be told from now on
 * @property {() => void} onLive the server has said so
 * @property {(state: "reconnecting" | "polling", code?: number) => void} onLost nothing tells them any more
 */

/**
 * What carries the events here: a WebSocket, or streams of server-sent events where none opens; never both. What was lost is
 * opened again.
 */
export class Carrier {
  /** @type {Link | null} */
  #link = null;
  /** Whether the socket tells events. */
  #told = false;
  /** @type {Streams | null} */
  #streams = null;
  /** Whether the last thing that told events were streams. */
  #streaming = false;
  /** When streams may be tried again. */
  #streamsFrom = 0;
  #attempt = 0;
  /** connections lost since the last that told events */
  #failures = 0;
  /** sockets in a row that told nothing at all; kept when a page is left, since the network is the same for the next */
  #refusals = 0;
  /** @type {any} when to open the next socket */
  #retry = null;
  #parts;
  #env;
  #subscriptions;
  #handlers;
  #renewal;

  /**
   * @param {import("./index.js").RealtimeParts} parts
   * @param {import("./subscriptions.js").Subscriptions} subscriptions
   * @param {CarrierHandlers} handlers
   */
  constructor(parts, subscriptions, handlers) {
    this.#parts = parts;
    this.#env = parts.env;
    this.#subscriptions = subscriptions;
    this.#handlers = handlers;
    this.#renewal = new Renewal(parts.credentials, parts.env);
  }

  /** By the way that led somewhere last. */
  open() {
    this.#letGo();
    if (this.#streaming && this.#refusals >= ENOUGH_REFUSALS) this.#stream();
    else this.#connect();
  }

  close() {
    this.#renewal.cancel();
    this.#letGo();
    this.#dropStreams();
    this.#failures = 0;
  }

  /** Opens it if nothing is there, nor planned. */
  openIfIdle() {
    if (this.#link === null && this.#retry === null && this.#streams === null && this.#parts.getOrg()) this.open();
  }

  /** @param {import("./channel.js").Channel} channel asks for what one more channel wants */
  ask(channel) {
    if (this.#streams) this.#streams.ask(this.#subscriptions.asked(channel.tables, true));
    else if (this.#link?.isOpen) for (const frame of this.#subscriptions.requests([channel])) this.#link.send(frame);
  }

  /** @param {string[]} channels */
  giveUp(channels) {
    this.#streams?.giveUp(channels);
    if (this.#link?.isOpen && channels.length > 0) this.#link.send({ type: "unsubscribe", channels });
  }

  /** Timers may have slept: whoever has been silent for too long is asked, or given up. */
  wakeUp() {
    if (this.#streams && this.#streams.silence >= SILENT_MS) this.#streamsLost(LOST, 0);
    if (this.#streams) return;
    if (this.#retry !== null) this.open();
    else if (this.#link && this.#link.silence >= this.#parts.periods.pollingMs) this.#probe(this.#link);
  }

  /** @param {Link} link asks again for everything, and gives the socket up if no answer comes */
  #probe(link) {
    for (const frame of this.#subscriptions.requests()) link.probe(frame);
  }

  /** The network is gone. */
  cutOff() {
    if (this.#link) this.#socketLost(LOST);
    if (this.#streams) this.#streamsLost(LOST, 0);
  }

  /** Closes the socket and drops every plan to open another. */
  #letGo() {
    this.#attempt++;
    this.#env.clearTimeout(this.#retry);
    this.#retry = null;
    this.#link?.close();
    this.#link = null;
  }

  #dropStreams() {
    this.#streams?.close();
    this.#streams = null;
  }

  async #connect() {
    this.#letGo();
    const attempt = this.#attempt;
    const { credentials, getOrg, baseUrl, periods } = this.#parts;
    const org = getOrg();
    if (!org) return this.#handlers.onLost("polling");
    if (this.#renewal.isDue) {
      await this.#renewal.run();
      if (attempt !== this.#attempt) return;
    }
    this.#told = false;
    try {
      const url = address(baseUrl, org, credentials.token());
      this.#link = new Link(url, { ping: periods.ping(), patience: periods.reconnectMs }, this.#env, {
        onOpen: () => this.#opened(),
        onFrame: (frame) => this.#received(frame),
        onDown: (code) => this.#socketLost(code),
      });
    } catch (error) {
      this.#env.onError(error);
      this.#socketLost(LOST);
    }
  }

  #opened() {
    this.#dropStreams();
    this.#handlers.onOpen();
    this.#subscriptions.forget();
    for (const frame of this.#subscriptions.requests()) this.#link?.send(frame);
    this.#keepFresh();
  }

  /** Opens streams, if it is time for that. */
  async #stream() {
    if (this.#streams || this.#refusals < ENOUGH_REFUSALS || this.#env.now() < this.#streamsFrom) return;
    const attempt = this.#attempt;
    const { credentials, getOrg, baseUrl } = this.#parts;
    const org = getOrg();
    if (!org) return this.#handlers.onLost("polling");
    if (this.#renewal.isDue) {
      await this.#renewal.run();
      if (attempt !== this.#attempt) return;
    }
    this.#streams = new Streams({ baseUrl, org, token: credentials.token() }, this.#env, {
      onFrame: (frame) => this.#received(frame),
      onDown: (code, wait) => this.#streamsLost(code, wait),
    });
    this.#streams.ask(this.#subscriptions.asked(undefined, true));
  }

  /** Changes over to a new token before the server ends the connection for the old one. */
  #keepFresh() {
    this.#renewal.schedule(async () => {
      const attempt = this.#attempt;
      await this.#renewal.run();
      if (attempt !== this.#attempt) return;
      this.#dropStreams();
      this.open();
    }, this.#parts.periods.reconnectMs);
  }

  /** @param {any} frame */
  #received(frame) {
    if (frame.type === "event") return this.#subscriptions.deliver(frame);
    if (frame.type === "gap") return this.#subscriptions.miss(frame);
    if (frame.type === "error") return this.#env.onError(new Error(`The realtime server says: ${frame.message}`));
    if (frame.type !== "subscribed") return;
    this.#failures = 0;
    this.#streaming = this.#streams !== null;
    if (this.#streams) this.#streamed(this.#streams);
    else this.#told = true;
    this.#handlers.onLive();
    this.#subscriptions.confirm(frame);
  }

  /** @param {Streams} streams they tell events now; a socket would be better, and is tried again later */
  #streamed(streams) {
    if (streams.told) return;
    streams.told = true;
    this.#handlers.onOpen();
    this.#keepFresh();
    this.#tryAgainIn(this.#later());
  }

  /** @param {number} code */
  #socketLost(code) {
    this.#letGo();
    this.#refusals = this.#told ? 0 : this.#refusals + 1;
    if (this.#streams?.told) return this.#tryAgainIn(this.#later());
    this.#lost(code);
    this.#tryAgainIn(pauseAfter(code, this.#parts.periods, this.#env.random));
    this.#stream();
  }

  /** @param {number} code @param {number} wait how long the server wants nobody to come back, in ms */
  #streamsLost(code, wait) {
    const told = this.#streams?.told;
    this.#dropStreams();
    this.#streaming &&= told === true;
    if (!told) this.#streamsFrom = this.#env.now() + Math.max(wait, this.#later());
    this.#lost(code, told);
    if (this.#link !== null || !(told || wait > 0 || this.#retry === null)) return;
    this.#tryAgainIn(Math.max(wait, pauseAfter(code, this.#parts.periods, this.#env.random)));
  }

  /** @param {number} code @param {boolean} [known] whether the code is worth telling */
  #lost(code, known = true) {
    this.#renewal.cancel();
    if (code === TOKEN_EXPIRED) this.#renewal.demand();
    this.#handlers.onLost(++this.#failures === 1 ? "reconnecting" : "polling", known ? code : undefined);
  }

  /** @param {number} ms instead of what was planned */
  #tryAgainIn(ms) {
    this.#env.clearTimeout(this.#retry);
    this.#retry = this.#env.setTimeout(() => (this.#streams ? this.#connect() : this.open()), ms);
  }

  /** When to try again what has just led to nothing: not when everybody else does. */
  #later() {
    return this.#parts.periods.pollingMs * (1 + this.#env.random());
  }
}
