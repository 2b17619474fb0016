export type AnyChannel = import("./channel-basics.js").AnyChannel;
export type Outcome = import("./channel-basics.js").Outcome;
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
     * of the fleet's connection, every so many ms; 0, the default, never
     */
    ping?: number | (() => number);
    /**
     * of the fleet's connection
     */
    reconnectMs?: number;
    /**
     * how often the callbacks are asked to fetch while there is no connection
     */
    pollingMs?: number;
    /**
     * after so many ms without an event the fleet's live connection is checked by a request, and counts as lost
     * without an answer within 5 s; 0, the default, never
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
export type Context = {
    options: ClientOptions;
    env: import("./environment.js").Environment;
    baseUrl: string;
    rest: import("./rest.js").Rest;
    session: import("./session.js").Session | null;
    credentials: import("./rest.js").Credentials & {
        expiresAt: () => number;
    };
    pollingMs: number;
    wakeTargets: EventTarget[];
    /**
     * those that are subscribed
     */
    channels: Set<AnyChannel>;
};
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
export declare class BaseClient {
    #private;
    baseUrl: string;
    session: import("./session.js").Session | null;
    get: (path: string, options?: import("./rest.js").CallOptions) => Promise<any>;
    post: (path: string, body?: unknown, options?: import("./rest.js").CallOptions) => Promise<any>;
    patch: (path: string, body?: unknown, options?: import("./rest.js").CallOptions) => Promise<any>;
    put: (path: string, body?: unknown, options?: import("./rest.js").CallOptions) => Promise<any>;
    delete: (path: string, options?: import("./rest.js").CallOptions) => Promise<any>;
    /** @param {ClientOptions & Partial<import("./environment.js").Environment>} options */
    constructor(options: ClientOptions & Partial<import("./environment.js").Environment>);
    /**
     * Adds a part, such as the `alerts` of `alerts/index.js`; adding it twice changes nothing.
     *
     * @template {object} P
     * @param {(context: Context) => P} part
     * @returns {this & P}
     */
    use<P extends object>(part: (context: Context) => P): this & P;
    /** @returns {AnyChannel[]} those of every kind that are subscribed, in the order of their subscriptions */
    getChannels(): AnyChannel[];
    /** @param {AnyChannel} channel of any kind @returns {Promise<Outcome>} */
    removeChannel(channel: AnyChannel): Promise<Outcome>;
    /** @returns {Promise<Outcome[]>} */
    removeAllChannels(): Promise<Outcome[]>;
}
