import { api } from "../context.js";
import { listed } from "./units.js";

const ROOT = "/api/admin";
const PAGE = 100;

/**
 * A list of all nodes. `missing`: the nodes that did not answer in time, whose rows are not in the list.
 *
 * @template T
 * @typedef {{ items: T[], missing: string[], more: boolean }} Listing
 */

/**
 * Reads a list that comes in one piece.
 *
 * @param {string} name below `/api/admin`
 * @param {Record<string, string | number>} [query]
 * @returns {Promise<any>} `items` and what the list has beside them
 */
export const readWhole = (name, query) => api.get(`${ROOT}/${name}`, { query });

/**
 * Reads the first pages of a list.
 *
 * @param {string} name below `/api/admin`
 * @param {Record<string, string | number>} [query]
 * @param {number} [pages] how many at most
 * @returns {Promise<Listing<any>>}
 */
export async function readListing(name, query = {}, pages = 1) {
  const items = [];
  /** @type {Set<string>} */
  const missing = new Set();
  /** @type {string | undefined} */
  let next;
  for (let page = 0; page === 0 || (next && page < pages); page++) {
    const path = next ?? `${ROOT}/${name}`;
    /** @type {string | undefined} */
    let following;
    const answer = await api.get(path, {
      query: page === 0 ? query : undefined,
      onNext: (found) => {
        following = found;
      },
    });
    next = following;
    items.push(...answer.items);
    for (const node of answer.missing ?? []) missing.add(node);
  }
  return { items, missing: [...missing], more: next !== undefined };
}

/** Reads the first pages of a list that has many. @param {string} name @param {Record<string, string>} query @param {number} pages */
export const readPages = (name, query, pages) => readListing(name, { ...query, limit: PAGE }, pages);

/**
 * @param {string} id of the node @param {"drain" | "undrain"} act
 * @returns {Promise<void>}
 * @throws {Error} where the node does not answer
 */
export async function changeNode(id, act) {
  const { missing } = await api.post(`${ROOT}/nodes/${encodeURIComponent(id)}/${act}`);
  if (missing.length > 0) throw new Error(`${listed(missing)} did not answer in time. Try again.`);
}

/**
 * @param {string} id @param {string} reason that the client and the audit log receive
 * @returns {Promise<{ node: string | null, missing: string[] }>} the node that had it; null where no node that answered has it, and others did not
 */
export const disconnect = (id, reason) => api.post(`${ROOT}/sockets/${encodeURIComponent(id)}/disconnect`, { reason });

/** Publishes one event on a channel of the system. @returns {Promise<any>} */
export const sendTestEvent = () => api.post(`${ROOT}/test-event`);

/** @param {{ text: string, severity: string, until?: string }} announcement */
export const announce = (announcement) => api.post(`${ROOT}/announcements`, announcement);

/** @param {string} id */
export const endAnnouncement = (id) => api.delete(`${ROOT}/announcements/${encodeURIComponent(id)}`);
