export type RealtimeOptions = {
    baseUrl: string;
    credentials: import("./rest.js").Credentials & {
        expiresAt: () => number;
    };
    getOrg: () => string | null | undefined;
    periods: {
        ping: () => number;
        reconnectMs: number;
        pollingMs: number;
    };
    wakeTargets: EventTarget[];
    env: import("./environment.js").Environment;
    onState: (state: import("./realtime.js").ConnectionState, closeCode?: number) => void;
};
export type TransportHandlers = {
    /**
     * events will be delivered from now on
     */
    onOpen: () => void;
    /**
     * the server has confirmed that
     */
    onLive: () => void;
    /**
     * no events are delivered any more
     */
    onLost: (state: "reconnecting" | "polling", code?: number) => void;
};
/**
 * @typedef {Object} RealtimeOptions
 * @property {string} baseUrl
 * @property {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {() => string | null | undefined} getOrg
 * @property {{ ping: () => number, reconnectMs: number, pollingMs: number }} periods
 * @property {EventTarget[]} wakeTargets
 * @property {import("./environment.js").Environment} env
 * @property {(state: import("./realtime.js").ConnectionState, closeCode?: number) => void} onState
 *
 * @typedef {Object} TransportHandlers
 * @property {() => void} onOpen events will be delivered from now on
 * @property {() => void} onLive the server has confirmed that
 * @property {(state: "reconnecting" | "polling", code?: number) => void} onLost no events are delivered any more
 */
/**
 * Delivers the events: over a WebSocket, or as server-sent events where no socket opens; never both. A lost connection is opened
 * again.
 */
export declare class Transport {
    #private;
    /**
     * @param {RealtimeOptions} options
     * @param {import("./subscriptions.js").Subscriptions} subscriptions
     * @param {TransportHandlers} handlers
     */
    constructor(options: RealtimeOptions, subscriptions: import("./subscriptions.js").Subscriptions, handlers: TransportHandlers);
    /** Opens the kind of connection that worked last. */
    open(): void;
    close(): void;
    /** Opens a connection unless there is one, or an attempt is planned. */
    openIfIdle(): void;
    /** @param {import("./channel.js").Channel} channel one more, whose tables are subscribed to */
    subscribe(channel: import("./channel.js").Channel): void;
    /** @param {string[]} tables */
    unsubscribe(tables: string[]): void;
    /** Timers may have been throttled: a connection that was silent for too long is probed, or given up. */
    resume(): void;
    /** The network is gone. */
    goOffline(): void;
}
