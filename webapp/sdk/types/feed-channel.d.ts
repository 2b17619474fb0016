export type ConnectionState = import("./connection.js").ConnectionState;
export type ChannelStatus = import("./connection.js").ChannelStatus;
export type StatusListener = import("./connection.js").StatusListener;
export type Position = import("./connection.js").Position;
export type Outcome = import("./connection.js").Outcome;
export type Message = {
    /**
     * what it is registered for by `on`. `POLL`: fetch again, because there is no live connection, or because
     * events are missing that the server no longer has
     */
    kind: string;
    /**
     * null with `POLL`
     */
    data: any;
    timestamp: string | null;
    /**
     * the position of the event, where it has one
     */
    seq?: number;
    /**
     * the frame as it came; with `POLL` the `gap`, or null
     */
    frame: any;
};
export type FeedHandlers = {
    /**
     * before each attempt
     */
    onConnecting: () => void;
    /**
     * the server answers
     */
    onLive: () => void;
    onSubscribed: (resumed: boolean) => void;
    onStale: () => void;
    /**
     * also after each attempt that has failed
     */
    onLost: () => void;
    onOffline: () => void;
    onGiveUp: (message: string) => void;
    onRefused: (message: string, channel?: string) => void;
    onGap: (frame: any) => void;
    onMessage: (message: Message & {
        text?: string;
    }) => void;
};
export type Feed = {
    open: () => void;
    close: () => void;
    /**
     * opens it, or subscribes again, now
     */
    retry: () => void;
    /**
     * treats an open connection as lost
     */
    lose: (reason: string) => void;
    since: (position: Position, channel?: string) => void;
};
/**
 * @typedef {import("./connection.js").ConnectionState} ConnectionState
 * @typedef {import("./connection.js").ChannelStatus} ChannelStatus
 * @typedef {import("./connection.js").StatusListener} StatusListener
 * @typedef {import("./connection.js").Position} Position
 * @typedef {import("./connection.js").Outcome} Outcome
 *
 * @typedef {Object} Message
 * @property {string} kind what it is registered for by `on`. `POLL`: fetch again, because there is no live connection, or because
 *     events are missing that the server no longer has
 * @property {any} data null with `POLL`
 * @property {string | null} timestamp
 * @property {number} [seq] the position of the event, where it has one
 * @property {any} frame the frame as it came; with `POLL` the `gap`, or null
 *
 * @typedef {Object} FeedHandlers
 * @property {() => void} onConnecting before each attempt
 * @property {() => void} onLive the server answers
 * @property {(resumed: boolean) => void} onSubscribed
 * @property {() => void} onStale
 * @property {() => void} onLost also after each attempt that has failed
 * @property {() => void} onOffline
 * @property {(message: string) => void} onGiveUp
 * @property {(message: string, channel?: string) => void} onRefused
 * @property {(frame: any) => void} onGap
 * @property {(message: Message & { text?: string }) => void} onMessage
 *
 * @typedef {Object} Feed a connection that is opened again after each loss
 * @property {() => void} open
 * @property {() => void} close
 * @property {() => void} retry opens it, or subscribes again, now
 * @property {(reason: string) => void} lose treats an open connection as lost
 * @property {(position: Position, channel?: string) => void} since
 */
/**
 * Callbacks for the events of one connection. Made by `api.alerts`, `api.statusPage` or `api.events`; lives from `subscribe` to
 * `unsubscribe` or `api.removeChannel`.
 *
 * @template {Feed} F
 * @template {string} [K=string]
 * @template {Message} [M=Message]
 */
export declare class FeedChannel<F extends Feed, K extends string = string, M extends Message = Message> {
    #private;
    name: string;
    /** @type {ConnectionState} */
    connection: ConnectionState;
    /** @protected @type {F} */
    protected feed: F;
    /**
     * @param {import("./client.js").Context} context
     * @param {string} name
     * @param {(handlers: FeedHandlers) => F} feed
     */
    constructor(context: import("./client.js").Context, name: string, feed: (handlers: FeedHandlers) => F);
    /**
     * Registers a callback. `*` stands for every kind, `POLL` included.
     *
     * @param {K | "POLL" | "*"} kind
     * @param {(message: M) => void} callback
     */
    on(kind: K | "POLL" | "*", callback: (message: M) => void): this;
    /**
     * @param {StatusListener} [onStatus]
     * @param {number} [timeoutMs] how long a confirmation may take before `TIMED_OUT`
     * @throws {Error} the channel is subscribed already
     */
    subscribe(onStatus?: StatusListener, timeoutMs?: number): this;
    /** Ends the subscription; the channel may be subscribed again. @returns {Promise<Outcome>} */
    unsubscribe(): Promise<Outcome>;
    /**
     * Resumes after a position up to which the caller has everything, such as that of a snapshot: from now on no event after it that the
     * server keeps is missed, even when the connection is lost. Called before `subscribe`, it holds for the first connection as well.
     *
     * @param {number | Position} position
     * @param {string} [channel] where the subscription has several
     */
    since(position: number | Position, channel?: string): this;
    /** Makes an attempt at once, also in the states `offline` and `failed`; on an open connection it subscribes again. */
    retry(): void;
    /** @param {(state: ConnectionState) => void} listener @returns {() => void} ends it */
    onConnection(listener: (state: ConnectionState) => void): () => void;
}
