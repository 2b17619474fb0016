import { createAuth } from "./auth.js";
import { Channel } from "./channel.js";
import { environment } from "./environment.js";
import { Realtime } from "./realtime.js";
import { createRest } from "./rest.js";
import { createSession } from "./session.js";

export { Channel } from "./channel.js";
export { ACCESS_REVOKED } from "./close-codes.js";
export { ApiError } from "./errors.js";

/**
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
 * @property {number | (() => number)} [ping] every so many ms; 0, the default, never
 * @property {number} [reconnectMs]
 * @property {number} [pollingMs]
 * @property {number} [checkMs] after so many ms without an event a live connection is checked by a request, and counts as lost without an
 *     answer within 5 s; 0, the default, never
 * @property {number} [timeoutMs] how long a call may take
 * @property {EventTarget[]} [wakeTargets] sources of `visibilitychange`, `online` and `offline`: a page's document and window
 *
 * @typedef {import("./realtime.js").ConnectionState} ConnectionState
 * @typedef {import("./channel.js").Change} Change
 * @typedef {import("./channel.js").ChannelStatus} ChannelStatus
 * @typedef {import("./channel.js").Broadcast} Broadcast
 * @typedef {import("./channel.js").Outcome} Outcome
 * @typedef {import("./channel.js").EventType} EventType
 * @typedef {import("./channel.js").Selection} Selection
 * @typedef {import("./rest.js").CallOptions} CallOptions
 * @typedef {import("./session.js").SignedIn} SignedIn
 * @typedef {import("./session.js").Organization} Organization
 *
 * @typedef {import("./rest.js").Rest & {
 *   session: import("./session.js").Session | null,
 *   auth: import("./auth.js").Auth | null,
 *   readonly connection: ConnectionState,
 *   onConnection(listener: (state: ConnectionState, closeCode?: number) => void): () => void,
 *   channel(name: string, options?: { config?: import("./channel.js").ChannelConfig }): Channel,
 *   getChannels(): Channel[],
 *   removeChannel(channel: Channel): Promise<Outcome>,
 *   removeAllChannels(): Promise<Outcome[]>,
 * }} Client
 */

/**
 * A client of one server: calls, the session, and channels over one shared connection. `since` is optional: with it, a lost
 * connection resumes, so that nothing is missed and nothing is fetched needlessly.
 *
 * @example
 * const api = createClient({ baseUrl: location.origin, storage: localStorage, getOrg: () => "acme" });
 * const refetch = async () =>
 *   show(await api.get("/api/db/machines", { query: { org_id: "acme" }, onSeq: (seq, epoch) => channel.since({ seq, epoch }) }));
 * const channel = api
 *   .channel("my-page")
 *   .on("postgres_changes", { event: "*", schema: "public", table: "machines", filter: "org_id=eq.acme" }, refetch)
 *   .subscribe((status) => status === "SUBSCRIBED" && refetch());
 * api.removeChannel(channel);
 *
 * @param {ClientOptions & Partial<import("./environment.js").Environment>} options
 * @returns {Client}
 */
export function createClient(options) {
  const env = environment(options);
  const { baseUrl, storage, storageKey: key = "heliograph.session", timeoutMs = 20_000, ping = 0 } = options;
  /** @type {import("./session.js").Session | null} */
  const session = storage ? createSession({ storage, key, env, rest: () => rest }) : null;
  const credentials = {
    token: options.getToken ?? (() => session?.read()?.token),
    renew: options.renewToken ?? session?.renew ?? (async () => null),
    expiresAt: options.getTokenExpiry ?? (() => session?.read()?.expires_at ?? Infinity),
  };
  const rest = createRest({ baseUrl, credentials, timeoutMs, env });
  /** @type {Set<(state: ConnectionState, closeCode?: number) => void>} */
  const observers = new Set();
  const realtime = new Realtime({
    baseUrl,
    credentials,
    getOrg: options.getOrg ?? (() => null),
    periods: {
      ping: typeof ping === "function" ? ping : () => ping,
      reconnectMs: options.reconnectMs ?? 5_000,
      pollingMs: options.pollingMs ?? 30_000,
      checkMs: options.checkMs ?? 0,
    },
    wakeTargets: options.wakeTargets ?? [],
    env,
    onState: (state, code) => {
      for (const observer of observers) observer(state, code);
    },
  });
  return {
    ...rest,
    session,
    auth: session && createAuth({ rest, session }),
    get connection() {
      return realtime.state;
    },
    onConnection(listener) {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    channel: (name, { config } = {}) => new Channel(name, realtime, env.onError, config),
    getChannels: () => realtime.channels,
    removeChannel: (channel) => channel.unsubscribe(),
    removeAllChannels: () => Promise.all(realtime.channels.map((channel) => channel.unsubscribe())),
  };
}
