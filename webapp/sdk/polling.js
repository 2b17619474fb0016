/** Runs something periodically while it is started; starting it twice changes nothing. */
export class Polling {
  #env;
  #periodMs;
  #run;
  /** @type {any} */
  #timer = null;
  #last = 0;

  /** @param {import("./environment.js").Environment} env @param {number} periodMs @param {() => void} run */
  constructor(env, periodMs, run) {
    this.#env = env;
    this.#periodMs = periodMs;
    this.#run = run;
  }

  start() {
    if (this.#timer !== null) return;
    this.#last = this.#env.now();
    this.#timer = this.#env.setInterval(() => this.#tick(), this.#periodMs);
  }

  stop() {
    this.#env.clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Runs at once if a throttled timer has missed its turn. */
  catchUp() {
    if (this.#timer !== null && this.#env.now() - this.#last >= this.#periodMs) this.#tick();
  }

  #tick() {
    this.#last = this.#env.now();
    this.#run();
  }
}
