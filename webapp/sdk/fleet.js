import { Channel } from "./channel.js";
import { Realtime } from "./realtime.js";

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
export function fleet({ options, env, baseUrl, credentials, pollingMs, wakeTargets, channels }) {
  const { getOrg = () => null, ping = 0, reconnectMs = 5_000, checkMs = 0 } = options;
  /** @type {Set<(state: ConnectionState, closeCode?: number) => void>} */
  const observers = new Set();
  const realtime = new Realtime({
    baseUrl,
    credentials,
    getOrg,
    periods: { ping: typeof ping === "function" ? ping : () => ping, reconnectMs, pollingMs, checkMs },
    wakeTargets,
    env,
    registry: channels,
    onState: (state, code) => {
      for (const observer of observers) observer(state, code);
    },
  });
  return {
    get connection() {
      return realtime.state;
    },
    onConnection(listener) {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    channel: (name, { config } = {}) => new Channel(name, realtime, env.onError, config),
  };
}
