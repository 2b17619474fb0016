const collator = new Intl.Collator(undefined, { numeric: true });

/**
 * Sorts by name as people order names: 2 before 10, and no capitals first.
 *
 * @template {{ name: string }} T
 * @param {T[]} items
 * @returns {T[]}
 */
export const byName = (items) => [...items].sort((a, b) => collator.compare(a.name, b.name));
