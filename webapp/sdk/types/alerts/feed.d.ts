export type AlertFeedState = "connecting" | "live" | "stale" | "lost";
/**
 * `connecting` the first connection is being opened; `live` the server answers; `stale` it does not answer; `lost` the connection is
 * being opened again.
 *
 * @typedef {"connecting" | "live" | "stale" | "lost"} AlertFeedState
 */
/**
 * The live alerts of `/ws/alerts`, or where no socket opens of `/api/v1/alerts/events`. The connection is opened again within 3 s of
 * its loss, and resumes after the last alert that was delivered. A socket is asked whether it works, since a network that is cut closes
 * nothing.
 */
export declare class AlertFeed {
    #private;
    /** @type {AlertFeedState} */
    state: AlertFeedState;
    /** when the last frame came before the connection was lost; 0 while there is one */
    lostFrom: number;
    /**
     * @param {{ url: string, streamUrl?: string, sites: string[], updates?: boolean, token: () => Promise<string | null>, screen?: string,
     *   onFrame: (frame: any) => void, onState: (state: AlertFeedState) => void, onGap?: () => void, wakeTargets?: EventTarget[],
     *   env?: Partial<import("../environment.js").Environment> }} options
     *   `streamUrl` of the stream for networks that block sockets; `sites` none: all; `updates`: also frames of open alerts that were
     *   acknowledged (`alert.acknowledged`) or whose severity or message changed (`alert.updated`); `token` is asked for before each attempt;
     *   `screen` a screen token in its place; `onGap`: alerts are missing that the server no longer has; `wakeTargets` a page's
     *   document and window
     */
    constructor(options: {
        url: string;
        streamUrl?: string;
        sites: string[];
        updates?: boolean;
        token: () => Promise<string | null>;
        screen?: string;
        onFrame: (frame: any) => void;
        onState: (state: AlertFeedState) => void;
        onGap?: () => void;
        wakeTargets?: EventTarget[];
        env?: Partial<import("../environment.js").Environment>;
    });
    /** When the last frame came; 0: never. */
    get lastFrameAt(): number;
    /** How alerts come. @returns {"socket" | "stream"} */
    get transport(): "socket" | "stream";
    /**
     * @param {number} [since] the position up to which everything is known; without one it begins at the present
     * @param {string} [epoch] of its log
     */
    open(since?: number, epoch?: string): void;
    close(): void;
    /** Called every second or more often: detects a connection that has become stale. */
    checkSilence(): void;
}
