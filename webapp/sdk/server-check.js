import { Polling } from "./connection.js";

/** How long an answer may take. */
const ANSWER_MS = 5_000;

/**
 * Detects that the server is gone while a connection stays open and silent, by a request that any server answers. Browsers show no
 * protocol pings, and a `ping` of the client would keep the connection from the server's own timeout.
 */
export class ServerCheck {
  #env;
  #url;
  #everyMs;
  #silence;
  #onDead;
  #timer;
  #run = 0;

  /**
   * @param {import("./rest.js").Environment} env
   * @param {string} url
   * @param {number} everyMs also how long the connection must have been silent; 0: no checks
   * @param {() => number} silence in ms
   * @param {() => void} onDead
   */
  constructor(env, url, everyMs, silence, onDead) {
    this.#env = env;
    this.#url = url;
    this.#everyMs = everyMs;
    this.#silence = silence;
    this.#onDead = onDead;
    this.#timer = new Polling(env, everyMs, () => this.#check());
  }

  start() {
    if (this.#everyMs > 0) this.#timer.start();
  }

  stop() {
    this.#run++;
    this.#timer.stop();
  }

  async #check() {
    if (this.#silence() < this.#everyMs) return;
    const run = this.#run;
    const abort = new AbortController();
    const limit = this.#env.setTimeout(() => abort.abort(), ANSWER_MS);
    try {
      await this.#env.fetch(this.#url, { method: "HEAD", headers: {}, cache: "no-store", signal: abort.signal });
    } catch {
      if (run === this.#run) this.#onDead();
    } finally {
      this.#env.clearTimeout(limit);
    }
  }
}
