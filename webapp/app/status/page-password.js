const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The password of one protected status page: only its hash is kept, for this tab. */
export class PagePassword {
  /** Whether one was entered and refused. */
  refused = false;
  /** Whether one that was entered is being checked. */
  submitting = false;
  #storage;
  #key;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage @param {string} slug */
  constructor(storage, slug) {
    this.#storage = storage;
    this.#key = `heliograph.status.${slug}`;
  }

  /** @returns {string | null} the BLAKE2b-512 hex of the password */
  get secret() {
    return this.#storage.getItem(this.#key);
  }

  /** @param {string} password */
  async enter(password) {
    const { blake2b512Hex } = await import("../../lib/blake2b.js"); // few pages have a password
    this.#storage.setItem(this.#key, blake2b512Hex(password));
  }

  /** @param {string} path @returns {Promise<Blob>} what a link, which sends no password, could not fetch */
  async download(path) {
    const headers = { Authorization: `Bearer ${this.secret}` };
    const answer = await fetch(path, { headers, signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
    return answer.blob();
  }

  /**
   * A request without a password takes back neither what was said of one nor one that was entered meanwhile.
   *
   * @param {string | null} secret that the refused request had
   */
  refuse(secret) {
    if (secret === null) return;
    this.refused = true;
    if (this.secret === secret) this.#storage.removeItem(this.#key);
  }
}
