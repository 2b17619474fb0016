import { ApiError, environment } from "../rest.js";

const TIMEOUT_MS = 4_000;

/**
 * @typedef {"critical" | "warning" | "info"} Severity
 * @typedef {{ id: string, site: string, severity: Severity, message: string, status: "open" | "acknowledged", created_at: string,
 *   acknowledged_at: string | null }} OpenAlert
 * @typedef {{ seq: number, epoch?: string, total: number, counts: Record<Severity, number>, complete: boolean, alerts: OpenAlert[] }} OpenAlertList
 *   `seq` the position after which a feed goes on, `epoch` that of its log; `counts` of all open alerts; `complete` whether all of them are listed, worst first
 */

/** Reads `/api/v1/alerts/open` again and again. A list that has not changed is not sent again. */
export class OpenAlertReader {
  #url;
  #headers;
  #env;
  #etag = "";
  /** @type {OpenAlertList | null} */
  #last = null;

  /**
   * @param {{ baseUrl: string, sites: string[], headers: () => Promise<Record<string, string>>,
   *   env?: Partial<import("../rest.js").Environment> }} options `headers` with the reader's credential, if it has one
   */
  constructor({ baseUrl, sites, headers, env }) {
    const query = String(new URLSearchParams(sites.map((site) => ["site", site])));
    this.#url = `${baseUrl}/api/v1/alerts/open${query && `?${query}`}`;
    this.#headers = headers;
    this.#env = environment(env);
  }

  /** @returns {Promise<OpenAlertList>} @throws {ApiError} with status 0 when there was no answer in time */
  async read() {
    const limit = new AbortController();
    const timer = this.#env.setTimeout(() => limit.abort(), TIMEOUT_MS);
    try {
      /** @type {Record<string, string>} */
      const headers = { Accept: "application/json", ...(await this.#headers()) };
      if (this.#last && this.#etag) headers["If-None-Match"] = this.#etag;
      const request = { method: "GET", headers, signal: limit.signal, cache: /** @type {const} */ ("no-store") };
      const answer = await this.#env.fetch(this.#url, request);
      if (answer.status === 304 && this.#last) return this.#last;
      if (!answer.ok)
        throw new ApiError(answer.status, `HTTP_${answer.status}`, `The server answered with status ${answer.status}.`);
      const list = await answer.json();
      if (!Array.isArray(list?.alerts)) throw new ApiError(answer.status, "NO_LIST", "The answer is not from Heliograph.");
      this.#etag = answer.headers.get("ETag") ?? "";
      this.#last = list;
      return list;
    } catch (error) {
      if (error instanceof ApiError) throw error;
      throw new ApiError(0, limit.signal.aborted ? "TIMEOUT" : "NETWORK", "The server cannot be reached.");
    } finally {
      this.#env.clearTimeout(timer);
    }
  }
}
