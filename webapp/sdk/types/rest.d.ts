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
 *           env: import("./environment.js").Environment }} parts
 * @returns {Rest}
 */
export declare function createRest({ baseUrl, credentials, timeoutMs, env }: {
    baseUrl: string;
    credentials: Credentials;
    timeoutMs: number;
    env: import("./environment.js").Environment;
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
