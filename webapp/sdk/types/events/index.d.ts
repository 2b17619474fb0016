import { FeedChannel } from "../feed-channel.js";
import { EventFeed } from "./event-feed.js";
export type EventMessage = import("../feed-channel.js").Message & {
    text?: string;
};
export type PublishedMessage = EventMessage & {
    text: string;
};
/**
 * @typedef {import("../feed-channel.js").Message & { text?: string }} EventMessage `text`: the data as it was published, with every
 *     digit; absent with `POLL`
 * @typedef {EventMessage & { text: string }} PublishedMessage of a channel, and so never a `POLL`
 */
/**
 * Channels of programs, such as `apps:created`: a kind is the name of a channel. What is published while there is no connection is
 * missed, except on channels whose events are kept, after `since`.
 *
 * @extends {FeedChannel<EventFeed, string, EventMessage>}
 */
export declare class EventChannel extends FeedChannel<EventFeed, string, EventMessage> {
    /**
     * @overload
     * @param {"POLL" | "*"} kind
     * @param {(message: EventMessage) => void} callback
     * @returns {this}
     */
    /**
     * @overload
     * @param {string} kind the name of a channel
     * @param {(message: PublishedMessage) => void} callback
     * @returns {this}
     */
    /** @param {string} kind @param {(message: any) => void} callback */
    on(kind: "POLL" | "*", callback: (message: EventMessage) => void): this;
    /**
     * @overload
     * @param {"POLL" | "*"} kind
     * @param {(message: EventMessage) => void} callback
     * @returns {this}
     */
    /**
     * @overload
     * @param {string} kind the name of a channel
     * @param {(message: PublishedMessage) => void} callback
     * @returns {this}
     */
    /** @param {string} kind @param {(message: any) => void} callback */
    on(kind: string, callback: (message: PublishedMessage) => void): this;
    /** The well-known channels that the caller may subscribe to; empty before the server has said so. */
    get authorizedChannels(): string[];
    /** @param {string} channel to subscribe to as well; a refusal is a `CHANNEL_ERROR` whose error names it */
    add(channel: string): this;
    /** @param {string} channel to be unsubscribed */
    remove(channel: string): this;
    /** @returns {Promise<import("./event-feed.js").Stats>} of the node; for administrators */
    stats(): Promise<import("./event-feed.js").Stats>;
}
/** @param {import("../client.js").Context} context */
export declare const events: (context: import("../client.js").Context) => {
    /** @param {Iterable<string>} [channels] @returns {EventChannel} */
    events: (channels?: Iterable<string>) => EventChannel;
};
