import { FeedChannel } from "../feed-channel.js";
import { AlertFeed } from "./alert-feed.js";
export type AlertKind = "alert.created" | "alert.acknowledged" | "alert.updated" | "alert.resolved" | "heartbeat";
export type AlertOptions = {
    /**
     * none: all
     */
    sites?: string[];
    /**
     * also of open alerts that were acknowledged (`alert.acknowledged`) or whose severity or message changed
     * (`alert.updated`)
     */
    updates?: boolean;
    /**
     * a screen token, in place of the client's token
     */
    screen?: string;
    /**
     * asked for before each attempt, in place of the client's
     */
    token?: () => Promise<string | null>;
};
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
export declare class AlertChannel extends FeedChannel<AlertFeed, AlertKind> {
    /** When the last frame came, of whatever kind; 0: never. */
    get lastFrameAt(): number;
    /** How alerts come. @returns {"socket" | "stream"} */
    get transport(): "socket" | "stream";
}
/** @param {import("../client.js").Context} context */
export declare const alerts: (context: import("../client.js").Context) => {
    /** @param {AlertOptions} [options] @returns {AlertChannel} */
    alerts({ sites, updates, screen, token }?: AlertOptions): AlertChannel;
};
