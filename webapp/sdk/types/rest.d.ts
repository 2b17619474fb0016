/** A call that failed, with a message for people and a code for programs. */
export declare class ApiError extends Error {
    status: number;
    code: string;
    retryAfter: number | undefined;
    details: string[];
    fromServer: boolean;
    /**
     * @param {number} status the HTTP status; 0 when no answer came
     * @param {string} code such as `FORBIDDEN`; without an answer `NETWORK` or `TIMEOUT`
     * @param {string} message
     * @param {number} [retryAfter] in seconds, from the server's `Retry-After`
     * @param {string[]} [details] a sentence for each invalid field, which begins with the field's name
     * @param {boolean} [fromServer] whether the server itself answered; false for an answer of a proxy
     */
    constructor(status: number, code: string, message: string, retryAfter?: number, details?: string[], fromServer?: boolean);
    /** Whether the same call may succeed later: no answer came, or the server was busy or unavailable. */
    get isTemporary(): boolean;
}
export type Environment = {
    WebSocket: typeof WebSocket;
    fetch: typeof fetch;
    setTimeout: (run: () => void, ms: number) => any;
    clearTimeout: (timer: any) => void;
    setInterval: (run: () => void, ms: number) => any;
    clearInterval: (timer: any) => void;
    /**
     * a number from 0 (included) to 1 (excluded)
     */
    random: () => number;
    /**
     * milliseconds since 1970
     */
    now: () => number;
    /**
     * shared by the tabs of one origin; absent outside secure contexts
     */
    locks: LockManager | undefined;
    /**
     * receives errors that no caller can catch
     */
    onError: (error: unknown) => void;
};
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
export declare function environment(given?: Partial<Environment>): Environment;
export type Credentials = {
    token: () => string | null | undefined;
    /**
     * a token other than the one used, or null
     */
    renew: (used: string | null) => Promise<string | null>;
};
export type CallOptions = {
    query?: Record<string, string | number | boolean | undefined | null>;
    /**
     * sends no token, and does not repeat the call after a 401
     */
    anonymous?: boolean;
    signal?: AbortSignal;
    /**
     * receives the position in the log up to which the answer is complete,
     * where the answer has one (`X-Heliograph-Seq`), and the epoch of the log (`X-Heliograph-Epoch`)
     */
    onSeq?: (seq: number, epoch?: string) => void;
    /**
     * receives the path of the next page, where the list has one (`Link`)
     */
    onNext?: (path: string) => void;
};
export type Rest = {
    get: (path: string, options?: CallOptions) => Promise<any>;
    post: (path: string, body?: unknown, options?: CallOptions) => Promise<any>;
    patch: (path: string, body?: unknown, options?: CallOptions) => Promise<any>;
    put: (path: string, body?: unknown, options?: CallOptions) => Promise<any>;
    delete: (path: string, options?: CallOptions) => Promise<any>;
};
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
export declare function createRest({ baseUrl, credentials, timeoutMs, env }: {
    baseUrl: string;
    credentials: Credentials;
    timeoutMs: number;
    env: Environment;
}): Rest;
export type Answer = {
    status: number;
    ok: boolean;
    retryAfter: number | undefined;
    seq: number | undefined;
    epoch: string | undefined;
    next: string | undefined;
    text: string;
};
/**
 * A client of one server without a session and without any kind of channel: calls. {@link PublicClient.use} adds what a page needs, so that
 * it loads no more.
 */
export declare class PublicClient {
    #private;
    baseUrl: string;
    session: import("./session.js").Session | null;
    get: (path: string, options?: CallOptions) => Promise<any>;
    post: (path: string, body?: unknown, options?: CallOptions) => Promise<any>;
    patch: (path: string, body?: unknown, options?: CallOptions) => Promise<any>;
    put: (path: string, body?: unknown, options?: CallOptions) => Promise<any>;
    delete: (path: string, options?: CallOptions) => Promise<any>;
    /**
     * @param {import("./client.js").ClientOptions & Partial<Environment>} options without a storage
     * @param {(parts: Pick<import("./client.js").Context, "options" | "env"> & { rest: () => Rest }) => import("./session.js").Session | null} [sessionOf]
     */
    constructor(options: import("./client.js").ClientOptions & Partial<Environment>, sessionOf?: (parts: Pick<import("./client.js").Context, "options" | "env"> & {
        rest: () => Rest;
    }) => import("./session.js").Session | null);
    /**
     * Adds a part, such as the `alerts` of `alerts/index.js`; adding it twice changes nothing.
     *
     * @template {object} P
     * @param {(context: import("./client.js").Context) => P} part
     * @returns {this & P}
     */
    use<P extends object>(part: (context: import("./client.js").Context) => P): this & P;
    /** @returns {import("./connection.js").AnyChannel[]} those of every kind that are subscribed, in the order of their subscriptions */
    getChannels(): import("./connection.js").AnyChannel[];
    /** @param {import("./connection.js").AnyChannel} channel of any kind @returns {Promise<import("./connection.js").Outcome>} */
    removeChannel(channel: import("./connection.js").AnyChannel): Promise<import("./connection.js").Outcome>;
    /** @returns {Promise<import("./connection.js").Outcome[]>} */
    removeAllChannels(): Promise<import("./connection.js").Outcome[]>;
}
