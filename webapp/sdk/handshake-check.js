/** After this many sockets in a row that did not open, the server is asked whether it refuses them. */
const FAILURES_BEFORE_QUESTION = 2;
/** How long its answer may take. */
const ANSWER_MS = 5_000;

/**
 * Finds out that the server refuses a socket because of its token. A socket that does not open gives no reason; a request to the same
 * address without an upgrade passes the same authentication, and its status is the reason.
 */
export class HandshakeCheck {
  /** Whether the server has refused the last token that it was asked about. */
  isRefused = false;
  #env;
  #url;
  #failures = 0;
  #run = 0;

  /** @param {import("./rest.js").Environment} env @param {string} url of the handshake, with `http:` or `https:` */
  constructor(env, url) {
    this.#env = env;
    this.#url = url;
  }

  /** A socket works, or none is wanted any more. */
  reset() {
    this.#run++;
    this.#failures = 0;
    this.isRefused = false;
  }

  /**
   * @param {boolean} opened whether the socket had opened
   * @param {string | null | undefined} token of the socket
   * @param {(message: string) => void} onRefused called once until a socket works, or the server accepts a token
   */
  async socketLost(opened, token, onRefused) {
    this.#failures = opened ? 0 : this.#failures + 1;
    if (this.#failures < FAILURES_BEFORE_QUESTION || !token) return;
    const run = ++this.#run;
    const message = await this.#ask(token);
    if (run !== this.#run) return;
    const isNew = message !== null && !this.isRefused;
    this.isRefused = message !== null;
    if (isNew) onRefused(message);
  }

  /** @param {string} token @returns {Promise<string | null>} the server's message; null: the token is accepted, or there is no answer */
  async #ask(token) {
    const abort = new AbortController();
    const limit = this.#env.setTimeout(() => abort.abort(), ANSWER_MS);
    const headers = { Authorization: `Bearer ${token}` };
    try {
      const answer = await this.#env.fetch(this.#url, { method: "GET", headers, cache: "no-store", signal: abort.signal });
      if (answer.status !== 401) return null;
      const body = await answer.json().catch(() => null);
      return body?.error?.message ?? "The server refuses the token";
    } catch {
      return null;
    } finally {
      this.#env.clearTimeout(limit);
    }
  }
}
