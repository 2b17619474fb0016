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
     * @param {import("./environment.js").Environment} env
     * @param {EventStreamHandlers} handlers
     * @param {Record<string, string>} [headers] more of the request
     */
    constructor(url: string, token: string | null | undefined, env: import("./environment.js").Environment, handlers: EventStreamHandlers, headers?: Record<string, string>);
    /** Milliseconds since anything was last received. */
    get silence(): number;
    /** Ends it, without an end being reported. */
    close(): void;
}
