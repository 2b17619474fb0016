/** @typedef {import("./channel.js").Channel} Channel */
/** @typedef {import("./event-streams.js").Position} Position */
export type Channel = import("./channel.js").Channel;
export type Position = import("./event-streams.js").Position;
/** The channels of a client, and what is subscribed to for them. */
export declare class Subscriptions {
    #private;
    get size(): number;
    /** @param {Channel} channel @returns {boolean} whether it was new */
    add(channel: Channel): boolean;
    /** @param {Channel} channel @returns {boolean} whether it was there */
    delete(channel: Channel): boolean;
    /** @returns {Channel[]} */
    get channels(): Channel[];
    /** @returns {Channel[]} those that wait for the server's answer */
    get unconfirmed(): Channel[];
    /** @param {Channel} channel that has got more tables: it waits for the server's answer again */
    extend(channel: Channel): void;
    /**
     * @param {Iterable<Channel>} [channels]
     * @returns {object[]} one for each filter of these channels, and one for each table that was refused before: the server refuses a
     *     frame as a whole
     */
    subscribeFrames(channels?: Iterable<Channel>): object[];
    /**
     * The server refuses a subscription as a whole. Of several tables each is asked for alone; the channels of a single one fail.
     *
     * @param {{ channels: string[], filter?: string }} frame a `subscribe`
     * @param {string} message the server's
     * @returns {object[]} the frames to send instead
     */
    refuse({ channels: tables, filter }: {
        channels: string[];
        filter?: string;
    }, message: string): object[];
    /** The server has ended subscriptions by itself. @param {string[]} tables @returns {object[]} the frames to send */
    revoke(tables: string[]): object[];
    /** @param {string} table that the server refuses, whatever its filter @param {string} message @returns {string[]} unused tables */
    refuseTable(table: string, message: string): string[];
    /**
     * Decides after which position these tables are subscribed to now: that of the channel that is furthest behind; the others drop
     * the events that they have already.
     *
     * @param {Iterable<string>} [tables] all unless given
     * @param {boolean} [implicit] whether to resume also where no channel asked for that
     * @returns {Map<string, Position | undefined>}
     */
    resumeFrom(tables?: Iterable<string>, implicit?: boolean): Map<string, Position | undefined>;
    /** @param {Channel} channel that was deleted or refused @returns {string[]} its tables that no other channel has */
    releaseTables(channel: Channel): string[];
    /** @param {{ channels: string[], filter?: string }} frame a `subscribe` that was accepted: it may be asked for with others again */
    accepted({ channels: tables, filter }: {
        channels: string[];
        filter?: string;
    }): void;
    /** @param {{ channels?: string[], seq?: Record<string, number>, epoch?: string }} frame a `subscribed` */
    confirm({ channels, seq, epoch }: {
        channels?: string[];
        seq?: Record<string, number>;
        epoch?: string;
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
