import { html, svg } from "../../lib/lit-html.js";
import { blocksOf, summary } from "./bar-paths.js";

/**
 * Bars as three paths: hundreds of strips with scores of bars each are on one page.
 *
 * @param {import("./history-bars.js").Bar[]} bars @param {number} width @param {number} height
 */
export function barPaths(bars, width, height) {
  const { up, down, unknown } = blocksOf(bars, width, height);
  return svg`<path class="bar-up" d=${up}></path><path class="bar-down" d=${down}></path><path class="bar-unknown" d=${unknown}></path>`;
}

/**
 * @param {import("./history-bars.js").Bar[]} bars @param {number} width @param {string} name @param {string} words of the range
 */
export const strip = (bars, width, name, words) =>
  html`<svg class="strip" width=${width} height="28" role="img" aria-label="${name} over ${words}: ${summary(bars)}">${barPaths(bars, width, 28)}</svg>`;
