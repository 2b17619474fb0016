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
    env: import("./environment.js").Environment;
};
/**
 * @typedef {Object} FallbackOptions
 * @property {() => string} url of the next stream
 * @property {() => string | null | undefined} token for the header `Authorization`
 * @property {(frame: any) => void} onFrame
 * @property {(code: number, confirmed: boolean) => void} onDown `confirmed`: after it had delivered something
 * @property {(message: string) => void} onRefused the server refuses the stream for good
 * @property {import("./environment.js").Environment} env
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
