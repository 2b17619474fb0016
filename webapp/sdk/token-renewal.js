const BEFORE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Renews the token of an open connection: a minute before it expires, or when it was refused. */
export class TokenRenewal {
  #credentials;
  #env;
  #demanded = false;
  /** @type {any} */
  #timer = null;

  /**
   * @param {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
   * @param {import("./rest.js").Environment} env
   */
  constructor(credentials, env) {
    this.#credentials = credentials;
    this.#env = env;
  }

  /** The server has refused the token, whatever its expiry says. */
  demand() {
    this.#demanded = true;
  }

  /** @returns {Promise<void> | undefined} nothing to wait for unless the token is due */
  runIfDue() {
    return this.#demanded || this.#left <= 0 ? this.run() : undefined;
  }

  /** Never rejects. */
  async run() {
    try {
      await this.#credentials.renew(this.#credentials.token() ?? null);
      this.#demanded = false;
    } catch (error) {
      this.#env.onError(error); // the next attempt renews again
    }
  }

  /** @param {() => void} run called when the token is due @param {number} atLeast in ms, so that a wrong clock causes no loop */
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
