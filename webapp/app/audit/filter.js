/**
 * @typedef {{ scope: string, search: string, action: string, outcome: string, address: string, actor: string, from: string, until: string }} Filter
 *   `scope`: `all` for the whole installation, empty for the current organisation
 */

/** @type {Filter} */
const none = { scope: "", search: "", action: "", outcome: "", address: "", actor: "", from: "", until: "" };

/** The filter in an address. @param {string} search of the address @returns {Filter} */
export function readFilter(search) {
  const query = new URLSearchParams(search);
  return /** @type {Filter} */ (Object.fromEntries(Object.keys(none).map((name) => [name, query.get(name) ?? ""])));
}

/** The address of a filter. @param {Filter} filter */
export function filterPath(filter) {
  const chosen = Object.entries(filter).filter(([, value]) => value);
  return chosen.length > 0 ? `/audit?${new URLSearchParams(chosen)}` : "/audit";
}

/** @param {Filter} filter */
export const isFiltered = (filter) => Object.entries(filter).some(([name, value]) => name !== "scope" && value);

/** The query of the server. @param {Filter} filter @param {string | undefined} org the current organisation */
export function filterQuery({ scope, ...filter }, org) {
  const chosen = Object.entries(filter).filter(([, value]) => value);
  return { ...Object.fromEntries(chosen), org_id: scope === "all" ? undefined : org };
}
