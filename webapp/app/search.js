/**
 * @param {string} query words, all of which must be found
 * @returns {((text: string) => boolean) & { isEmpty: boolean }} whether a text contains them, in any order and case
 */
export function searchMatcher(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (/** @type {string} */ text) => words.every((word) => text.toLowerCase().includes(word));
  return Object.assign(matches, { isEmpty: words.length === 0 });
}
