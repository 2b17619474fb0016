export type ServerEvent = {
    event: string;
    data: string;
};
/** @typedef {{ event: string, data: string }} ServerEvent */
/** Parses server-sent events (WHATWG HTML, 9.2) from a text that comes in pieces. */
export declare class EventParser {
    #private;
    /** @param {string} piece @returns {ServerEvent[]} what this piece completes */
    take(piece: string): ServerEvent[];
}
/** The server sends at least a comment every 30 s: after more than twice that time the stream counts as lost. */
export declare const SILENT_MS = 75000;
export type EventStreamHandlers = {
    onFrame: (frame: any) => void;
    /**
     * `wait`: in ms, before which the server accepts no attempt
     */
    onDown: (code: number, wait: number) => void;
    /**
     * the server refuses this stream for good, as a 403 or a 404
     */
    onRefused: (message: string) => void;
};
/**
 * @typedef {Object} EventStreamHandlers
 * @property {(frame: any) => void} onFrame
 * @property {(code: number, wait: number) => void} onDown `wait`: in ms, before which the server accepts no attempt
 * @property {(message: string) => void} onRefused the server refuses this stream for good, as a 403 or a 404
 */
/**
 * One table's server-sent events: one request, whose end is reported once. Read by `fetch` and not by an `EventSource`, which
 * reports neither the reason nor the duration of a refusal, and needs the token in the address.
 */
export declare class EventStream {
    #private;
    /**
     * @param {string} url
     * @param {string | null | undefined} token
     * @param {import("./rest.js").Environment} env
     * @param {EventStreamHandlers} handlers
     * @param {Record<string, string>} [headers] more of the request
     */
    constructor(url: string, token: string | null | undefined, env: import("./rest.js").Environment, handlers: EventStreamHandlers, headers?: Record<string, string>);
    /** Milliseconds since anything was last received. */
    get silence(): number;
    /** Ends it, without an end being reported. */
    close(): void;
}
export type FallbackOptions = {
    /**
     * of the next stream
     */
    url: () => string;
    /**
     * for the header `Authorization`
     */
    token: () => string | null | undefined;
    onFrame: (frame: any) => void;
    /**
     * `confirmed`: after it had delivered something
     */
    onDown: (code: number, confirmed: boolean) => void;
    /**
     * the server refuses the stream for good
     */
    onRefused: (message: string) => void;
    env: import("./rest.js").Environment;
};
/**
 * @typedef {Object} FallbackOptions
 * @property {() => string} url of the next stream
 * @property {() => string | null | undefined} token for the header `Authorization`
 * @property {(frame: any) => void} onFrame
 * @property {(code: number, confirmed: boolean) => void} onDown `confirmed`: after it had delivered something
 * @property {(message: string) => void} onRefused the server refuses the stream for good
 * @property {import("./rest.js").Environment} env
 */
/** Server-sent events in place of a socket that does not open: when one is tried, and when a socket is tried again. */
export declare class StreamFallback {
    #private;
    /** Whether the stream delivers events. */
    isLive: boolean;
    /** @param {FallbackOptions} options */
    constructor(options: FallbackOptions);
    /** Whether there is a stream, open or opening. */
    get isOpen(): boolean;
    /** How long to wait before the next socket while a stream delivers events: a random time, so that clients do not come all at once. */
    get socketAfterMs(): number;
    /** The socket delivers events: no stream is needed. */
    socketConfirmed(): void;
    /** A socket was lost. @param {boolean} confirmed after it had delivered something */
    socketLost(confirmed: boolean): void;
    /** Opens a stream, in place of the present one. */
    open(): void;
    /** The server has confirmed the subscription. */
    confirm(): void;
    /** Ends the stream, without an end being reported. */
    close(): void;
}
