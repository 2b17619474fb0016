/** The longest time between two points of one line; a longer one is a gap, in which nothing is known. */
const GAP_MS = 25_000;

/** @typedef {{ node: string, at: number, commits: number, frames: number, handshakes: number, refusals: number, sockets: number }} RatePoint */
/** @typedef {"commits" | "frames" | "handshakes" | "refusals" | "sockets"} Measure */
/** @typedef {{ node: string, number: number, points: { at: number, value: number }[] }} Series `number`: of its colour */

/**
 * The points of all nodes, with counts per second.
 *
 * @param {{ node: string, points: (Omit<RatePoint, "node" | "at"> & { at: string })[] }[]} items as the server counts, in steps
 * @param {number} step the length of a step in seconds
 * @returns {RatePoint[]}
 */
export const pointsOf = (items, step) =>
  items.flatMap(({ node, points }) =>
    points.map(({ at, commits, frames, handshakes, refusals, sockets }) => ({
      node,
      at: Date.parse(at),
      commits: commits / step,
      frames: frames / step,
      handshakes: handshakes / step,
      refusals: refusals / step,
      sockets,
    })),
  );

/**
 * The nodes in the order of their names, which gives each its colour in every plot.
 *
 * @param {RatePoint[]} points @returns {string[]}
 */
export const nodesOf = (points) => [...new Set(points.map(({ node }) => node))].sort();

/** @param {RatePoint[]} points @param {Measure} measure @returns {Series[]} of each node, from old to new */
export function seriesOf(points, measure) {
  return nodesOf(points).map((node, number) => ({
    node,
    number,
    points: points
      .filter((point) => point.node === node)
      .map((point) => ({ at: point.at, value: point[measure] }))
      .sort((a, b) => a.at - b.at),
  }));
}

/**
 * A series with a null in each of its gaps, so that a line through it is interrupted there.
 *
 * @param {Series["points"]} points @returns {{ at: number[], values: (number | null)[] }}
 */
export function withGaps(points) {
  /** @type {number[]} */
  const at = [];
  /** @type {(number | null)[]} */
  const values = [];
  points.forEach((point, index) => {
    if (index > 0 && point.at - points[index - 1].at > GAP_MS) {
      at.push(points[index - 1].at);
      values.push(null);
    }
    at.push(point.at);
    values.push(point.value);
  });
  return { at, values };
}

/** @param {Series} series @param {number} at @returns {number | null} the value at a time; null where there is no point near it */
export function valueAt({ points }, at) {
  const near = points.filter((point) => Math.abs(point.at - at) < GAP_MS / 2);
  if (near.length === 0) return null;
  return near.reduce((best, point) => (Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best)).value;
}

/** @param {Series[]} series @returns {number[]} every time at which there is a point, from old to new */
export const timesOf = (series) => [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b);
