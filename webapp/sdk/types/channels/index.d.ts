export type State = "none" | "connecting" | "live" | "reconnecting";
export type Greeting = {
    connectionId: string;
    user: {
        userId: string;
        email: string | null;
        role: string;
    } | null;
    authorizedChannels: string[];
};
export type Event = {
    channel: string;
    data: string;
    timestamp: string;
};
export type Stats = {
    totalConnections: number;
    authenticatedConnections: number;
    anonymousConnections: number;
    totalSubscriptions: number;
    connectionsByChannel: Record<string, number>;
};
export type Handlers = {
    onState: (state: State) => void;
    onGreeting: (greeting: Greeting) => void;
    onEvent: (event: Event) => void;
    onSubscribed: (channel: string) => void;
    onRefused: (channel: string | undefined, message: string) => void;
    onStats: (stats: Stats) => void;
};
/**
 * @typedef {"none" | "connecting" | "live" | "reconnecting"} State
 *
 * @typedef {{ connectionId: string, user: { userId: string, email: string | null, role: string } | null,
 *   authorizedChannels: string[] }} Greeting
 *
 * @typedef {{ channel: string, data: string, timestamp: string }} Event `data` is the JSON as it was received: a
 *   number beyond JavaScript's precision keeps its digits
 *
 * @typedef {{ totalConnections: number, authenticatedConnections: number, anonymousConnections: number,
 *   totalSubscriptions: number, connectionsByChannel: Record<string, number> }} Stats
 *
 * @typedef {Object} Handlers
 * @property {(state: State) => void} onState
 * @property {(greeting: Greeting) => void} onGreeting
 * @property {(event: Event) => void} onEvent
 * @property {(channel: string) => void} onSubscribed
 * @property {(channel: string | undefined, message: string) => void} onRefused
 * @property {(stats: Stats) => void} onStats
 */
/** Events of channels, over `/ws`. A lost connection is opened again, and subscribes to the same channels. */
export declare class Channels {
    #private;
    /** @type {State} */
    state: State;
    /**
     * @param {{ baseUrl: string, credentials: import("../rest.js").Credentials & { expiresAt: () => number },
     *   handlers: Handlers, wakeTargets?: EventTarget[] } & Partial<import("../environment.js").Environment>} options
     */
    constructor(options: {
        baseUrl: string;
        credentials: import("../rest.js").Credentials & {
            expiresAt: () => number;
        };
        handlers: Handlers;
        wakeTargets?: EventTarget[];
    } & Partial<import("../environment.js").Environment>);
    /** @param {Iterable<string>} channels to subscribe to from the beginning */
    open(channels?: Iterable<string>): void;
    close(): void;
    /** @param {string} channel */
    subscribe(channel: string): void;
    /** @param {string} channel */
    unsubscribe(channel: string): void;
    /** Requests the node's statistics; for administrators. */
    stats(): void;
}
