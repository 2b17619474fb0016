/**
 * @param {string} query words, all of which must be found
 * @returns {((text: string) => boolean) & { isEmpty: boolean }} whether a text contains them, in any order and case
 */
export function searchMatcher(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (/** @type {string} */ text) => words.every((word) => text.toLowerCase().includes(word));
  return Object.assign(matches, { isEmpty: words.length === 0 });
}

const LONGEST = 200;
const MOST_WORDS = 8;

/** @param {string} query @returns {boolean} whether the lists of the server can be searched by it */
export const isSearch = (query) =>
  query.length <= LONGEST && new Set(query.toLowerCase().split(/\s+/).filter(Boolean)).size <= MOST_WORDS;
