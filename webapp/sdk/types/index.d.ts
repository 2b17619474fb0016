import { Channel } from "./channel.js";
export { Channel } from "./channel.js";
export { ACCESS_REVOKED } from "./close-codes.js";
export { ApiError } from "./errors.js";
export type ClientOptions = {
    /**
     * the server, such as `https://fleet.example.org`
     */
    baseUrl: string;
    /**
     * keeps the session; without one the caller
     * provides `getToken`
     */
    storage?: Pick<Storage, "getItem" | "setItem" | "removeItem">;
    storageKey?: string;
    /**
     * the session's own unless given
     */
    getToken?: () => string | null | undefined;
    /**
     * called after a token was refused or has expired;
     * the session's own unless given
     */
    renewToken?: (used: string | null) => Promise<string | null>;
    /**
     * milliseconds since 1970; the session's own unless given
     */
    getTokenExpiry?: () => number;
    /**
     * without a current organisation there is polling only
     */
    getOrg?: () => string | null | undefined;
    /**
     * every so many ms; 0, the default, never
     */
    ping?: number | (() => number);
    reconnectMs?: number;
    pollingMs?: number;
    /**
     * after so many ms without an event a live connection is checked by a request, and counts as lost without an
     * answer within 5 s; 0, the default, never
     */
    checkMs?: number;
    /**
     * how long a call may take
     */
    timeoutMs?: number;
    /**
     * sources of `visibilitychange`, `online` and `offline`: a page's document and window
     */
    wakeTargets?: EventTarget[];
};
export type ConnectionState = import("./realtime.js").ConnectionState;
export type Change = import("./channel.js").Change;
export type ChannelStatus = import("./channel.js").ChannelStatus;
export type Broadcast = import("./channel.js").Broadcast;
export type Outcome = import("./channel.js").Outcome;
export type EventType = import("./channel.js").EventType;
export type Selection = import("./channel.js").Selection;
export type CallOptions = import("./rest.js").CallOptions;
export type SignedIn = import("./session.js").SignedIn;
export type Organization = import("./session.js").Organization;
export type Client = import("./rest.js").Rest & {
    session: import("./session.js").Session | null;
    auth: import("./auth.js").Auth | null;
    readonly connection: ConnectionState;
    onConnection(listener: (state: ConnectionState, closeCode?: number) => void): () => void;
    channel(name: string, options?: {
        config?: import("./channel.js").ChannelConfig;
    }): Channel;
    getChannels(): Channel[];
    removeChannel(channel: Channel): Promise<Outcome>;
    removeAllChannels(): Promise<Outcome[]>;
};
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
export declare function createClient(options: ClientOptions & Partial<import("./environment.js").Environment>): Client;
