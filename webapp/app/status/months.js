/** @param {number} when @param {number} offset in months @returns {string} such as 2026-03, by UTC */
export function month(when, offset) {
  const date = new Date(when);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}
