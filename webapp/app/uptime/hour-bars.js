const BARS = 30;
const EACH = 120;

/**
 * The last hour of a monitor as bars of two minutes, at the same times for all monitors, so that a common outage is one column.
 *
 * @param {{ down: [number, number][], unknown: [number, number][] }} hour ranges in seconds since its beginning
 * @returns {Pick<import("../status/history.js").Bar, "up" | "down" | "unknown">[]} the shares of each bar
 */
export const hourBars = ({ down, unknown }) =>
  Array.from({ length: BARS }, (_, index) => {
    const from = index * EACH;
    const shares = { down: share(down, from), unknown: share(unknown, from) };
    return { ...shares, up: Math.max(0, 1 - shares.down - shares.unknown) };
  });

/** @param {[number, number][]} ranges @param {number} from */
const share = (ranges, from) =>
  ranges.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, from + EACH) - Math.max(start, from)), 0) / EACH;
