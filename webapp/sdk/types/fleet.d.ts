import { Channel } from "./channel.js";
/**
 * Detects that the server is gone while a connection stays open and silent, by a request that any server answers. Browsers show no
 * protocol pings, and a `ping` of the client would keep the connection from the server's own timeout.
 */
export declare class ServerCheck {
    #private;
    /**
     * @param {import("./rest.js").Environment} env
     * @param {string} url
     * @param {number} everyMs also how long the connection must have been silent; 0: no checks
     * @param {() => number} silence in ms
     * @param {() => void} onDead
     */
    constructor(env: import("./rest.js").Environment, url: string, everyMs: number, silence: () => number, onDead: () => void);
    start(): void;
    stop(): void;
}
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
export type Fleet = {
    /**
     * of the channels of the fleet, which share one
     */
    connection: ConnectionState;
    onConnection: (listener: (state: ConnectionState, closeCode?: number) => void) => () => void;
    channel: (name: string, options?: {
        config?: import("./channel.js").ChannelConfig;
    }) => Channel;
};
/**
 * @typedef {Object} Fleet
 * @property {ConnectionState} connection of the channels of the fleet, which share one
 * @property {(listener: (state: ConnectionState, closeCode?: number) => void) => () => void} onConnection
 * @property {(name: string, options?: { config?: import("./channel.js").ChannelConfig }) => Channel} channel
 */
/**
 * The changes of an organisation's machines, members, keys and audit trail, and the broadcasts of its clients.
 *
 * @param {import("./client.js").Context} context
 * @returns {Fleet}
 */
export declare function fleet({ options, env, baseUrl, credentials, pollingMs, wakeTargets, channels }: import("./client.js").Context): Fleet;
