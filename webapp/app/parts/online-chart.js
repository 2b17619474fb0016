import { html, nothing, svg } from "../../lib/lit-html.js";
import { WINDOW_MS } from "../fleet-history.js";
import { minute } from "../time.js";
import { SizedView } from "./sized-view.js";

const HEIGHT = 168;
const LEFT = 34;
const BOTTOM = 22;
const TOP = 8;
const SHORTEST_MS = 3 * 60_000;

/** The number of online machines over the last minutes, since the page was opened. Property `samples`. */
class Trend extends SizedView {
  /** @type {import("../fleet-history.js").Sample[]} */
  #samples = [];

  connected() {
    super.connected();
    this.updateOnTick();
  }

  /** @param {import("../fleet-history.js").Sample[]} samples */
  set samples(samples) {
    this.#samples = samples;
    if (this.isConnected) this.update();
  }

  template() {
    const last = this.#samples.at(-1);
    if (this.width === 0 || !last) return nothing;
    const now = Date.now();
    const right = this.width - 6;
    const span = Math.min(WINDOW_MS, Math.max(SHORTEST_MS, now - this.#samples[0].at));
    const x = (/** @type {number} */ at) => Math.max(LEFT, LEFT + ((right - LEFT) * (at - now + span)) / span);
    const [low, high] = this.#range();
    const y = (/** @type {number} */ online) => TOP + ((HEIGHT - TOP - BOTTOM) * (high - online)) / (high - low);
    const line = `${this.#steps(x, y)}H${x(now).toFixed(1)}`;
    const floor = HEIGHT - BOTTOM;
    const start = x(this.#samples[0].at).toFixed(1);
    return html`<svg class="trend" width=${this.width} height=${HEIGHT} role="img"
      aria-label="Online machines over the last ${Math.ceil(span / 60_000)} minutes: now ${last.online} of ${last.total}, lowest ${Math.min(...this.#samples.map(({ online }) => online))}, highest ${Math.max(...this.#samples.map(({ online }) => online))}">
      ${[low, (low + high) / 2, high].map(
        (value) => svg`<path class="grid" d="M${LEFT} ${y(value)}H${right}"></path>
        <text x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${value}</text>`,
      )}
      ${ticks(now, span).map((at) => svg`<text x=${x(at)} y=${HEIGHT - 4} text-anchor="middle">${minute(at)}</text>`)}
      <path class="area" d="${line}V${floor}H${start}Z"></path>
      <path class="line" d=${line}></path>
      <circle class="now" cx=${x(now)} cy=${y(last.online)} r="3.5"></circle>
    </svg>`;
  }

  /** @returns {[number, number]} even, so that the middle is a whole number */
  #range() {
    const lowest = Math.min(...this.#samples.map(({ online }) => online));
    const high = Math.max(2, ...this.#samples.map(({ total }) => total));
    const top = high + (high % 2);
    const low = Math.max(0, Math.floor(lowest - (high - lowest) * 0.6 - 2));
    return [low - (low % 2), top];
  }

  /** @param {(at: number) => number} x @param {(online: number) => number} y */
  #steps(x, y) {
    return this.#samples
      .map(({ at, online }, index) =>
        index === 0 ? `M${x(at).toFixed(1)} ${y(online).toFixed(1)}` : `H${x(at).toFixed(1)}V${y(online).toFixed(1)}`,
      )
      .join("");
  }
}

/** @param {number} now @param {number} span @returns {number[]} whole minutes, clear of both ends */
function ticks(now, span) {
  const step = span > 2 * SHORTEST_MS ? 5 * 60_000 : 60_000;
  const last = Math.floor(now / step) * step;
  const all = Array.from({ length: Math.ceil(span / step) }, (_, index) => last - index * step);
  return all.filter((at) => now - at < span * 0.95 && now - at > span * 0.05);
}

customElements.define("hg-trend", Trend);
