/** The close codes that tell this client what to do; after every other one it comes back after the usual wait. */
export const GOING_AWAY = 1001;
/** Within this time everybody comes back after a shutdown, each at a moment of its own. */
export const RETURN_WITHIN_MS = 5_000;
export const TOKEN_EXPIRED = 4001;
export const ACCESS_REVOKED = 4003;
/** No close frame came: the browser's own code for a connection that went away. */
export const LOST = 1006;

/**
 * How long to stay away: at random after a shutdown, so that a restarted server is not met by everybody at once, and
 * longer where coming back is refused for now.
 *
 * @param {number} code
 * @param {{ reconnectMs: number, pollingMs: number }} periods
 * @param {() => number} random
 * @returns {number} milliseconds
 */
export function pauseAfter(code, { reconnectMs, pollingMs }, random) {
  if (code === GOING_AWAY) return random() * reconnectMs;
  return code === ACCESS_REVOKED ? pollingMs : reconnectMs;
}
