import { html, svg } from "../../lib/lit-html.js";
import { uptimeOf } from "./bars.js";
import { percent } from "./words.js";

/** So little of it shows that a bar was down for a moment at all. */
const LEAST = 0.25;

/**
 * Bars of up, down and unknown time, as three paths: hundreds of strips with scores of bars each are on one page.
 *
 * @param {import("./bars.js").Bar[]} bars @param {number} width @param {number} height
 */
export function barPaths(bars, width, height) {
  const paths = { up: "", down: "", unknown: "" };
  const step = width / bars.length;
  const thick = Math.max(1, step - (step > 5 ? 2 : 1));
  bars.forEach((bar, index) => {
    const left = index * step;
    const known = bar.unknown < 0.999;
    if (!known) {
      paths.unknown += block(left, height * 0.35, thick, height * 0.3);
      return;
    }
    const down = bar.down > 0.0005 ? Math.max(LEAST, bar.down / (1 - bar.unknown)) : 0;
    if (down < 1) paths.up += block(left, 0, thick, height * (1 - down));
    if (down > 0) paths.down += block(left, height * (1 - down), thick, height * down);
  });
  return svg`<path class="bar-up" d=${paths.up}></path><path class="bar-down" d=${paths.down}></path><path class="bar-unknown" d=${paths.unknown}></path>`;
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
function block(x, y, width, height) {
  const [left, top, wide, high] = [x, y, width, height].map((value) => Math.round(value * 100) / 100);
  return `M${left} ${top}h${wide}v${high}h${-wide}z`;
}

/**
 * @param {import("./bars.js").Bar[]} bars @param {number} width @param {string} name @param {string} words of the range
 */
export const strip = (bars, width, name, words) =>
  html`<svg class="strip" width=${width} height="28" role="img" aria-label="${name} over ${words}: ${summary(bars)}">${barPaths(bars, width, 28)}</svg>`;

/** @param {import("./bars.js").Bar[]} bars */
export function summary(bars) {
  const uptime = uptimeOf(bars);
  if (uptime === null) return "nothing is known";
  const unknown = bars.filter((bar) => bar.unknown > 0.999).length;
  const troubled = bars.filter((bar) => bar.down > 0.0005).length;
  return [
    `${percent(uptime)} up`,
    troubled > 0 ? `down in ${troubled} of ${bars.length} bars` : "never down",
    unknown > 0 ? `unknown for ${unknown} of ${bars.length} bars` : "",
  ].filter(Boolean).join(", ");
}
