/** A call that failed, with a message for people and a code for programs. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status; 0 when no answer came
   * @param {string} code such as `FORBIDDEN`; without an answer `NETWORK` or `TIMEOUT`
   * @param {string} message
   * @param {number} [retryAfter] in seconds, from the server's `Retry-After`
   * @param {string[]} [details] a sentence for each invalid field, which begins with the field's name
   * @param {boolean} [fromServer] whether the server itself answered; false for an answer of a proxy
   */
  constructor(status, code, message, retryAfter, details = [], fromServer = status !== 0) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.details = details;
    this.fromServer = fromServer;
  }

  /** Whether the same call may succeed later: no answer came, or the server was busy or unavailable. */
  get isTemporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * The browser's functions that the client uses. Each can be replaced, so that a test brings its own sockets, clock and random
 * numbers. None is looked up before a client is created.
 *
 * @typedef {Object} Environment
 * @property {typeof WebSocket} WebSocket
 * @property {typeof fetch} fetch
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {(run: () => void, ms: number) => any} setInterval
 * @property {(timer: any) => void} clearInterval
 * @property {() => number} random a number from 0 (included) to 1 (excluded)
 * @property {() => number} now milliseconds since 1970
 * @property {LockManager | undefined} locks shared by the tabs of one origin; absent outside secure contexts
 * @property {(error: unknown) => void} onError receives errors that no caller can catch
 */

/**
 * @param {Partial<Environment>} [given]
 * @returns {Environment}
 */
export function environment(given = {}) {
  const browser = globalThis;
  return {
    WebSocket: given.WebSocket ?? browser.WebSocket,
    fetch: given.fetch ?? ((input, init) => browser.fetch(input, init)),
    setTimeout: given.setTimeout ?? ((run, ms) => browser.setTimeout(run, ms)),
    clearTimeout: given.clearTimeout ?? ((timer) => browser.clearTimeout(timer)),
    setInterval: given.setInterval ?? ((run, ms) => browser.setInterval(run, ms)),
    clearInterval: given.clearInterval ?? ((timer) => browser.clearInterval(timer)),
    random: given.random ?? (() => Math.random()),
    now: given.now ?? (() => Date.now()),
    locks: "locks" in given ? given.locks : browser.navigator?.locks,
    onError: given.onError ?? ((error) => console.error(error)),
  };
}

/**
 * @typedef {Object} Credentials
 * @property {() => string | null | undefined} token
 * @property {(used: string | null) => Promise<string | null>} renew a token other than the one used, or null
 *
 * @typedef {Object} CallOptions
 * @property {Record<string, string | number | boolean | undefined | null>} [query]
 * @property {boolean} [anonymous] sends no token, and does not repeat the call after a 401
 * @property {AbortSignal} [signal]
 * @property {(seq: number, epoch?: string) => void} [onSeq] receives the position in the log up to which the answer is complete,
 *     where the answer has one (`X-Heliograph-Seq`), and the epoch of the log (`X-Heliograph-Epoch`)
 * @property {(path: string) => void} [onNext] receives the path of the next page, where the list has one (`Link`)
 *
 * @typedef {Object} Rest
 * @property {(path: string, options?: CallOptions) => Promise<any>} get
 * @property {(path: string, body?: unknown, options?: CallOptions) => Promise<any>} post
 * @property {(path: string, body?: unknown, options?: CallOptions) => Promise<any>} patch
 * @property {(path: string, body?: unknown, options?: CallOptions) => Promise<any>} put
 * @property {(path: string, options?: CallOptions) => Promise<any>} delete
 */

/**
 * REST calls. A call returns the envelope's `data`, or the whole answer where there is no envelope, or throws an
 * {@link ApiError}. A 401 renews the token once and repeats the call once.
 *
 * @param {{ baseUrl: string, credentials: Credentials, timeoutMs: number,
 *           env: Environment }} parts
 * @returns {Rest}
 */
