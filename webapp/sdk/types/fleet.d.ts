import { Channel } from "./channel.js";
export type ConnectionState = import("./connection.js").ConnectionState;
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
 * @typedef {import("./connection.js").ConnectionState} ConnectionState
 *
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
