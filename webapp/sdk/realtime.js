import { Carrier } from "./carrier.js";
import { Polling } from "./polling.js";
import { Subscriptions } from "./subscriptions.js";
import { Wake } from "./wake.js";

/** The one connection all channels share, and the polling that stands in for it while there is none. */
export class Realtime {
  /** @type {import("./index.js").ConnectionState} */
  state = "none";
  #subscriptions = new Subscriptions();
  #onState;
  #polling;
  #carrier;
  #wake;

  /** @param {import("./index.js").RealtimeParts} parts */
  constructor(parts) {
    this.#onState = parts.onState;
    this.#polling = new Polling(parts.env, parts.periods.pollingMs, () => this.#poll());
    this.#carrier = new Carrier(parts, this.#subscriptions, {
      onOpen: () => this.#polling.stop(),
      onLive: () => this.#enter("live"),
      onLost: (state, code) => this.#fallBack(state, code),
    });
    this.#wake = new Wake(
      parts.wakeTargets,
      () => this.#wakeUp(),
      () => this.#carrier.cutOff(),
    );
  }

  /** @param {import("./channel.js").Channel} channel */
  add(channel) {
    if (!this.#subscriptions.add(channel)) return;
    if (this.#subscriptions.size > 1) return this.#carrier.ask(channel);
    this.#wake.listen();
    this.#enter("connecting");
    this.#carrier.open();
  }

  /** @param {import("./channel.js").Channel} channel */
  remove(channel) {
    if (!this.#subscriptions.delete(channel)) return;
    if (this.#subscriptions.size > 0) this.#carrier.giveUp(this.#subscriptions.unwanted(channel));
    else this.#stop();
    channel.notify("CLOSED");
  }

  #stop() {
    this.#wake.ignore();
    this.#polling.stop();
    this.#carrier.close();
    this.#enter("none");
  }

  /** @param {"reconnecting" | "polling"} state @param {number} [code] */
  #fallBack(state, code) {
    this.#polling.start();
    this.#enter(state, code);
    this.#subscriptions.lost(state === "polling" ? "POLLING" : "RECONNECTING");
  }

  #poll() {
    this.#subscriptions.poll();
    this.#carrier.openIfIdle();
  }

  #wakeUp() {
    this.#polling.catchUp();
    this.#carrier.wakeUp();
  }

  /** @param {import("./index.js").ConnectionState} state @param {number} [code] why the connection was ended, when it was */
  #enter(state, code) {
    if (state === this.state && code === undefined) return;
    this.state = state;
    this.#onState(state, code);
  }
}
