import { html, nothing } from "../../lib/lit-html.js";
import { nameOf } from "./admin-api.js";

/** @param {import("./admin-api.js").AdminData} data @param {string} id @returns {string[]} the children of a group or monitor */
export const childrenOf = ({ monitors, groups }, id) => [...groups, ...monitors].find((one) => one.id === id)?.children ?? [];

/**
 * A preview of what visitors see: the tree of the selected items, whose groups can be folded.
 *
 * @param {import("./admin-api.js").AdminData} data @param {string[]} items @param {Set<string>} leaves ids of the folded groups
 * @param {(id: string, folded: boolean) => void} fold
 */
export function pagePreview(data, items, leaves, fold) {
  /** @param {string[]} ids @param {string[]} above @returns {unknown} */
  const level = (ids, above) =>
    html`<ul>${ids
      .filter((id) => !above.includes(id))
      .map((id) => {
        const children = childrenOf(data, id);
        const folded = leaves.has(id);
        return html`<li><span>${nameOf(data, id)}</span>
      ${
        children.length === 0
          ? nothing
          : html`<label class="fold"><input type="checkbox" .checked=${folded} aria-label="Collapse ${nameOf(data, id)}"
        @change=${(/** @type {any} */ { target }) => fold(id, target.checked)}>collapsed</label>`
      }
      ${children.length > 0 && !folded ? level(children, [...above, id]) : nothing}</li>`;
      })}</ul>`;
  return html`<div class="outline" role="group" aria-label="Preview"><p class="picker-label">Preview</p>${level(items, [])}</div>`;
}
