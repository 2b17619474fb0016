import { FeedChannel } from "../feed-channel.js";
import { webSocketUrl } from "../web-socket-url.js";
import { StatusFeed } from "./status-feed.js";

/** @typedef {FeedChannel<StatusFeed>} StatusChannel the kinds are the actions of docs/status-pages.md, such as `monitor-down` */

/** @param {import("../client.js").Context} context */
export const statusPages = (context) => ({
  /**
   * The live events of one status page. Pulses and uptimes come only while connected; the others are resumed after `since`.
   *
   * @param {string} slug
   * @param {{ password?: () => string | null, log?: (line: string) => void }} [options] `password`: the BLAKE2b-512 hex of a protected
   *     page's password
   * @returns {StatusChannel}
   */
  statusPage(slug, { password, log } = {}) {
    const { baseUrl, wakeTargets, env } = context;
    const url = webSocketUrl(baseUrl, "/ws");
    const options = { url, streamUrl: `${baseUrl}/v1/events`, slug, password, log, wakeTargets, env };
    return new FeedChannel(context, `status:${slug}`, (handlers) => new StatusFeed(options, handlers));
  },
});
