import { html, nothing, svg } from "../../lib/lit-html.js";
import { severities } from "../alerts.js";
import { SizedView } from "../view.js";
import { minute } from "../words.js";

const HEIGHT = 132;
const LEAST_LEFT = 30;
/** Of a digit beside the plot, in CSS pixels. */
const DIGIT = 8;
const BOTTOM = 20;
const TOP = 8;
/** Half of the width of a time, so that the newest is not cut. */
const HALF_LABEL = 18;

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** How many alerts were raised in each hour of the last day, by severity. Property `hours`, from old to new. */
class AlertPlot extends SizedView {
  /** @type {import("../alerts.js").Summary["hours"]} */
  #hours = [];

  /** @param {import("../alerts.js").Summary["hours"]} hours */
  set hours(hours) {
    this.#hours = hours;
    if (this.isConnected) this.update();
  }

  template() {
    if (this.width === 0 || this.#hours.length === 0) return nothing;
    const totals = this.#hours.map((hour) => severities.reduce((sum, severity) => sum + hour[severity], 0));
    const most = Math.max(...totals);
    const top = Math.max(2, most + (most % 2));
    const y = (/** @type {number} */ count) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * count) / top;
    const marks = [0, top / 2, top].map((count) => ({ count, label: compact.format(count) }));
    const left = Math.max(LEAST_LEFT, DIGIT * (1 + Math.max(...marks.map(({ label }) => label.length))));
    const step = (this.width - left) / this.#hours.length;
    return html`<svg class="alert-plot" width=${this.width} height=${HEIGHT} role="img"
      aria-label="Alerts per hour in the last 24 hours: ${totals.reduce((sum, count) => sum + count, 0)} in total, at most ${most} per hour, ${totals.at(-1)} in the current hour">
      ${marks.map(
        ({ count, label }) => svg`<path class="grid" d="M${left} ${y(count)}H${this.width}"></path>
        <text x=${left - DIGIT} y=${y(count) + 4} text-anchor="end">${label}</text>`,
      )}
      ${this.#hours.map((hour, index) => this.#bar(hour, left + index * step, step, y))}
    </svg>`;
  }

  /** @param {import("../alerts.js").Summary["hours"][number]} hour @param {number} x @param {number} step @param {(count: number) => number} y */
  #bar(hour, x, step, y) {
    const at = Date.parse(hour.from);
    let floor = 0;
    const parts = [...severities].reverse().map((severity) => {
      const from = floor;
      floor += hour[severity];
      return { severity, from, to: floor };
    });
    const words = `${minute(at)}–${minute(at + 3_600_000)}: ${severities.map((severity) => `${hour[severity]} ${severity}`).join(", ")}`;
    return svg`<g><title>${words}</title>
      <rect class="hour" x=${x} y=${TOP} width=${step} height=${HEIGHT - TOP - BOTTOM}></rect>
      ${parts.map(({ severity, from, to }) => (to === from ? nothing : svg`<rect data-severity=${severity} x=${x + step * 0.12} width=${step * 0.76} y=${y(to)} height=${y(from) - y(to)}></rect>`))}
      ${new Date(at).getHours() % 6 === 0 ? svg`<text x=${Math.min(x + step / 2, this.width - HALF_LABEL)} y=${HEIGHT - 4} text-anchor="middle">${minute(at)}</text>` : nothing}
    </g>`;
  }
}

customElements.define("hg-alert-plot", AlertPlot);
