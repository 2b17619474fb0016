import { html, nothing, svg } from "../../lib/lit-html.js";
import { lineThrough, scaleFor } from "../status/chart-scale.js";
import { measure } from "../status/items.js";
import { SizedView, ticks } from "../view.js";
import { minute } from "../words.js";

const HEIGHT = 160;
const LEFT = 54;
const TOP = 10;
const BOTTOM = 22;

/** @typedef {{ at: number, latency: number, failed: boolean }} Report */
/** @typedef {{ reports: Report[], from: number, to: number, gap: number }} LatencyFacts `reports` from old to new; `gap`: a longer silence interrupts the line */

/** The latencies of a monitor's pulses, with a mark for each report of a failure. */
class LatencyPlot extends SizedView {
  /** @type {LatencyFacts | undefined} */
  #facts;

  /** @param {LatencyFacts} facts */
  set facts(facts) {
    this.#facts = facts;
    if (this.isConnected) this.update();
  }

  template() {
    const facts = this.#facts;
    if (!facts || this.width === 0) return nothing;
    const { reports, from, to, gap } = facts;
    const { at, values } = withGaps(reports, gap);
    const top = scaleFor(Math.max(0, ...reports.map(({ latency }) => latency)) || 1);
    const x = (/** @type {number} */ time) => LEFT + ((this.width - LEFT - 6) * (time - from)) / Math.max(1, to - from);
    const y = (/** @type {number} */ value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    return html`<svg class="latency-plot" width=${this.width} height=${HEIGHT} role="img" aria-label=${spoken(reports)}>
      ${[0, top / 2, top].map(
        (value) => svg`<path class="grid" d="M${LEFT} ${y(value)}H${this.width - 6}"></path>
        <text x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${measure(value, "")}</text>`,
      )}
      ${ticks.map(([share, anchor]) => svg`<text x=${x(from + share * (to - from))} y=${HEIGHT - 4} text-anchor=${anchor}>${minute(from + share * (to - from))}</text>`)}
      <path class="line" d=${lineThrough(values, (index) => x(at[index]), y)}></path>
      ${reports.filter(({ failed }) => failed).map((report) => svg`<path class="failure" d="M${x(report.at)} ${TOP}V${HEIGHT - BOTTOM}"></path>`)}
    </svg>`;
  }
}

/** @param {Report[]} reports @param {number} gap @returns {{ at: number[], values: (number | null)[] }} null where the line is interrupted */
export function withGaps(reports, gap) {
  /** @type {{ at: number[], values: (number | null)[] }} */
  const line = { at: [], values: [] };
  let last = -Infinity;
  for (const { at, latency, failed } of reports) {
    if (failed || at - last > gap) {
      line.at.push(at);
      line.values.push(null);
    }
    if (failed) continue;
    line.at.push(at);
    line.values.push(latency);
    last = at;
  }
  return line;
}

/** @param {Report[]} reports */
function spoken(reports) {
  const latencies = reports.filter(({ failed }) => !failed).map(({ latency }) => latency);
  const failures = reports.length - latencies.length;
  if (reports.length === 0) return "Latency over the last hour: no reports";
  const words =
    latencies.length === 0
      ? "no pulses"
      : `newest ${measure(latencies.at(-1), "ms")}, lowest ${measure(Math.min(...latencies), "ms")}, highest ${measure(Math.max(...latencies), "ms")}`;
  return `Latency over the last hour: ${words}; ${failures} ${failures === 1 ? "failure" : "failures"}`;
}

customElements.define("hg-latency-plot", LatencyPlot);
