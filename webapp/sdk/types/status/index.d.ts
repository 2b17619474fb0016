import { FeedChannel } from "../feed-channel.js";
/** After this many failed attempts in a row no further one is made. */
export declare const MAX_ATTEMPTS = 10000;
export declare const retryPolicy: import("../connection.js").RetryPolicy;
export type Feed = import("../feed-channel.js").Feed;
export type FeedOptions = {
    /**
     * the server's `/ws`
     */
    url: string;
    /**
     * the server's `/v1/events`, for networks that block WebSockets
     */
    streamUrl: string;
    slug: string;
    /**
     * the BLAKE2b-512 hex of a protected page's password
     */
    password?: () => string | null;
    log?: (line: string) => void;
    wakeTargets: EventTarget[];
    env: import("../rest.js").Environment;
};
/**
 * @typedef {import("../feed-channel.js").Feed} Feed
 * @typedef {Object} FeedOptions
 * @property {string} url the server's `/ws`
 * @property {string} streamUrl the server's `/v1/events`, for networks that block WebSockets
 * @property {string} slug
 * @property {() => string | null} [password] the BLAKE2b-512 hex of a protected page's password
 * @property {(line: string) => void} [log]
 * @property {EventTarget[]} wakeTargets
 * @property {import("../rest.js").Environment} env
 */
/**
 * The live events of one status page, over a socket, or as server-sent events where no socket opens. A lost connection is opened again.
 *
 * @implements {Feed}
 */
export declare class StatusFeed implements Feed {
    #private;
    /** @param {FeedOptions} options @param {import("../feed-channel.js").FeedHandlers} handlers */
    constructor(options: FeedOptions, handlers: import("../feed-channel.js").FeedHandlers);
    open(): void;
    close(): void;
    /** Opens a connection at once, or subscribes again on the present one, such as with a password that was just entered. */
    retry(): void;
    /** @param {string} reason */
    lose(reason: string): void;
    /**
     * Resumes after this position; pulses and uptimes have none.
     *
     * @param {import("../connection.js").Position} position
     */
    since({ seq, epoch }: import("../connection.js").Position): void;
}
export type StatusChannel = FeedChannel<StatusFeed>;
/** @typedef {FeedChannel<StatusFeed>} StatusChannel the kinds are the actions of docs/status-pages.md, such as `monitor-down` */
/** @param {import("../client.js").Context} context */
export declare const statusPages: (context: import("../client.js").Context) => {
    /**
     * The live events of one status page. Pulses and uptimes come only while connected; the others are resumed after `since`.
     *
     * @param {string} slug
     * @param {{ password?: () => string | null, log?: (line: string) => void }} [options] `password`: the BLAKE2b-512 hex of a protected
     *     page's password
     * @returns {StatusChannel}
     */
    statusPage(slug: string, { password, log }?: {
        password?: () => string | null;
        log?: (line: string) => void;
    }): StatusChannel;
};
