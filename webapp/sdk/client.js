import { PublicClient } from "./rest.js";
import { createSession } from "./session.js";

/**
 * @typedef {import("./connection.js").AnyChannel} AnyChannel
 * @typedef {import("./connection.js").Outcome} Outcome
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
 * @property {import("./rest.js").Environment} env
 * @property {string} baseUrl
 * @property {import("./rest.js").Rest} rest
 * @property {import("./session.js").Session | null} session
 * @property {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {number} pollingMs
 * @property {EventTarget[]} wakeTargets
 * @property {Set<AnyChannel>} channels those that are subscribed
 */

/**
 * A client of one server without any kind of channel: calls, and the session. {@link PublicClient.use} adds what a page needs, so that it
 * loads no more; `createClient` of `index.js` has everything.
 */
export class BaseClient extends PublicClient {
  /** @param {ClientOptions & Partial<import("./rest.js").Environment>} options */
  constructor(options) {
    const { storage, storageKey: key = "heliograph.session" } = options;
    super(options, ({ env, rest }) => (storage ? createSession({ storage, key, env, rest }) : null));
  }
}
