import { webSocketUrl } from "../connection.js";
import { FeedChannel } from "../feed-channel.js";
import { AlertFeed } from "./alert-feed.js";

/**
 * @typedef {"alert.created" | "alert.acknowledged" | "alert.updated" | "alert.resolved" | "heartbeat"} AlertKind `heartbeat`: every 30 s
 *
 * @typedef {Object} AlertOptions
 * @property {string[]} [sites] none: all
 * @property {boolean} [updates] also of open alerts that were acknowledged (`alert.acknowledged`) or whose severity or message changed
 *     (`alert.updated`)
 * @property {string} [screen] a screen token, in place of the client's token
 * @property {() => Promise<string | null>} [token] asked for before each attempt, in place of the client's
 */

/**
 * The alerts of some sites or all. The connection is opened again within 3 s of its loss, and always resumes after the last alert that
 * was delivered.
 *
 * @extends {FeedChannel<AlertFeed, AlertKind>}
 */
export class AlertChannel extends FeedChannel {
  /** When the last frame came, of whatever kind; 0: never. */
  get lastFrameAt() {
    return this.feed.lastFrameAt;
  }

  /** How alerts come. @returns {"socket" | "stream"} */
  get transport() {
    return this.feed.transport;
  }
}

/** @param {import("../client.js").Context} context */
export const alerts = (context) => ({
  /** @param {AlertOptions} [options] @returns {AlertChannel} */
  alerts({ sites = [], updates = false, screen, token } = {}) {
    const { baseUrl, credentials, wakeTargets, env } = context;
    const url = webSocketUrl(baseUrl, "/ws/alerts");
    const streamUrl = `${baseUrl}/api/v1/alerts/events`;
    const options = { url, streamUrl, sites, updates, screen, token, credentials, wakeTargets, env };
    return new AlertChannel(context, "alerts", (handlers) => new AlertFeed(options, handlers));
  },
});