export function createRest({ baseUrl, credentials, timeoutMs, env }) {
  /** @type {(method: string, path: string, body: unknown, options?: CallOptions) => Promise<any>} */
  async function call(method, path, body, options = {}) {
    const url = baseUrl + path + queryString(options.query);
    const token = (!options.anonymous && credentials.token()) || null;
    let answer = await exchange(url, method, body, token, options.signal);
    if (answer.status === 401 && token) {
      const renewed = await credentials.renew(token);
      if (renewed) answer = await exchange(url, method, body, renewed, options.signal);
    }
    const data = unwrap(answer);
    if (answer.seq !== undefined) options.onSeq?.(answer.seq, answer.epoch);
    if (answer.next !== undefined) options.onNext?.(answer.next);
    return data;
  }

  /** @type {(url: string, method: string, body: unknown, token: string | null, signal?: AbortSignal) => Promise<Answer>} */
  async function exchange(url, method, body, token, signal) {
    const limit = new AbortController();
    const stop = () => limit.abort();
    const timer = env.setTimeout(stop, timeoutMs);
    signal?.addEventListener("abort", stop);
    try {
      const request = { method, headers: headers(body, token), signal: limit.signal };
      const response = await env.fetch(url, body === undefined ? request : { ...request, body: JSON.stringify(body) });
      const retryAfter = Number(response.headers?.get("Retry-After")) || undefined;
      const seq = position(response.headers?.get("X-Heliograph-Seq"));
      const epoch = response.headers?.get("X-Heliograph-Epoch") ?? undefined;
      const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers?.get("Link") ?? "")?.[1];
      return { status: response.status, ok: response.ok, retryAfter, seq, epoch, next, text: await response.text() };
    } catch (error) {
      if (signal?.aborted) throw error;
      throw limit.signal.aborted
        ? new ApiError(0, "TIMEOUT", `The server did not answer within ${Math.round(timeoutMs / 1000)} s.`)
        : new ApiError(0, "NETWORK", "The server cannot be reached.");
    } finally {
      env.clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  return {
    get: (path, options) => call("GET", path, undefined, options),
    post: (path, body, options) => call("POST", path, body, options),
    patch: (path, body, options) => call("PATCH", path, body, options),
    put: (path, body, options) => call("PUT", path, body, options),
    delete: (path, options) => call("DELETE", path, undefined, options),
  };
}

/**
 * @typedef {{ status: number, ok: boolean, retryAfter: number | undefined, seq: number | undefined, epoch: string | undefined,
 *   next: string | undefined, text: string }} Answer
 */

/** @param {string | null | undefined} header @returns {number | undefined} */
const position = (header) => (/^\d{1,15}$/.test(header ?? "") ? Number(header) : undefined);

/** @param {CallOptions["query"]} query */
function queryString(query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

/** @param {unknown} body @param {string | null} token */
function headers(body, token) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  return headers;
}

/** @param {Answer} answer */
function unwrap({ status, ok, retryAfter, text }) {
  const json = parse(text);
  if (ok && json?.success !== false) return json?.success === true && "data" in json ? json.data : json;
  const { code = `HTTP_${status}`, message = `The server answered with status ${status}.`, details = [] } = failure(json);
  throw new ApiError(status, code, message, retryAfter, details, Boolean(json?.error));
}

/** @param {any} json `{error:{code,message}}`, or without an envelope `{error:"…",details:["…"]}` */
function failure(json) {
  return typeof json?.error === "string" ? { message: json.error, details: json.details } : (json?.error ?? {});
}

/** @param {string} text anything but JSON, such as a proxy's error page, counts as empty */
function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/**
 * A client of one server without a session and without any kind of channel: calls. {@link PublicClient.use} adds what a page needs, so that
 * it loads no more.
 */
export class PublicClient {
  /** @type {import("./client.js").Context} */
  #context;
  /** @type {Set<Function>} */
  #used = new Set();

  /**
   * @param {import("./client.js").ClientOptions & Partial<Environment>} options without a storage
   * @param {(parts: Pick<import("./client.js").Context, "options" | "env"> & { rest: () => Rest }) => import("./session.js").Session | null} [sessionOf]
   */
  constructor(options, sessionOf) {
    const env = environment(options);
    const { baseUrl, timeoutMs = 20_000, pollingMs = 30_000, wakeTargets = [] } = options;
    const session = sessionOf?.({ options, env, rest: () => rest }) ?? null;
    const credentials = {
      token: options.getToken ?? (() => session?.read()?.token),
      renew: options.renewToken ?? session?.renew ?? (async () => null),
      expiresAt: options.getTokenExpiry ?? (() => session?.read()?.expires_at ?? Infinity),
    };
    /** @type {Rest} */
    const rest = createRest({ baseUrl, credentials, timeoutMs, env });
    this.#context = { options, env, baseUrl, rest, session, credentials, pollingMs, wakeTargets, channels: new Set() };
    this.baseUrl = baseUrl;
    this.session = session;
    this.get = rest.get;
    this.post = rest.post;
    this.patch = rest.patch;
    this.put = rest.put;
    this.delete = rest.delete;
  }

  /**
   * Adds a part, such as the `alerts` of `alerts/index.js`; adding it twice changes nothing.
   *
   * @template {object} P
   * @param {(context: import("./client.js").Context) => P} part
   * @returns {this & P}
   */
  use(part) {
    if (!this.#used.has(part)) Object.defineProperties(this, Object.getOwnPropertyDescriptors(part(this.#context)));
    this.#used.add(part);
    return /** @type {this & P} */ (this);
  }

  /** @returns {import("./connection.js").AnyChannel[]} those of every kind that are subscribed, in the order of their subscriptions */
  getChannels() {
    return [...this.#context.channels];
  }

  /** @param {import("./connection.js").AnyChannel} channel of any kind @returns {Promise<import("./connection.js").Outcome>} */
  removeChannel(channel) {
    return channel.unsubscribe();
  }

  /** @returns {Promise<import("./connection.js").Outcome[]>} */
  removeAllChannels() {
    return Promise.all(this.getChannels().map((channel) => channel.unsubscribe()));
  }
}
