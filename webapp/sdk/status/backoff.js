const BASE_MS = 1_000;
const MAX_MS = 30_000;

/** After so many attempts that led nowhere nobody tries any more. */
export const MAX_ATTEMPTS = 10_000;

/**
 * How long to wait before an attempt to reconnect: at random in the upper half of a limit that doubles from attempt to
 * attempt, so that the visitors of a restarted server do not come back all at once; always from 1 s to 30 s.
 *
 * @param {number} attempt from 0
 * @param {() => number} random
 * @returns {number} milliseconds
 */
export function delayBefore(attempt, random) {
  const limit = Math.min(MAX_MS, BASE_MS * 2 ** (attempt + 1));
  return limit / 2 + (random() * limit) / 2;
}
