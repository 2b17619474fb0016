/** The server goes away, such as for a restart. */
export declare const GOING_AWAY = 1001;
/** No close frame came: the code that browsers report for a connection that was lost. */
export declare const LOST = 1006;
export declare const TOKEN_EXPIRED = 4001;
export declare const ACCESS_REVOKED = 4003;
/**
 * @param {string} baseUrl such as `https://fleet.example.org`
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {string} with the scheme of WebSockets
 */
export declare const webSocketUrl: (baseUrl: string, path: string, query?: Record<string, string>) => string;
/**
 * The subprotocol that carries the token: unlike an address it is kept in no log of a proxy and no history.
 *
 * @param {{ token: () => string | null | undefined }} credentials without a token the server refuses the socket
 * @returns {string[]}
 */
export declare const tokenProtocols: (credentials: {
    token: () => string | null | undefined;
}) => string[];
export type ChannelStatus = "SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CHANNEL_ERROR" | "TIMED_OUT" | "CLOSED";
export type StatusListener = (status: ChannelStatus, error?: Error & {
    channel?: string;
}) => void;
export type Outcome = "ok" | "timed out" | "error";
export type Position = {
    seq: number;
    epoch?: string;
};
export type AnyChannel = {
    unsubscribe(): Promise<Outcome>;
    readonly name: string;
};
export type ConnectionState = "none" | "connecting" | "live" | "stale" | "reconnecting" | "polling" | "offline" | "failed";
/**
 * `SUBSCRIBED`: events are delivered from now on; earlier ones may be missing. `RESUMED`: events are delivered, and none is missing
 * since the position that the caller had reached. `RECONNECTING`: the connection was just lost. `POLLING`: it could not be opened again;
 * from time to time the callbacks are asked to fetch. `CHANNEL_ERROR`: the server refuses the subscription, or has ended it; the next
 * connection asks again. `TIMED_OUT`: no answer came in time; the client goes on trying. `CLOSED`: the channel was unsubscribed.
 *
 * @typedef {"SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CHANNEL_ERROR" | "TIMED_OUT" | "CLOSED"} ChannelStatus
 *
 * @typedef {(status: ChannelStatus, error?: Error & { channel?: string }) => void} StatusListener `error`: why, with `CHANNEL_ERROR` and
 *     `TIMED_OUT`; its `channel` the one that was refused, of several
 *
 * @typedef {"ok" | "timed out" | "error"} Outcome
 *
 * @typedef {{ seq: number, epoch?: string }} Position in a log; `epoch`: of the log in which the number was given; later ones are
 *     greater texts
 *
 * @typedef {{ unsubscribe(): Promise<Outcome>, readonly name: string }} AnyChannel
 */
/**
 * `none` not subscribed; `connecting` the first connection is being opened; `live` events arrive; `stale` the server has not answered for
 * some seconds; `reconnecting` the connection was just lost; `polling` it could not be opened again, or there is no organisation to open
 * one for; `offline` the network is gone; `failed` no further attempt is made.
 *
 * @typedef {"none" | "connecting" | "live" | "stale" | "reconnecting" | "polling" | "offline" | "failed"} ConnectionState
 */
/** How long the server may take to confirm a subscription or a broadcast, unless the caller says otherwise. */
export declare const CONFIRMATION_MS = 10000;
/** @param {number | Position} position @returns {Position} @throws {TypeError} it is none */
export declare function positionOf(position: number | Position): Position;
/**
 * Calls what a caller registered. One that throws does not keep the others from being called.
 *
 * @template T
 * @param {(value: T) => void} callback
 * @param {T} value
 * @param {(error: unknown) => void} onError
 */
export declare function call<T>(callback: (value: T) => void, value: T, onError: (error: unknown) => void): void;
export type RetryPolicy = (code: number, attempt: number, random: () => number) => number | null;
/**
 * When the next attempt to connect begins. All policies are randomized, so that the clients of a restarted server do not come back
 * at the same moment.
 *
 * @callback RetryPolicy
 * @param {number} code the close code of the connection that was lost
 * @param {number} attempt how many attempts have failed in a row, from 0; shutdowns of the server are not counted
 * @param {() => number} random from 0 (included) to 1 (excluded)
 * @returns {number | null} milliseconds to wait; null: no further attempt
 */
/**
 * The same limit for every attempt: a wait from 60 to 100 % of it, or from 0 to `afterShutdownMs` after a shutdown of the server.
 *
 * @param {number} longestMs
 * @param {number} [afterShutdownMs]
 * @returns {RetryPolicy}
 */
export declare const steady: (longestMs: number, afterShutdownMs?: number) => RetryPolicy;
/**
 * A limit that doubles from attempt to attempt: a wait from 50 to 100 % of it, or from 0 to 5 s after a shutdown of the server.
 *
 * @param {{ firstMs: number, longestMs: number, maxAttempts?: number }} limits `maxAttempts`: no attempt after so many failures
 * @returns {RetryPolicy}
 */
export declare const exponential: ({ firstMs, longestMs, maxAttempts }: {
    firstMs: number;
    longestMs: number;
    maxAttempts?: number;
}) => RetryPolicy;
/**
 * Reports when the page becomes visible or the network is back, and when the network is gone. Timers of background tabs are
 * throttled, and a socket detects a lost network only after minutes.
 */
export declare class PageLifecycle {
    #private;
    /**
     * @param {EventTarget[]} targets a page's document and window
     * @param {() => void} onResume the page became visible, or the network is back
     * @param {() => void} onOffline
     */
    constructor(targets: EventTarget[], onResume: () => void, onOffline: () => void);
    /** Listens from now on; calling it twice changes nothing. */
    listen(): void;
    ignore(): void;
}
/** Runs something periodically while it is started; starting it twice changes nothing. */
export declare class Polling {
    #private;
    /** @param {import("./rest.js").Environment} env @param {number} periodMs @param {() => void} run */
    constructor(env: import("./rest.js").Environment, periodMs: number, run: () => void);
    start(): void;
    stop(): void;
    /** Runs at once if a throttled timer has missed its turn. */
    catchUp(): void;
}
/** The position in one log up to which everything is known, for a subscription that resumes after it. */
export declare class ResumePoint {
    /** @type {number | null} null: none is known */
    position: number | null;
    /** @type {string | null} the epoch of the log in which the position was given; later ones are greater texts; null: none is known */
    epoch: string | null;
    /** @type {number | null} the position that the present subscription named; null: none */
    requested: number | null;
    /** What a subscription names, so that it begins after a position. @param {number} position @returns {Since} */
    since(position: number): Since;
    /** @param {number} seq up to which everything is known @param {string} [epoch] of the log; positions of an earlier one count nothing */
    advance(seq: number, epoch?: string): void;
    /** The server has confirmed a subscription. @param {string | undefined} epoch that of its log; with another one a gap follows */
    confirmed(epoch: string | undefined): void;
    /** @param {number} seq of an event @returns {boolean} whether it is new */
    accept(seq: number): boolean;
    /**
     * @param {{ from: number, to: number, epoch?: string }} gap events that were purged, or, in another epoch, or up to the requested or
     *     the known position, positions after the end of a log that was restored from a backup before or during the subscription
     * @returns {boolean} whether events are missing
     */
    gap({ from, to, epoch }: {
        from: number;
        to: number;
        epoch?: string;
    }): boolean;
}
export type Since = number | {
    seq: number;
    epoch: string;
};
/** @typedef {number | { seq: number, epoch: string }} Since what a subscription names to resume */
