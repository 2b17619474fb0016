const BEFORE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Keeps the token of an open socket fresh: it is renewed a minute before it runs out, or when it was refused. */
export class Renewal {
  #credentials;
  #env;
  #demanded = false;
  /** @type {any} */
  #timer = null;

  /**
   * @param {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
   * @param {import("./environment.js").Environment} env
   */
  constructor(credentials, env) {
    this.#credentials = credentials;
    this.#env = env;
  }

  get isDue() {
    return this.#demanded || this.#left <= 0;
  }

  /** The server has refused the token, whatever its time says. */
  demand() {
    this.#demanded = true;
  }

  async run() {
    try {
      await this.#credentials.renew(this.#credentials.token() ?? null);
      this.#demanded = false;
    } catch (error) {
      this.#env.onError(error); // the next socket tries again
    }
  }

  /** @param {() => void} run called when the token is due @param {number} atLeast so that a wrong clock makes no loop */
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
