import { GOING_AWAY } from "./close-codes.js";

/** After a shutdown all clients come back within this time, each at a random moment. */
const RETURN_WITHIN_MS = 5_000;
/** The shortest wait of {@link steady} as a share of the longest. */
const SHORTEST_SHARE = 0.6;

/**
 * When the next attempt to connect begins. All policies are randomized, so that the clients of a restarted server do not come back
 * at the same moment.
 *
 * @callback RetryPolicy
 * @param {number} code the close code of the connection that was lost
 * @param {number} attempt how many attempts have failed in a row, from 0; shutdowns of the server are not counted
 * @param {() => number} random from 0 (included) to 1 (excluded)
 * @returns {number | null} milliseconds to wait; null: no further attempt
 */

/**
 * The same limit for every attempt: a wait from 60 to 100 % of it, or from 0 to `afterShutdownMs` after a shutdown of the server.
 *
 * @param {number} longestMs
 * @param {number} [afterShutdownMs]
 * @returns {RetryPolicy}
 */
export const steady =
  (longestMs, afterShutdownMs = RETURN_WITHIN_MS) =>
  (code, _, random) =>
    code === GOING_AWAY ? random() * afterShutdownMs : longestMs * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * random());

/**
 * A limit that doubles from attempt to attempt: a wait from 50 to 100 % of it, or from 0 to 5 s after a shutdown of the server.
 *
 * @param {{ firstMs: number, longestMs: number, maxAttempts?: number }} limits `maxAttempts`: no attempt after so many failures
 * @returns {RetryPolicy}
 */
export const exponential =
  ({ firstMs, longestMs, maxAttempts = Infinity }) =>
  (code, attempt, random) => {
    if (attempt >= maxAttempts) return null;
    if (code === GOING_AWAY) return random() * RETURN_WITHIN_MS;
    return Math.min(firstMs * 2 ** attempt, longestMs) * (0.5 + random() / 2);
  };
