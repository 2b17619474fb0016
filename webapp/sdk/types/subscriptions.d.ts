/** @typedef {import("./channel.js").Channel} Channel */
export type Channel = import("./channel.js").Channel;
/** The channels of a client, and what is subscribed to for them. */
export declare class Subscriptions {
    #private;
    get size(): number;
    /** @param {Channel} channel @returns {boolean} whether it was new */
    add(channel: Channel): boolean;
    /** @param {Channel} channel @returns {boolean} whether it was there */
    delete(channel: Channel): boolean;
    /** @param {Iterable<Channel>} [channels] @returns {object[]} one for each filter of these channels */
    subscribeFrames(channels?: Iterable<Channel>): object[];
    /**
     * Decides after which position these tables are subscribed to now: that of the channel that is furthest behind; the others drop
     * the events that they have already.
     *
     * @param {Iterable<string>} [tables] all unless given
     * @param {boolean} [implicit] whether to resume also where no channel asked for that
     * @returns {Map<string, number | undefined>}
     */
    resumeFrom(tables?: Iterable<string>, implicit?: boolean): Map<string, number | undefined>;
    /** @param {Channel} channel that was deleted @returns {string[]} its tables that no other channel has */
    releaseTables(channel: Channel): string[];
    /** @param {{ channels?: string[], seq?: Record<string, number> }} frame a `subscribed` */
    confirm({ channels, seq }: {
        channels?: string[];
        seq?: Record<string, number>;
    }): void;
    /** @param {import("./channel.js").ChannelStatus} status */
    connectionLost(status: import("./channel.js").ChannelStatus): void;
    /** A new connection begins without confirmations. */
    reset(): void;
    /** @param {any} frame an event */
    deliver(frame: any): void;
    /** @param {any} frame a `gap`: of events that were purged, or of positions after the end of a log that was restored from a backup */
    gap(frame: any): void;
    poll(): void;
}
