import { html, nothing } from "../../lib/lit-html.js";
import { nameOf } from "./admin-api.js";

/** @param {import("./admin-api.js").Everything} data @param {string} id @returns {string[]} what a group or monitor holds */
export const partsOf = ({ monitors, groups }, id) => [...groups, ...monitors].find((one) => one.id === id)?.children ?? [];

/**
 * What visitors will see: the tree of what is chosen, whose branches can be folded.
 *
 * @param {import("./admin-api.js").Everything} data @param {string[]} items @param {Set<string>} leaves what is folded
 * @param {(id: string, folded: boolean) => void} fold
 */
export function outline(data, items, leaves, fold) {
  /** @param {string[]} ids @param {string[]} above @returns {unknown} */
  const level = (ids, above) =>
    html`<ul>${ids
      .filter((id) => !above.includes(id))
      .map((id) => {
        const parts = partsOf(data, id);
        const folded = leaves.has(id);
        return html`<li><span>${nameOf(data, id)}</span>
      ${
        parts.length === 0
          ? nothing
          : html`<label class="fold"><input type="checkbox" .checked=${folded} aria-label="Fold ${nameOf(data, id)}"
        @change=${(/** @type {any} */ { target }) => fold(id, target.checked)}>folded</label>`
      }
      ${parts.length > 0 && !folded ? level(parts, [...above, id]) : nothing}</li>`;
      })}</ul>`;
  return html`<div class="outline" role="group" aria-label="What visitors see"><p class="picker-label">What visitors see</p>${level(items, [])}</div>`;
}
