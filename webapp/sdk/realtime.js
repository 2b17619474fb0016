import { PageLifecycle } from "./page-lifecycle.js";
import { Polling } from "./polling.js";
import { Subscriptions } from "./subscriptions.js";
import { Transport } from "./transport.js";

/**
 * `none` no channel; `connecting` the first connection is being opened; `live` events arrive; `reconnecting` the connection was
 * just lost; `polling` it could not be opened again, or there is no organisation to open one for.
 *
 * @typedef {"none" | "connecting" | "live" | "reconnecting" | "polling"} ConnectionState
 */

/** The connection that all channels share, and the polling that replaces it while it is lost. */
export class Realtime {
  /** @type {ConnectionState} */
  state = "none";
  #subscriptions = new Subscriptions();
  #onState;
  #polling;
  #transport;
  #lifecycle;

  /** @param {import("./transport.js").RealtimeOptions} options */
  constructor(options) {
    this.#onState = options.onState;
    this.#polling = new Polling(options.env, options.periods.pollingMs, () => this.#poll());
    this.#transport = new Transport(options, this.#subscriptions, {
      onOpen: () => this.#polling.stop(),
      onLive: () => this.#setState("live"),
      onLost: (state, code) => this.#connectionLost(state, code),
    });
    this.#lifecycle = new PageLifecycle(
      options.wakeTargets,
      () => this.#resume(),
      () => this.#transport.goOffline(),
    );
  }

  /** @param {import("./channel.js").Channel} channel */
  add(channel) {
    if (!this.#subscriptions.add(channel)) return;
    if (this.#subscriptions.size > 1) return this.#transport.subscribe(channel);
    this.#lifecycle.listen();
    this.#setState("connecting");
    this.#transport.open();
  }

  /** @param {import("./channel.js").Channel} channel */
  remove(channel) {
    if (!this.#subscriptions.delete(channel)) return;
    if (this.#subscriptions.size > 0) this.#transport.unsubscribe(this.#subscriptions.releaseTables(channel));
    else this.#stop();
    channel.notify("CLOSED");
  }

  #stop() {
    this.#lifecycle.ignore();
    this.#polling.stop();
    this.#transport.close();
    this.#setState("none");
  }

  /** @param {"reconnecting" | "polling"} state @param {number} [code] */
  #connectionLost(state, code) {
    this.#polling.start();
    this.#setState(state, code);
    this.#subscriptions.connectionLost(state === "polling" ? "POLLING" : "RECONNECTING");
  }

  #poll() {
    this.#subscriptions.poll();
    this.#transport.openIfIdle();
  }

  #resume() {
    this.#polling.catchUp();
    this.#transport.resume();
  }

  /** @param {ConnectionState} state @param {number} [code] the close code, where the server ended the connection */
  #setState(state, code) {
    if (state === this.state && code === undefined) return;
    this.state = state;
    this.#onState(state, code);
  }
}
