import { html, svg } from "../../lib/lit-html.js";
import { t } from "../words.js";
import { barsOf, extendToNow, uptimeOf } from "./history.js";
import { percent } from "./items.js";

/** The smallest share that is drawn as down, so that a short outage is visible. */
const SMALLEST_DOWN = 0.25;
/** A smaller share of unknown time is neither drawn nor mentioned. */
const NEGLIGIBLE = 0.01;

/**
 * The shares of up, down and unknown time of all bars, as one path each. Unknown time is on top of its bar.
 *
 * @param {import("./history.js").Bar[]} bars @param {number} width @param {number} height
 */
export function barPathData(bars, width, height) {
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
    const down = bar.down > 0.0005 ? Math.max(SMALLEST_DOWN, bar.down) : 0;
    const unknown = bar.unknown > NEGLIGIBLE ? (1 - down) * (bar.unknown / (bar.up + bar.unknown)) : 0;
    const up = 1 - down - unknown;
    if (unknown > 0) paths.unknown += block(left, 0, thick, height * unknown);
    if (up > 0.0005) paths.up += block(left, height * unknown, thick, height * up);
    if (down > 0) paths.down += block(left, height * (1 - down), thick, height * down);
  });
  return paths;
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
function block(x, y, width, height) {
  const [left, top, wide, high] = [x, y, width, height].map((value) => Math.round(value * 100) / 100);
  return `M${left} ${top}h${wide}v${high}h${-wide}z`;
}

/** A text alternative of the bars. @param {import("./history.js").Bar[]} bars */
export function barSummary(bars) {
  const uptime = uptimeOf(bars);
  if (uptime === null) return t("no data");
  const unknown = bars.filter((bar) => bar.unknown > 0.999).length;
  const partly = bars.filter((bar) => bar.unknown > NEGLIGIBLE).length - unknown;
  const troubled = bars.filter((bar) => bar.down > 0.0005).length;
  return [
    t("{percent} up", { percent: percent(uptime) }),
    troubled > 0 ? t("down in {count} of {total} bars", { count: troubled, total: bars.length }) : t("no downtime"),
    unknown > 0 ? t("unknown for {count} of {total} bars", { count: unknown, total: bars.length }) : "",
    partly > 0 ? t("partly unknown for {count}", { count: partly }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * All bars as three paths, since a page can have hundreds of strips with dozens of bars.
 *
 * @param {import("./history.js").Bar[]} bars @param {number} width @param {number} height
 */
export function barPaths(bars, width, height) {
  const { up, down, unknown } = barPathData(bars, width, height);
  return svg`<path class="bar-up" d=${up}></path><path class="bar-down" d=${down}></path><path class="bar-unknown" d=${unknown}></path>`;
}

/**
 * @param {import("./history.js").Bar[]} bars @param {number} width @param {string} name @param {string} words of the range
 */
export const uptimeStrip = (bars, width, name, words) =>
  html`<svg class="strip" width=${width} height="28" role="img" aria-label=${t("{name} over {range}: {summary}", { name, range: words, summary: barSummary(bars) })}>${barPaths(bars, width, 28)}</svg>`;

/**
 * The strip of a row, or why there is none.
 *
 * @param {import("./items.js").Item} item @param {import("./items.js").DisplayState} state @param {import("./history.js").Range} range
 * @param {import("./history.js").History | undefined} history undefined until the row is in view @param {number} width of its place
 */
export function rowStrip({ name }, state, range, history, width) {
  if (history?.error && !history.data) return html`<span class="row-problem">${t("Could not load the history.")}</span>`;
  if (!history?.data || width === 0) return html`<span class="strip-waiting"></span>`;
  const fitting = { ...range, ...fit(range, width) };
  const data = extendToNow(history.data, range.detail, state, Date.now());
  return uptimeStrip(barsOf(data, fitting, Date.now()), width, name, t(range.words));
}

/** @param {import("./history.js").Range} range @param {number} width fewer and longer bars where they would be too thin */
function fit({ bars, each }, width) {
  const together = Math.max(1, Math.ceil((bars * 4) / width));
  return { bars: Math.ceil(bars / together), each: each * together };
}
