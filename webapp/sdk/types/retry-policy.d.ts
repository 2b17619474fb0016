export type RetryPolicy = (code: number, attempt: number, random: () => number) => number | null;
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
export declare const steady: (longestMs: number, afterShutdownMs?: number) => RetryPolicy;
/**
 * A limit that doubles from attempt to attempt: a wait from 50 to 100 % of it, or from 0 to 5 s after a shutdown of the server.
 *
 * @param {{ firstMs: number, longestMs: number, maxAttempts?: number }} limits `maxAttempts`: no attempt after so many failures
 * @returns {RetryPolicy}
 */
export declare const exponential: ({ firstMs, longestMs, maxAttempts }: {
    firstMs: number;
    longestMs: number;
    maxAttempts?: number;
}) => RetryPolicy;
