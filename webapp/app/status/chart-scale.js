/**
 * The end of a scale from 0: a round number that is not less than the greatest value.
 *
 * @param {number} greatest
 */
export function scaleFor(greatest) {
  const power = 10 ** Math.floor(Math.log10(Math.max(greatest, 1e-6)));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= greatest) ?? 10;
  return step * power;
}

/**
 * A line through points, with gaps where values are missing, as the `d` of a path. A single point is a short dash.
 *
 * @param {(number | null)[]} values @param {(index: number) => number} x @param {(value: number) => number} y
 */
export function lineThrough(values, x, y) {
  return runs(values)
    .map(([from, to]) => {
      if (from === to) return `M${short(x(from) - 2)} ${short(y(/** @type {number} */ (values[from])))}h4`;
      return pathOf(range(from, to), values, x, y);
    })
    .join("");
}

/**
 * The area between two such lines.
 *
 * @param {(number | null)[]} low @param {(number | null)[]} high @param {(index: number) => number} x @param {(value: number) => number} y
 */
export function areaBetween(low, high, x, y) {
  return runs(high)
    .filter(([from, to]) => from < to)
    .map(([from, to]) => {
      const there = range(from, to);
      return `${pathOf(there, high, x, y)}L${pathOf([...there].reverse(), low, x, y).slice(1)}Z`;
    })
    .join("");
}

/** @param {(number | null)[]} values @returns {[number, number][]} first and last index of each run of values */
function runs(values) {
  /** @type {[number, number][]} */
  const found = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  });
  return found;
}

/** @param {number[]} indexes @param {(number | null)[]} values @param {(index: number) => number} x @param {(value: number) => number} y */
const pathOf = (indexes, values, x, y) =>
  indexes.map((index, at) => `${at === 0 ? "M" : "L"}${short(x(index))} ${short(y(values[index] ?? 0))}`).join("");

/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** @param {number} value */
const short = (value) => Math.round(value * 10) / 10;
