/** After this many failed attempts in a row no further one is made. */
export declare const MAX_ATTEMPTS = 10000;
export declare const retryPolicy: import("../retry-policy.js").RetryPolicy;
export type FeedState = "connecting" | "live" | "reconnecting" | "disconnected" | "failed";
export type StatusEvent = {
    action: string;
    data: any;
    timestamp: string;
};
export type FeedOptions = {
    /**
     * the server's `/ws`
     */
    url: string;
    /**
     * the server's `/v1/events`, for networks that block WebSockets; without it there is no such fallback
     */
    streamUrl?: string;
    slug: string;
    /**
     * the BLAKE2b-512 hex of a protected page's password
     */
    password?: () => string | null;
    onState: (state: FeedState) => void;
    /**
     * also after each reconnection. Not resumed: events may be missing. Resumed: the
     * missed ones follow, except pulses and uptimes
     */
    onSubscribed: (resumed: boolean) => void;
    /**
     * events are missing that the server no longer has
     */
    onGap: () => void;
    /**
     * the server refuses the subscription
     */
    onRefused: (message: string) => void;
    onEvent: (event: StatusEvent) => void;
    log?: (line: string) => void;
    /**
     * a page's document and window
     */
    wakeTargets?: EventTarget[];
    env?: Partial<import("../environment.js").Environment>;
};
/**
 * `connecting` the first connection is being opened; `live` events arrive; `reconnecting` the connection was lost and is being
 * opened again; `disconnected` there is none, nor an attempt: no network, or stopped; `failed` too many attempts.
 *
 * @typedef {"connecting" | "live" | "reconnecting" | "disconnected" | "failed"} FeedState
 *
 * @typedef {{ action: string, data: any, timestamp: string }} StatusEvent
 *
 * @typedef {Object} FeedOptions
 * @property {string} url the server's `/ws`
 * @property {string} [streamUrl] the server's `/v1/events`, for networks that block WebSockets; without it there is no such fallback
 * @property {string} slug
 * @property {() => string | null} [password] the BLAKE2b-512 hex of a protected page's password
 * @property {(state: FeedState) => void} onState
 * @property {(resumed: boolean) => void} onSubscribed also after each reconnection. Not resumed: events may be missing. Resumed: the
 *     missed ones follow, except pulses and uptimes
 * @property {() => void} onGap events are missing that the server no longer has
 * @property {(message: string) => void} onRefused the server refuses the subscription
 * @property {(event: StatusEvent) => void} onEvent
 * @property {(line: string) => void} [log]
 * @property {EventTarget[]} [wakeTargets] a page's document and window
 * @property {Partial<import("../environment.js").Environment>} [env]
 */
/**
 * The live events of one status page, over a socket, or as server-sent events where no socket opens. A lost connection is opened again.
 */
export declare class StatusFeed {
    #private;
    /** @type {FeedState} */
    state: FeedState;
    /** @param {FeedOptions} options */
    constructor(options: FeedOptions);
    start(): void;
    stop(): void;
    /** Makes an attempt at once, also in the state `failed`. */
    retry(): void;
    /** Subscribes again, such as with a password that was just entered. */
    subscribe(): void;
    /**
     * Resumes after a position up to which everything is known, such as a snapshot's: from now on no event after it is missed, except
     * pulses and uptimes, even when the connection is lost.
     *
     * @param {number} seq
     * @param {string} [epoch] of the log
     */
    since(seq: number, epoch?: string): void;
}
