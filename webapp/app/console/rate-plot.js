import { html, nothing, svg } from "../../lib/lit-html.js";
import { lineThrough, scaleFor } from "../status/chart-scale.js";
import { indexAfter, SizedView } from "../view.js";
import { clock, minute } from "../words.js";
import { timesOf, valueAt, withGaps } from "./rate-series.js";
import { measured } from "./units.js";

const HEIGHT = 156;
const LEFT = 50;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 22;
const MINUTE_MS = 60_000;
/** How many colours there are; further nodes begin again, with dashes. */
const COLOURS = 6;

/** @typedef {{ series: import("./rate-series.js").Series[], from: number, to: number, label: string }} PlotFacts */

/** One measure of every node over time. Pointer and arrow keys select a time, whose values are read out. Property `facts`. */
class RatePlot extends SizedView {
  /** @type {PlotFacts | undefined} */
  #facts;
  /** @type {number | undefined} the selected time */
  #chosen;

  /** @param {PlotFacts} facts */
  set facts(facts) {
    this.#facts = facts;
    if (this.isConnected) this.update();
  }

  template() {
    const facts = this.#facts;
    if (!facts || this.width === 0) return nothing;
    const { series } = facts;
    const inner = this.width - LEFT - RIGHT;
    const greatest = Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value)));
    const top = scaleFor(greatest || 1);
    const x = (/** @type {number} */ at) => LEFT + (inner * (at - facts.from)) / (facts.to - facts.from);
    const y = (/** @type {number} */ value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    return html`<svg class="rate-plot" width=${this.width} height=${HEIGHT} tabindex="0" role="img" aria-label=${spoken(facts)}
        @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, facts)} @pointerleave=${() => this.#choose(undefined)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event, facts)} @blur=${() => this.#choose(undefined)}>
        ${[0, top / 2, top].map(
          (value) => svg`<path class="grid" d="M${LEFT} ${y(value)}H${this.width - RIGHT}"></path>
          <text x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${measured(value)}</text>`,
        )}
        ${ticks(facts, inner).map((at) => svg`<text x=${x(at)} y=${HEIGHT - 4} text-anchor="middle">${minute(at)}</text>`)}
        ${series.map((one) => {
          const { at, values } = withGaps(one.points);
          return svg`<path class="line" data-series=${one.number % COLOURS} data-dashed=${one.number >= COLOURS ? "yes" : "no"} d=${lineThrough(values, (index) => x(at[index]), y)}></path>`;
        })}
        ${this.#chosen === undefined ? nothing : svg`<path class="chosen" d="M${x(this.#chosen)} ${TOP}V${HEIGHT - BOTTOM}"></path>`}
      </svg>
      <p class="readout" aria-live="polite">${readout(facts, this.#chosen)}</p>`;
  }

  /** @param {PointerEvent} event @param {PlotFacts} facts */
  #point(event, { series, from, to }) {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const at = from + ((event.clientX - box.left - LEFT) / (this.width - LEFT - RIGHT)) * (to - from);
    const times = timesOf(series);
    if (times.length === 0) return;
    this.#choose(times.reduce((best, time) => (Math.abs(time - at) < Math.abs(best - at) ? time : best)));
  }

  /** @param {KeyboardEvent} event @param {PlotFacts} facts */
  #key(event, { series }) {
    const times = timesOf(series);
    const chosen = this.#chosen;
    const present = chosen === undefined ? undefined : times.findIndex((time) => time >= chosen);
    const index = indexAfter(event, times.length, present);
    if (index !== undefined) this.#choose(times[index]);
  }

  /** @param {number | undefined} at */
  #choose(at) {
    if (at === this.#chosen) return;
    this.#chosen = at;
    this.update();
  }
}

/** The newest or the selected values of each node. @param {PlotFacts} facts @param {number | undefined} chosen */
function readout({ series }, chosen) {
  const values = series.map((one) => ({
    ...one,
    value: chosen === undefined ? (one.points.at(-1)?.value ?? null) : valueAt(one, chosen),
  }));
  const words = values.map(
    ({ node, number, value }) =>
      html`<span class="rate-value"><i data-series=${number % COLOURS} data-dashed=${number >= COLOURS ? "yes" : "no"}></i><bdi>${node}</bdi> <strong>${measured(value)}</strong></span>`,
  );
  return chosen === undefined ? words : html`<strong>${clock(chosen)}</strong> ${words}`;
}

/** @param {PlotFacts} facts */
function spoken({ series, label, from, to }) {
  const all = series.flatMap(({ points }) => points.map(({ value }) => value));
  const span = `over the last ${Math.round((to - from) / MINUTE_MS)} minutes`;
  if (all.length === 0) return `${label} ${span}: no figures yet`;
  const newest = series.map(({ node, points }) => `${node} ${measured(points.at(-1)?.value)}`).join(", ");
  return `${label} ${span}: newest ${newest}; lowest ${measured(Math.min(...all))}, highest ${measured(Math.max(...all))}. Use the arrow keys to read values.`;
}

/** @param {PlotFacts} facts @param {number} width @returns {number[]} round times, clear of both ends and of one another */
function ticks({ from, to }, width) {
  const most = Math.max(1, Math.floor(width / 90));
  const step =
    [1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE_MS).find((one) => (to - from) / one <= most) ?? 30 * MINUTE_MS;
  const first = Math.ceil(from / step) * step;
  const all = Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step);
  return all.filter((at) => at - from > (to - from) * 0.05 && to - at > (to - from) * 0.05);
}

customElements.define("hg-rate-plot", RatePlot);
