/** After so long without a message the wait ends. Other systems report in intervals of minutes. */
export const WAIT_MS = 5 * 60_000;

/**
 * @typedef {{ title: string, text: string, link?: string }} Received what came, in the words of its kind
 * @typedef {{ ready: () => void, received: (message: Received) => void, refused: (reason: string) => void, failed: (error: unknown) => void }} Listener
 *   `ready`: from now on no message is missed; `refused`: a message came that the server did not take
 * @typedef {(listener: Listener) => () => void} Source begins to listen; returns what stops it
 */

/** Waits for the first message of a source, for a bounded time. */
export class FirstMessage {
  /** @type {"idle" | "starting" | "waiting" | "received" | "nothing"} */
  state = "idle";
  /** @type {Received | null} */
  message = null;
  /** Why a message was refused meanwhile; empty: none was. */
  refusal = "";
  /** @type {unknown} why the source cannot be read at present */
  error;
  #changed;
  #env;
  /** @type {() => void} */
  #stop = () => {};
  #deadline = 0;

  /** @param {() => void} changed @param {{ setTimeout: (run: () => void, ms: number) => number, clearTimeout: (timer: number) => void, now: () => number }} [env] */
  constructor(changed, env) {
    this.#changed = changed;
    this.#env = env ?? {
      setTimeout: (run, ms) => window.setTimeout(run, ms),
      clearTimeout: (timer) => clearTimeout(timer),
      now: Date.now,
    };
  }

  /** Milliseconds until the wait ends. */
  get left() {
    return Math.max(0, this.#deadline - this.#env.now());
  }

  /** @param {Source} source */
  start(source) {
    this.stop();
    let over = false;
    Object.assign(this, { message: null, refusal: "", error: undefined });
    this.#deadline = this.#env.now() + WAIT_MS;
    this.#set("starting");
    const timer = this.#env.setTimeout(() => end("nothing"), WAIT_MS);
    /** @param {() => void} run */
    const unlessOver = (run) => {
      if (over) return;
      run();
      this.#changed();
    };
    const stopSource = source({
      ready: () =>
        unlessOver(() => {
          this.error = undefined;
          this.state = "waiting";
        }),
      refused: (reason) =>
        unlessOver(() => {
          this.refusal = reason;
        }),
      failed: (error) =>
        unlessOver(() => {
          this.error = error;
        }),
      received: (message) => {
        if (over) return;
        this.message = message;
        end("received");
      },
    });
    this.#stop = () => {
      if (over) return;
      over = true;
      this.#env.clearTimeout(timer);
      stopSource();
    };
    /** @param {"received" | "nothing"} state */
    const end = (state) => {
      this.#stop();
      this.#set(state);
    };
  }

  /** Ends the wait, if there is one. */
  stop() {
    this.#stop();
    if (this.state === "starting" || this.state === "waiting") this.#set("idle");
  }

  /** @param {FirstMessage["state"]} state */
  #set(state) {
    this.state = state;
    this.#changed();
  }
}
