import { ResumePoints } from "./event-streams.js";
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
export type ChannelStatus = import("./connection.js").ChannelStatus;
export type StatusListener = import("./connection.js").StatusListener;
export type Outcome = import("./connection.js").Outcome;
export type Broadcast = {
    type: "broadcast";
    event: string;
    payload: Record<string, any>;
};
export type ChannelConfig = {
    broadcast?: {
        self?: boolean;
    };
};
/** Callbacks under one name. Made by `api.channel(name)`; lives from `subscribe` to `unsubscribe` or `api.removeChannel`. */
export declare class Channel {
    #private;
    name: string;
    resumePoints: ResumePoints;
    /** How long a confirmation may take, in ms. */
    timeoutMs: number;
    /**
     * @param {string} name local to this client, never sent
     * @param {import("./fleet.js").Realtime} realtime
     * @param {(error: unknown) => void} onError
     * @param {ChannelConfig} [config]
     */
    constructor(name: string, realtime: import("./fleet.js").Realtime, onError: (error: unknown) => void, config?: ChannelConfig);
    /**
     * Registers a callback; after `subscribe`, what it needs is subscribed to at once.
     *
     * @overload
     * @param {"postgres_changes"} type
     * @param {Selection} selection
     * @param {(change: Change) => void} callback
     * @returns {this}
     */
    /**
     * @overload
     * @param {"broadcast"} type
     * @param {{ event: string }} selection the event's name, or `*`
     * @param {(message: Broadcast) => void} callback
     * @returns {this}
     */
    /**
     * @param {string} type
     * @param {any} selection
     * @param {(received: any) => void} callback
     */
    on(type: "postgres_changes", selection: Selection, callback: (change: Change) => void): this;
    /**
     * Registers a callback; after `subscribe`, what it needs is subscribed to at once.
     *
     * @overload
     * @param {"postgres_changes"} type
     * @param {Selection} selection
     * @param {(change: Change) => void} callback
     * @returns {this}
     */
    /**
     * @overload
     * @param {"broadcast"} type
     * @param {{ event: string }} selection the event's name, or `*`
     * @param {(message: Broadcast) => void} callback
     * @returns {this}
     */
    /**
     * @param {string} type
     * @param {any} selection
     * @param {(received: any) => void} callback
     */
    on(type: "broadcast", selection: {
        event: string;
    }, callback: (message: Broadcast) => void): this;
    /**
     * Resumes after a position up to which the caller has everything, such as that of a snapshot. Events up to it are not delivered
     * any more, and every connection from now on resumes after the last event that was delivered: changes that are committed while
     * there is none come afterwards, once and in order. Called before `subscribe`, it holds for the first connection as well.
     *
     * @param {number | import("./connection.js").Position} position the value of `X-Heliograph-Seq`, or an object of it and that of
     *     `X-Heliograph-Epoch`; one before an event that was delivered already changes nothing
     * @param {string} [table] needed only where the channel has several
     */
    since(position: number | import("./connection.js").Position, table?: string): this;
    /**
     * @param {StatusListener} [onStatus]
     * @param {number} [timeoutMs] how long a confirmation may take before `TIMED_OUT`
     * @throws {Error} the channel is subscribed already
     */
    subscribe(onStatus?: StatusListener, timeoutMs?: number): this;
    /** Ends the subscription; the channel may be subscribed again. @returns {Promise<Outcome>} */
    unsubscribe(): Promise<Outcome>;
    /**
     * Sends a message to the other subscribers of the organisation, whatever their channels' names are. It is not kept for those that are
     * not connected now.
     *
     * @param {Broadcast} message its payload at most 4 KiB
     * @param {{ timeout?: number }} [options] in ms
     * @returns {Promise<Outcome>} `ok`: the server has accepted it; `error`: it refuses it, or there is no socket now
     */
    send({ type, event, payload }: Broadcast, { timeout }?: {
        timeout?: number;
    }): Promise<Outcome>;
    /** The tables of this channel, by the filter they are subscribed to with. */
    get tablesByFilter(): Map<string | undefined, Set<string>>;
    /** The tables of this channel. */
    get tables(): string[];
    /** @param {any} frame an event frame; a duplicate is dropped */
    deliver(frame: any): void;
    /** Events are missing in the log. @param {any} frame the `gap` @param {{ end?: number, epoch?: string }} subscription its log */
    gap(frame: any, subscription: {
        end?: number;
        epoch?: string;
    }): void;
    /** Calls every callback with `POLL`. @param {string} [only] those of this table @param {any} [frame] */
    poll(only?: string, frame?: any): void;
    /** @param {ChannelStatus} status @param {Error} [error] */
    notify(status: ChannelStatus, error?: Error): void;
}
