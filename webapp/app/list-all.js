import { api } from "./context.js";

/**
 * Reads every page of a list.
 *
 * @param {string} path
 * @param {import("../sdk/rest.js").CallOptions & { rows?: (page: any) => any[] }} [options] `rows` takes the rows from a page that is no
 *     array; `onSeq` receives the position of the first page, which is the oldest
 * @returns {Promise<any[]>}
 */
export async function listAll(path, { rows = (page) => page, onSeq, ...options } = {}) {
  const all = [];
  /** @type {string | undefined} */
  let next = path;
  for (let first = true; next !== undefined; first = false) {
    const current = next;
    next = undefined;
    const page = await api.get(current, {
      ...options,
      query: first ? options.query : undefined,
      onSeq: first ? onSeq : undefined,
      onNext: (found) => {
        next = found;
      },
    });
    all.push(...rows(page));
  }
  return all;
}
