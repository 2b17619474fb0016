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
     * @param {import("./fleet.js").RealtimeOptions} options
     * @param {import("./subscriptions.js").Subscriptions} subscriptions
     * @param {TransportHandlers} handlers
     */
    constructor(options: import("./fleet.js").RealtimeOptions, subscriptions: import("./subscriptions.js").Subscriptions, handlers: TransportHandlers);
    /** Opens the kind of connection that worked last. */
    open(): void;
    close(): void;
    /** Opens a connection unless there is one, or an attempt is planned. */
    openIfIdle(): void;
    /** @param {import("./channel.js").Channel} channel one more, whose tables are subscribed to */
    subscribe(channel: import("./channel.js").Channel): void;
    /** @param {string[]} tables */
    unsubscribe(tables: string[]): void;
    /** @param {object} frame a broadcast @param {number} timeoutMs @returns {Promise<import("./channel.js").Outcome>} */
    broadcast(frame: object, timeoutMs: number): Promise<import("./channel.js").Outcome>;
    /** Milliseconds since the last data of the open connection. */
    get silence(): number;
    /** Timers may have been throttled: a connection that was silent for too long is probed, or given up. */
    resume(): void;
    /** Treats the connection as lost. @param {string} reason */
    lose(reason: string): void;
}
