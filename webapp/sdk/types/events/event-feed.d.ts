export type Feed = import("../feed-channel.js").Feed;
export type Stats = {
    totalConnections: number;
    authenticatedConnections: number;
    anonymousConnections: number;
    totalSubscriptions: number;
    connectionsByChannel: Record<string, number>;
};
/**
 * @typedef {{ totalConnections: number, authenticatedConnections: number, anonymousConnections: number,
 *   totalSubscriptions: number, connectionsByChannel: Record<string, number> }} Stats
 */
/**
 * The events of several channels over one socket. A lost connection is opened again, and subscribes to the same channels.
 *
 * @implements {Feed}
 */
export declare class EventFeed implements Feed {
    #private;
    /** @type {string[]} the well-known channels that the caller may subscribe to, once the server has said so */
    authorized: string[];
    /**
     * @param {import("../client.js").Context} context
     * @param {Iterable<string>} channels to subscribe to from the beginning
     * @param {import("../feed-channel.js").FeedHandlers} handlers
     */
    constructor({ baseUrl, credentials, wakeTargets, env }: import("../client.js").Context, channels: Iterable<string>, handlers: import("../feed-channel.js").FeedHandlers);
    open(): void;
    close(): void;
    retry(): void;
    /** @param {string} reason */
    lose(reason: string): void;
    /**
     * Holds for the subscriptions that follow.
     *
     * @param {import("../connection.js").Position} position @param {string} [channel] needed only where there are several
     */
    since({ seq, epoch }: import("../connection.js").Position, channel?: string): void;
    /** @param {string} channel */
    add(channel: string): void;
    /** @param {string} channel */
    remove(channel: string): void;
    /** @returns {Promise<Stats>} of the node; for administrators */
    stats(): Promise<Stats>;
}
