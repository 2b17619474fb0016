export type ConnectionState = "none" | "connecting" | "live" | "reconnecting" | "polling";
/**
 * `none` no channel; `connecting` the first connection is being opened; `live` events arrive; `reconnecting` the connection was
 * just lost; `polling` it could not be opened again, or there is no organisation to open one for.
 *
 * @typedef {"none" | "connecting" | "live" | "reconnecting" | "polling"} ConnectionState
 */
/** The connection that all channels share, and the polling that replaces it while it is lost. */
export declare class Realtime {
    #private;
    /** @type {ConnectionState} */
    state: ConnectionState;
    /** @param {import("./transport.js").RealtimeOptions} options */
    constructor(options: import("./transport.js").RealtimeOptions);
    /** @param {import("./channel.js").Channel} channel */
    add(channel: import("./channel.js").Channel): void;
    /** @param {import("./channel.js").Channel} channel */
    remove(channel: import("./channel.js").Channel): void;
}
