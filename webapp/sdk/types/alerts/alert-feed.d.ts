export type Feed = import("../feed-channel.js").Feed;
export type AlertFeedOptions = {
    /**
     * the server's `/ws/alerts`
     */
    url: string;
    /**
     * of the stream for networks that block sockets
     */
    streamUrl: string;
    /**
     * none: all
     */
    sites: string[];
    /**
     * also of open alerts that were acknowledged, or whose severity or message changed
     */
    updates: boolean;
    /**
     * asked for before each attempt, in place of the client's
     */
    token?: () => Promise<string | null>;
    /**
     * a screen token in its place
     */
    screen?: string;
    credentials: import("../rest.js").Credentials & {
        expiresAt: () => number;
    };
    wakeTargets: EventTarget[];
    env: import("../rest.js").Environment;
};
/**
 * @typedef {Object} AlertFeedOptions
 * @property {string} url the server's `/ws/alerts`
 * @property {string} streamUrl of the stream for networks that block sockets
 * @property {string[]} sites none: all
 * @property {boolean} updates also of open alerts that were acknowledged, or whose severity or message changed
 * @property {() => Promise<string | null>} [token] asked for before each attempt, in place of the client's
 * @property {string} [screen] a screen token in its place
 * @property {import("../rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {EventTarget[]} wakeTargets
 * @property {import("../rest.js").Environment} env
 */
/**
 * The live alerts of `/ws/alerts`, or where no socket opens of `/api/v1/alerts/events`. The connection is opened again within 3 s of
 * its loss, and resumes after the last alert that was delivered. A socket is asked whether it works, since a network that is cut closes
 * nothing.
 *
 * @implements {Feed}
 */
export declare class AlertFeed implements Feed {
    #private;
    /** @param {AlertFeedOptions} options @param {import("../feed-channel.js").FeedHandlers} handlers */
    constructor(options: AlertFeedOptions, handlers: import("../feed-channel.js").FeedHandlers);
    /** When the last frame came; 0: never. */
    get lastFrameAt(): number;
    /** How alerts come. @returns {"socket" | "stream"} */
    get transport(): "socket" | "stream";
    open(): void;
    close(): void;
    retry(): void;
    /** @param {string} reason */
    lose(reason: string): void;
    /** @param {import("../connection.js").Position} position */
    since({ seq, epoch }: import("../connection.js").Position): void;
}
