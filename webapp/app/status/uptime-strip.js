import { html, svg } from "../../lib/lit-html.js";
import { t } from "../words.js";
import { barPathData, barSummary } from "./bar-paths.js";

/**
 * All bars as three paths, since a page can have hundreds of strips with dozens of bars.
 *
 * @param {import("./history-bars.js").Bar[]} bars @param {number} width @param {number} height
 */
export function barPaths(bars, width, height) {
  const { up, down, unknown } = barPathData(bars, width, height);
  return svg`<path class="bar-up" d=${up}></path><path class="bar-down" d=${down}></path><path class="bar-unknown" d=${unknown}></path>`;
}

/**
 * @param {import("./history-bars.js").Bar[]} bars @param {number} width @param {string} name @param {string} words of the range
 */
export const uptimeStrip = (bars, width, name, words) =>
  html`<svg class="strip" width=${width} height="28" role="img" aria-label=${t("{name} over {range}: {summary}", { name, range: words, summary: barSummary(bars) })}>${barPaths(bars, width, 28)}</svg>`;
