export type AlertFeedState = "connecting" | "live" | "stale" | "lost";
/**
 * `connecting` the first connection is being opened; `live` frames arrive; `stale` a heartbeat is missing; `lost` the connection is
 * being opened again.
 *
 * @typedef {"connecting" | "live" | "stale" | "lost"} AlertFeedState
 */
/**
 * The live alerts of `/ws/alerts`. The connection is opened again within 3 s of its loss, and resumes after the last alert that was
 * delivered. A connection without heartbeats counts as lost, since a network that is cut closes nothing.
 */
export declare class AlertFeed {
    #private;
    /** @type {AlertFeedState} */
    state: AlertFeedState;
    /** when the last frame came before the connection was lost; 0 while there is one */
    lostFrom: number;
    /**
     * @param {{ url: string, sites: string[], token: () => Promise<string | null>, onFrame: (frame: any) => void,
     *   onState: (state: AlertFeedState) => void, onGap?: () => void,
     *   env?: Partial<import("../environment.js").Environment> }} options
     *   `sites` none: all; `token` is asked for only where the server refuses anonymous connections; `onGap`: alerts are missing that
     *   the server no longer has
     */
    constructor({ url, sites, token, onFrame, onState, onGap, env }: {
        url: string;
        sites: string[];
        token: () => Promise<string | null>;
        onFrame: (frame: any) => void;
        onState: (state: AlertFeedState) => void;
        onGap?: () => void;
        env?: Partial<import("../environment.js").Environment>;
    });
    /** When the last frame came; 0: never. */
    get lastFrameAt(): number;
    open(): void;
    close(): void;
    /** Called every second: detects a connection that has become stale. */
    checkSilence(): void;
}
