import { FeedChannel } from "../feed-channel.js";
import { StatusFeed } from "./status-feed.js";
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
