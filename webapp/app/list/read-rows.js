/** The rows of a request that only selects. */
const PAGE = 1000;
/** A list that changes while it is read is read again so often. */
const TRIES = 3;
/** So far from where they were seen last are the ends of a range looked for, before all rows are. */
const MARGIN = 100;

/**
 * @template {{ id: string }} T
 * @typedef {(place: { offset: number, limit: number }) => Promise<import("./windowed-rows.js").Answer<T>>} Read
 */

/**
 * Reads rows of a list by their places, in several requests. Rows that others add, delete or change meanwhile move the rest, so that
 * some are in two answers and some in none; it is then read again.
 *
 * @template {{ id: string }} T
 * @param {Read<T>} read @param {() => boolean} wanted whether the rows are still wanted; if not, there are none
 * @param {number} [start] @param {number} [end] the one after the last
 * @returns {Promise<{ rows: T[], complete: boolean }>} `complete`: whether these are all rows that there are at these places
 */
export async function readRows(read, wanted, start = 0, end = Infinity) {
  for (let tries = TRIES; ; tries--) {
    /** @type {Map<string, T>} */
    const rows = new Map();
    let last = end;
    let total = -1;
    let moved = false;
    for (let offset = start; offset < last; offset += PAGE) {
      const answer = await read({ offset, limit: Math.min(PAGE, last - offset) });
      if (!wanted()) return { rows: [], complete: false };
      moved ||= total >= 0 && answer.total !== total;
      total = answer.total;
      last = Math.min(end, total);
      for (const row of answer.rows) rows.set(row.id, row);
    }
    const complete = !moved && rows.size === Math.max(0, last - start);
    if (complete || tries === 1) return { rows: [...rows.values()], complete };
  }
}

/**
 * Reads the rows from one to another.
 *
 * @template {{ id: string }} T
 * @param {Read<T>} read @param {() => boolean} wanted whether the rows are still wanted; if not, there are none
 * @param {{ id: string, index: number }} one where it was seen last @param {{ id: string, index: number }} other
 * @returns {Promise<{ rows: T[], complete: boolean } | undefined>} undefined: one of both is no longer in the list
 */
export async function readRange(read, wanted, one, other) {
  const start = Math.min(one.index, other.index);
  const end = Math.max(one.index, other.index) + 1;
  for (const margin of [MARGIN, Infinity]) {
    const { rows, complete } = await readRows(read, wanted, Math.max(0, start - margin), end + margin);
    if (!wanted()) return { rows, complete };
    const [from, to] = [one, other].map(({ id }) => rows.findIndex((row) => row.id === id));
    if (from >= 0 && to >= 0) return { rows: rows.slice(Math.min(from, to), Math.max(from, to) + 1), complete };
  }
  return undefined;
}
