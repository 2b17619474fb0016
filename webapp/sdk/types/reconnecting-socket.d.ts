export type Loss = {
    code: number;
    reason: string;
    opened: boolean;
};
export type KeepAlive = {
    /**
     * 0: none are sent but by {@link ReconnectingSocket.probe}
     */
    everyMs: number;
    /**
     * only after that time without a frame; otherwise at a steady pace
     */
    whenIdle?: boolean;
    /**
     * how long an answer may take
     */
    timeoutMs: number;
    frame: object;
};
export type SocketOptions = {
    /**
     * of the next socket
     */
    url: () => string;
    /**
     * of the next socket
     */
    protocols?: () => string[];
    /**
     * what must be done before the next socket opens, such as renewing a token
     */
    prepare?: () => Promise<unknown> | undefined;
    retryPolicy: import("./connection.js").RetryPolicy;
    /**
     * its `everyMs` is read whenever a socket opens
     */
    keepAlive?: KeepAlive;
    /**
     * so long without a frame, and the connection counts as lost
     */
    idleTimeoutMs?: number;
    /**
     * a page's document and window: with them the socket follows {@link PageLifecycle}
     */
    wakeTargets?: EventTarget[];
    env: import("./rest.js").Environment;
    /**
     * before each attempt
     */
    onConnecting?: () => void;
    onOpen: () => void;
    /**
     * a frame that is sent, a keep-alive included
     */
    onSend?: (frame: any) => void;
    /**
     * also as it came
     */
    onFrame: (frame: any, text: string) => void;
    /**
     * before the next attempt is planned
     */
    onLost: (loss: Loss) => void;
    /**
     * instead of {@link ReconnectingSocket.open}, when the time has come
     */
    onRetry?: () => void;
    /**
     * the retry policy allows no further attempt
     */
    onGiveUp?: () => void;
    /**
     * the network is gone: given this, no attempt is made until it is back; otherwise it is a loss
     */
    onOffline?: () => void;
};
/**
 * @typedef {{ code: number, reason: string, opened: boolean }} Loss why a connection ended; `opened`: after it had opened
 *
 * @typedef {Object} KeepAlive requests that the server answers; without an answer in time the connection counts as lost
 * @property {number} everyMs 0: none are sent but by {@link ReconnectingSocket.probe}
 * @property {boolean} [whenIdle] only after that time without a frame; otherwise at a steady pace
 * @property {number} timeoutMs how long an answer may take
 * @property {object} frame
 *
 * @typedef {Object} SocketOptions
 * @property {() => string} url of the next socket
 * @property {() => string[]} [protocols] of the next socket
 * @property {() => Promise<unknown> | undefined} [prepare] what must be done before the next socket opens, such as renewing a token
 * @property {import("./connection.js").RetryPolicy} retryPolicy
 * @property {KeepAlive} [keepAlive] its `everyMs` is read whenever a socket opens
 * @property {number} [idleTimeoutMs] so long without a frame, and the connection counts as lost
 * @property {EventTarget[]} [wakeTargets] a page's document and window: with them the socket follows {@link PageLifecycle}
 * @property {import("./rest.js").Environment} env
 * @property {() => void} [onConnecting] before each attempt
 * @property {() => void} onOpen
 * @property {(frame: any) => void} [onSend] a frame that is sent, a keep-alive included
 * @property {(frame: any, text: string) => void} onFrame also as it came
 * @property {(loss: Loss) => void} onLost before the next attempt is planned
 * @property {() => void} [onRetry] instead of {@link ReconnectingSocket.open}, when the time has come
 * @property {() => void} [onGiveUp] the retry policy allows no further attempt
 * @property {() => void} [onOffline] the network is gone: given this, no attempt is made until it is back; otherwise it is a loss
 */
/**
 * A WebSocket that is opened again after each loss, until it is closed. Policies decide when that happens and how a dead
 * connection is detected; what the frames mean is the caller's concern.
 */
export declare class ReconnectingSocket {
    #private;
    /** When the last frame came, or the socket opened; 0: never. */
    lastFrameAt: number;
    /** @param {SocketOptions} options */
    constructor(options: SocketOptions);
    /** Changes with each attempt and each end, so that what was started for an earlier one can be told from the present one. */
    get generation(): number;
    get isOpen(): boolean;
    /** Whether there is a socket, open or opening. */
    get isConnected(): boolean;
    /** Whether an attempt is planned. */
    get isWaiting(): boolean;
    /** Whether a socket opens, or an attempt is planned. */
    get isTrying(): boolean;
    /** Milliseconds since the last frame; 0 unless the socket is open. */
    get silence(): number;
    /** Opens a socket now, in place of the present one and of the next attempt. */
    open(): void;
    /** Ends it, without a loss being reported. */
    close(): void;
    /** Drops the present socket and the next attempt, without a loss being reported. The network coming back opens it again. */
    disconnect(): void;
    /** The connection works: the retry policy begins anew. */
    resetRetries(): void;
    /** @param {number} ms until the next attempt, in place of the planned one */
    retryIn(ms: number): void;
    /** Treats the connection as lost. @param {string} reason */
    lose(reason: string): void;
    /** @param {unknown} frame dropped unless the socket is open */
    send(frame: unknown): void;
    /** @param {unknown} [frame] one that the server answers; without an answer in time the connection counts as lost */
    probe(frame?: unknown): void;
}
