import { environment } from "./environment.js";
import { createRest } from "./rest.js";
import { createSession } from "./session.js";

/**
 * @typedef {import("./channel-basics.js").AnyChannel} AnyChannel
 * @typedef {import("./channel-basics.js").Outcome} Outcome
 *
 * @typedef {Object} ClientOptions
 * @property {string} baseUrl the server, such as `https://fleet.example.org`
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} [storage] keeps the session; without one the caller
 *     provides `getToken`
 * @property {string} [storageKey]
 * @property {() => string | null | undefined} [getToken] the session's own unless given
 * @property {(used: string | null) => Promise<string | null>} [renewToken] called after a token was refused or has expired;
 *     the session's own unless given
 * @property {() => number} [getTokenExpiry] milliseconds since 1970; the session's own unless given
 * @property {() => string | null | undefined} [getOrg] without a current organisation there is polling only
 * @property {number | (() => number)} [ping] of the fleet's connection, every so many ms; 0, the default, never
 * @property {number} [reconnectMs] of the fleet's connection
 * @property {number} [pollingMs] how often the callbacks are asked to fetch while there is no connection
 * @property {number} [checkMs] after so many ms without an event the fleet's live connection is checked by a request, and counts as lost
 *     without an answer within 5 s; 0, the default, never
 * @property {number} [timeoutMs] how long a call may take
 * @property {EventTarget[]} [wakeTargets] sources of `visibilitychange`, `online` and `offline`: a page's document and window
 *
 * @typedef {Object} Context what a client's parts share
 * @property {ClientOptions} options
 * @property {import("./environment.js").Environment} env
 * @property {string} baseUrl
 * @property {import("./rest.js").Rest} rest
 * @property {import("./session.js").Session | null} session
 * @property {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {number} pollingMs
 * @property {EventTarget[]} wakeTargets
 * @property {Set<AnyChannel>} channels those that are subscribed
 */

/**
 * A client of one server without any kind of channel: calls, and the session. {@link BaseClient.use} adds what a page needs, so that it
 * loads no more; `createClient` of `index.js` has everything.
 */
export class BaseClient {
  /** @type {Context} */
  #context;
  /** @type {Set<Function>} */
  #used = new Set();

  /** @param {ClientOptions & Partial<import("./environment.js").Environment>} options */
  constructor(options) {
    const env = environment(options);
    const { baseUrl, storage, storageKey: key = "heliograph.session", timeoutMs = 20_000 } = options;
    const session = storage ? createSession({ storage, key, env, rest: () => rest }) : null;
    const credentials = {
      token: options.getToken ?? (() => session?.read()?.token),
      renew: options.renewToken ?? session?.renew ?? (async () => null),
      expiresAt: options.getTokenExpiry ?? (() => session?.read()?.expires_at ?? Infinity),
    };
    /** @type {import("./rest.js").Rest} */
    const rest = createRest({ baseUrl, credentials, timeoutMs, env });
    const { pollingMs = 30_000, wakeTargets = [] } = options;
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
   * @param {(context: Context) => P} part
   * @returns {this & P}
   */
  use(part) {
    if (!this.#used.has(part)) Object.defineProperties(this, Object.getOwnPropertyDescriptors(part(this.#context)));
    this.#used.add(part);
    return /** @type {this & P} */ (this);
  }

  /** @returns {AnyChannel[]} those of every kind that are subscribed, in the order of their subscriptions */
  getChannels() {
    return [...this.#context.channels];
  }

  /** @param {AnyChannel} channel of any kind @returns {Promise<Outcome>} */
  removeChannel(channel) {
    return channel.unsubscribe();
  }

  /** @returns {Promise<Outcome[]>} */
  removeAllChannels() {
    return Promise.all(this.getChannels().map((channel) => channel.unsubscribe()));
  }
}
