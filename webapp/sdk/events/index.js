import { FeedChannel } from "../feed-channel.js";
import { EventFeed } from "./event-feed.js";

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
export class EventChannel extends FeedChannel {
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
  on(kind, callback) {
    return super.on(kind, callback);
  }

  /** The well-known channels that the caller may subscribe to; empty before the server has said so. */
  get authorizedChannels() {
    return this.feed.authorized;
  }

  /** @param {string} channel to subscribe to as well; a refusal is a `CHANNEL_ERROR` whose error names it */
  add(channel) {
    this.feed.add(channel);
    return this;
  }

  /** @param {string} channel to be unsubscribed */
  remove(channel) {
    this.feed.remove(channel);
    return this;
  }

  /** @returns {Promise<import("./event-feed.js").Stats>} of the node; for administrators */
  stats() {
    return this.feed.stats();
  }
}

/** @param {import("../client.js").Context} context */
export const events = (context) => ({
  /** @param {Iterable<string>} [channels] @returns {EventChannel} */
  events: (channels = []) => new EventChannel(context, "events", (handlers) => new EventFeed(context, channels, handlers)),
});
