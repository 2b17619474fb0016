import { api } from "../context.js";

/**
 * @typedef {{ id: string, name: string, unit?: string | null }} Metric
 * @typedef {{ id: string, name: string, token: string, interval: number, maxRetries: number, resendNotification: number, children: string[],
 *   dependencies: string[], custom1?: Metric, custom2?: Metric, custom3?: Metric, created_at: string }} Monitor
 * @typedef {{ id: string, name: string, strategy: import("../status/item-tree.js").Strategy, degradedThreshold?: number, children: string[], created_at: string }} Group
 * @typedef {{ id: string, name: string, slug: string, items: string[], leafItems: string[], protected: boolean, reports: boolean, created_at: string }} Page
 * @typedef {import("../status/page-state.js").Report & { status_page_id: string, suppress_notifications: boolean }} Report
 * @typedef {{ monitors: Monitor[], groups: Group[], pages: Page[], incidents: Report[], maintenances: Report[] }} Everything
 * @typedef {{ readonly data: Everything, reload: () => Promise<void> }} Desk what a part of the page works on; `data` is always the newest
 */

const ROOT = "/v1/admin";

/** @returns {Promise<Everything>} all there is to administer: each part names things of the others */
export async function everything() {
  const [monitors, groups, pages, incidents, maintenances] = await Promise.all(
    ["monitors", "groups", "status-pages", "incidents", "maintenances"].map((kind) => api.get(`${ROOT}/${kind}`)),
  );
  return { monitors, groups, pages, incidents, maintenances };
}

/** @param {string} kind @param {string} id @returns {Promise<any>} */
export const read = (kind, id) => api.get(`${ROOT}/${kind}/${encodeURIComponent(id)}`);

/** @param {string} kind @param {object} body @returns {Promise<any>} */
export const create = (kind, body) => api.post(`${ROOT}/${kind}`, body);

/** @param {string} kind @param {string} id @param {object} body */
export const change = (kind, id, body) => api.put(`${ROOT}/${kind}/${encodeURIComponent(id)}`, body);

/** @param {string} kind @param {string} id */
export const remove = (kind, id) => api.delete(`${ROOT}/${kind}/${encodeURIComponent(id)}`);

/** @param {string} kind @param {string} id @param {object} body */
export const addUpdate = (kind, id, body) => api.post(`${ROOT}/${kind}/${encodeURIComponent(id)}/updates`, body);

/** @param {string} kind @param {string} id @param {string} update */
export const removeUpdate = (kind, id, update) =>
  api.delete(`${ROOT}/${kind}/${encodeURIComponent(id)}/updates/${encodeURIComponent(update)}`);

/** @param {Everything} data @param {(thing: { id: string }) => boolean} [fits] @returns {import("../parts/item-picker.js").Option[]} */
export function monitorsAndGroups({ monitors, groups }, fits = () => true) {
  const options = [
    ...groups.map((group) => ({ id: group.id, name: group.name, note: `group of ${group.children.length}` })),
    ...monitors.map((monitor) => ({ id: monitor.id, name: monitor.name, note: "" })),
  ];
  return options.filter(fits).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** @param {Everything} data @param {string} id */
export const nameOf = ({ monitors, groups }, id) => [...monitors, ...groups].find((one) => one.id === id)?.name ?? id;

/** @param {FormData} form @param {string} name */
export const text = (form, name) => String(form.get(name) ?? "").trim();

/** @param {FormData} form @param {string} name a number as the server wants one; what is none goes as it is, so that the server says so */
export function number(form, name) {
  const written = text(form, name);
  if (written === "") return undefined;
  return Number.isFinite(Number(written)) ? Number(written) : written;
}

/** @param {HTMLFormElement} form @param {string} name @returns {string[]} */
export const picked = (form, name) => /** @type {any} */ (form.querySelector(`hg-picker[name="${name}"]`)).value;
