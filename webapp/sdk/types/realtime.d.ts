export type ConnectionState = import("./connection.js").ConnectionState;
export type RealtimeOptions = {
    baseUrl: string;
    credentials: import("./rest.js").Credentials & {
        expiresAt: () => number;
    };
    getOrg: () => string | null | undefined;
    periods: {
        ping: () => number;
        reconnectMs: number;
        pollingMs: number;
        checkMs: number;
    };
    wakeTargets: EventTarget[];
    env: import("./rest.js").Environment;
    /**
     * the client's channels that are subscribed
     */
    registry: Set<import("./connection.js").AnyChannel>;
    onState: (state: ConnectionState, closeCode?: number) => void;
};
/**
 * @typedef {import("./connection.js").ConnectionState} ConnectionState
 *
 * @typedef {Object} RealtimeOptions
 * @property {string} baseUrl
 * @property {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
 * @property {() => string | null | undefined} getOrg
 * @property {{ ping: () => number, reconnectMs: number, pollingMs: number, checkMs: number }} periods
 * @property {EventTarget[]} wakeTargets
 * @property {import("./rest.js").Environment} env
 * @property {Set<import("./connection.js").AnyChannel>} registry the client's channels that are subscribed
 * @property {(state: ConnectionState, closeCode?: number) => void} onState
 */
/** The connection that all channels share, and the polling that replaces it while it is lost. */
export declare class Realtime {
    #private;
    /** @type {ConnectionState} */
    state: ConnectionState;
    /** @param {RealtimeOptions} options */
    constructor(options: RealtimeOptions);
    /** @returns {import("./channel.js").Channel[]} those that are subscribed */
    get channels(): import("./channel.js").Channel[];
    /** @param {import("./channel.js").Channel} channel */
    add(channel: import("./channel.js").Channel): void;
    /** @param {import("./channel.js").Channel} channel that has got more callbacks */
    extend(channel: import("./channel.js").Channel): void;
    /** @param {object} frame a broadcast @param {number} timeoutMs @returns {Promise<import("./channel.js").Outcome>} */
    send(frame: object, timeoutMs: number): Promise<import("./channel.js").Outcome>;
    /** @param {import("./channel.js").Channel} channel */
    remove(channel: import("./channel.js").Channel): void;
}
