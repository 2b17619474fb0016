import { ResumePoints } from "./resume-points.js";
export type EventType = "INSERT" | "UPDATE" | "DELETE";
export type Selection = {
    event: EventType | "*";
    /**
     * accepted for compatibility; there is one
     */
    schema?: string;
    table: string;
    /**
     * such as `org_id=eq.acme`
     */
    filter?: string;
};
export type Change = {
    /**
     * `POLL`: fetch again, because there is no live connection, or because events are missing
     * that the server no longer has
     */
    eventType: EventType | "POLL";
    schema: string;
    table: string;
    /**
     * the changed columns, with `id`; empty after a DELETE
     */
    new: Record<string, any>;
    /**
     * the `id`
     */
    old: Record<string, any>;
    commit_timestamp: string | null;
    /**
     * the position of the event, once the connection resumes
     */
    seq?: number;
    /**
     * the frame as it came; for `POLL` the `gap`, or null
     */
    frame: any;
};
export type ChannelStatus = "SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CLOSED";
/**
 * @typedef {"INSERT" | "UPDATE" | "DELETE"} EventType
 *
 * @typedef {Object} Selection the changes that a callback receives
 * @property {EventType | "*"} event
 * @property {string} [schema] accepted for compatibility; there is one
 * @property {string} table
 * @property {string} [filter] such as `org_id=eq.acme`
 *
 * @typedef {Object} Change
 * @property {EventType | "POLL"} eventType `POLL`: fetch again, because there is no live connection, or because events are missing
 *     that the server no longer has
 * @property {string} schema
 * @property {string} table
 * @property {Record<string, any>} new the changed columns, with `id`; empty after a DELETE
 * @property {Record<string, any>} old the `id`
 * @property {string | null} commit_timestamp
 * @property {number} [seq] the position of the event, once the connection resumes
 * @property {any} frame the frame as it came; for `POLL` the `gap`, or null
 */
/**
 * `SUBSCRIBED`: events are delivered from now on; earlier ones may be missing. `RESUMED`: events are delivered, and none is missing
 * since the position that the caller had reached.
 *
 * @typedef {"SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CLOSED"} ChannelStatus
 */
/** Callbacks under one name. Made by `api.channel(name)`; lives from `subscribe` to `api.removeChannel`. */
export declare class Channel {
    #private;
    name: string;
    resumePoints: ResumePoints;
    /**
     * @param {string} name local to this client, never sent
     * @param {{ add(channel: Channel): void }} realtime
     * @param {(error: unknown) => void} onError
     */
    constructor(name: string, realtime: {
        add(channel: Channel): void;
    }, onError: (error: unknown) => void);
    /**
     * @param {"postgres_changes"} type
     * @param {Selection} selection
     * @param {(change: Change) => void} callback
     */
    on(type: "postgres_changes", selection: Selection, callback: (change: Change) => void): this;
    /**
     * Resumes after a position up to which the caller has everything, such as that of a snapshot. Events up to it are not delivered
     * any more, and every connection from now on resumes after the last event that was delivered: changes that are committed while
     * there is none come afterwards, once and in order. Called before `subscribe`, it holds for the first connection as well.
     *
     * @param {number} seq the value of `X-Heliograph-Seq`; one before an event that was delivered already changes nothing
     * @param {string} [table] needed only where the channel has several
     */
    since(seq: number, table?: string): this;
    /** @param {(status: ChannelStatus) => void} [onStatus] */
    subscribe(onStatus?: (status: ChannelStatus) => void): this;
    /** The tables of this channel, by the filter they are subscribed to with. */
    get tablesByFilter(): Map<string | undefined, Set<string>>;
    /** The tables of this channel. */
    get tables(): string[];
    /** @param {any} frame an event frame; a duplicate is dropped */
    deliver(frame: any): void;
    /**
     * Events are missing in the log.
     *
     * @param {any} frame the `gap`
     * @param {number | undefined} end the last position of the log, where it was restored from a backup
     */
    gap(frame: any, end: number | undefined): void;
    /** Calls every callback with `POLL`. @param {string} [only] those of this table @param {any} [frame] */
    poll(only?: string, frame?: any): void;
    /** @param {ChannelStatus} status */
    notify(status: ChannelStatus): void;
}
