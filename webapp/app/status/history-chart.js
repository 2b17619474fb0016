import { html, nothing, svg } from "../../lib/lit-html.js";
import { indexAfter, SizedView } from "../view.js";
import { day, minute, shortDay, span, t } from "../words.js";
import { areaBetween, lineThrough, scaleFor } from "./chart-scale.js";
import { measure, percent } from "./items.js";
import { barPaths, barSummary } from "./uptime-strip.js";

const LEFT = 54;
const BARS = 34;
const LINE = 120;
const GAP = 16;
const AXIS = 22;
const HEIGHT = BARS + GAP + LINE + AXIS;
const DAY_MS = 24 * 3600_000;

/** @typedef {{ bars: import("./history.js").Bar[], name: string, label: string, unit: string, words: string }} ChartFacts */

/** Bars of up, down and unknown time, and below them a line of a metric. Pointer and arrow keys select a bar, which is described. */
class Chart extends SizedView {
  /** @type {ChartFacts | undefined} */
  #facts;
  /** @type {number | undefined} the selected bar */
  #chosen;

  /** @param {ChartFacts} facts */
  set facts(facts) {
    this.#facts = facts;
    if (this.isConnected) this.update();
  }

  template() {
    const facts = this.#facts;
    if (!facts || this.width === 0) return nothing;
    const { bars, name, words } = facts;
    const inner = this.width - LEFT;
    const chosen = this.#chosen === undefined ? undefined : bars[this.#chosen];
    return html`<svg class="chart" width=${this.width} height=${HEIGHT} tabindex="0" role="img" aria-label="${t("{name} over {range}: {summary}", { name, range: words, summary: barSummary(bars) })}. ${t("Use the arrow keys to read values.")}"
        @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event)} @pointerleave=${() => this.#choose(undefined)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)} @blur=${() => this.#choose(undefined)}>
        <g transform="translate(${LEFT} 0)">${barPaths(bars, inner, BARS)}
          ${chosen ? svg`<rect class="chosen" x=${(this.#chosen ?? 0) * (inner / bars.length)} width=${inner / bars.length} height=${HEIGHT - AXIS}></rect>` : nothing}
        </g>${this.#line(facts, inner)}
      </svg>
      <p class="readout" aria-live="polite" data-testid="readout">${chosen ? readout(chosen, facts) : legend(facts)}</p>`;
  }

  /** @param {ChartFacts} facts @param {number} inner */
  #line({ bars }, inner) {
    const greatest = Math.max(0, ...bars.map(({ high, value }) => Math.max(high ?? 0, value ?? 0)));
    const top = scaleFor(greatest || 1);
    const x = (/** @type {number} */ index) => LEFT + ((index + 0.5) * inner) / bars.length;
    const y = (/** @type {number} */ value) => BARS + GAP + LINE * (1 - value / top);
    const values = bars.map(({ value }) => value);
    const low = bars.map((bar) => bar.low ?? bar.value);
    const high = bars.map((bar) => bar.high ?? bar.value);
    return svg`${[0, top / 2, top].map(
      (value) => svg`<path class="grid" d="M${LEFT} ${y(value)}H${LEFT + inner}"></path>
        <text x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${measure(value, "")}</text>`,
    )}
      ${ticks(bars).map((index) => svg`<text x=${x(index)} y=${HEIGHT - 4} text-anchor="middle">${label(bars, index)}</text>`)}
      <path class="band" d=${areaBetween(low, high, x, y)}></path><path class="line" d=${lineThrough(values, x, y)}></path>`;
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const count = this.#facts?.bars.length ?? 0;
    const index = Math.floor(((event.clientX - box.left - LEFT) / (this.width - LEFT)) * count);
    this.#choose(index >= 0 && index < count ? index : undefined);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const index = indexAfter(event, this.#facts?.bars.length ?? 0, this.#chosen);
    if (index !== undefined) this.#choose(index);
  }

  /** @param {number | undefined} index */
  #choose(index) {
    if (index === this.#chosen) return;
    this.#chosen = index;
    this.update();
  }
}

/** @param {ChartFacts} facts */
const legend = ({
  label: name,
  unit,
}) => html`<span class="key" aria-hidden="true"><i data-kind="up"></i>${t("up")} <i data-kind="down"></i>${t("down")} <i data-kind="unknown"></i>${t("unknown")}
  <i data-kind="line"></i>${name}${unit ? ` (${unit})` : ""}</span>`;

/** @param {import("./history.js").Bar} bar @param {ChartFacts} facts */
function readout(bar, { label: name, unit }) {
  const known = 1 - bar.unknown;
  const state =
    known < 0.001
      ? t("unknown")
      : `${t("{percent} up", { percent: percent((100 * bar.up) / known) })}${bar.unknown > 0.01 ? `, ${t("unknown for {count} % of the time", { count: Math.round(100 * bar.unknown) })}` : ""}`;
  const value =
    bar.value === null
      ? ""
      : ` · ${name.toLowerCase()} ${measure(bar.value, unit)}${bar.low === bar.high ? "" : ` (${measure(bar.low, "")} – ${measure(bar.high, unit)})`}`;
  return html`<strong>${time(bar)}</strong> ${state}${value}`;
}

/** @param {import("./history.js").Bar} bar */
function time({ from, to }) {
  if (to - from > DAY_MS) return `${day(from)} – ${day(to - 1)}`;
  return to - from === DAY_MS ? day(from) : span(from, to);
}

/** @param {import("./history.js").Bar[]} bars @returns {number[]} the labelled positions of the axis, clear of both ends */
function ticks(bars) {
  return [0.08, 0.36, 0.64, 0.92].map((share) => Math.round(share * (bars.length - 1)));
}

/** @param {import("./history.js").Bar[]} bars @param {number} index */
function label(bars, index) {
  const whole = bars[bars.length - 1].to - bars[0].from;
  return whole <= 1.1 * DAY_MS ? minute(bars[index].from) : shortDay(bars[index].from);
}

customElements.define("hg-status-chart", Chart);
