/** The close codes that tell this client what to do; after every other one it comes back after the usual wait. */
export const GOING_AWAY = 1001;
/** Within this time everybody comes back after a shutdown, each at a moment of its own. */
export const RETURN_WITHIN_MS = 5_000;
/** After any other loss everybody is back within the last part of the usual wait: who was lost together returns one by one. */
const EARLIEST = 0.6;
export const TOKEN_EXPIRED = 4001;
export const ACCESS_REVOKED = 4003;
/** No close frame came: the browser's own code for a connection that went away. */
export const LOST = 1006;

/**
 * How long to stay away: at random, so that a restarted server is not met by everybody at once, soonest after a shutdown,
 * and longer where coming back is refused for now.
 *
 * @param {number} code
 * @param {{ reconnectMs: number, pollingMs: number }} periods
 * @param {() => number} random
 * @returns {number} milliseconds
 */
export function pauseAfter(code, { reconnectMs, pollingMs }, random) {
  if (code === GOING_AWAY) return random() * reconnectMs;
  return code === ACCESS_REVOKED ? pollingMs : spread(reconnectMs, random);
}

/**
 * A wait that is not everybody's: a server that was killed says goodbye to nobody, and all its clients notice at once.
 *
 * @param {number} ms at most
 * @param {() => number} random
 * @returns {number} milliseconds
 */
export function spread(ms, random) {
  return ms * (EARLIEST + (1 - EARLIEST) * random());
}
