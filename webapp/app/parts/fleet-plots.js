import { html, nothing, repeat, svg } from "../../lib/lit-html.js";
import { conditionLabels } from "../machines.js";
import { SizedView } from "../view.js";
import { minute, shortDay } from "../words.js";

const GAP = 3;
const AREA_PER_MACHINE = [
  [60, 30],
  [150, 22],
  [400, 16],
  [Infinity, 12],
];

/**
 * The fleet as a map: one tile for each machine, always in the same place, lit while it is online, and flashing when it
 * changes. Shape and colour both show the state.
 */
class Fleet extends SizedView {
  /** @type {import("../machines.js").Machine[]} */
  #machines = [];
  /** @type {Map<string, number>} how often each machine has changed while the map was shown */
  #flashes = new Map();

  /** @param {import("../machines.js").Machine[]} machines */
  set machines(machines) {
    this.#machines = machines;
    if (this.isConnected) this.update();
  }

  /** @param {string} id */
  flash(id) {
    this.#flashes.set(id, (this.#flashes.get(id) ?? 0) + 1);
    this.update();
  }

  template() {
    if (this.width === 0) return nothing;
    const size = AREA_PER_MACHINE.find(([most]) => this.#machines.length <= most)?.[1] ?? 12;
    const rows = Math.ceil(this.#machines.length / Math.max(1, Math.floor((this.width + GAP) / (size + GAP))));
    const columns = Math.ceil(this.#machines.length / rows);
    const step = Math.min((this.width + GAP) / columns, 3 * size);
    const height = rows * (size + GAP) - GAP;
    return html`<svg class="fleet" width=${this.width} height=${Math.max(height, 0)} role="img" aria-label=${this.#summary()}>
      ${repeat(
        this.#machines,
        ({ id }) => id,
        (machine, index) => {
          const x = (index % columns) * step;
          const y = Math.floor(index / columns) * (size + GAP);
          return this.#tile(machine, x, y, step - GAP, size);
        },
      )}
    </svg>`;
  }

  /** @param {import("../machines.js").Machine} machine @param {number} x @param {number} y @param {number} width @param {number} height */
  #tile({ id, name, status }, x, y, width, height) {
    const flashes = this.#flashes.get(id) ?? 0;
    const beat = flashes === 0 ? nothing : flashes % 2 === 0 ? "even" : "odd";
    return svg`<g class="tile" data-status=${status} data-flash=${beat}>
      <title>${name}: ${conditionLabels[status] ?? status}</title>
      <rect x=${x + 0.75} y=${y + 0.75} width=${width - 1.5} height=${height - 1.5} rx=${height / 5}></rect>
      ${status === "online" ? nothing : svg`<circle cx=${x + width / 2} cy=${y + height / 2} r=${height / 8}></circle>`}
    </g>`;
  }

  #summary() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { status } of this.#machines) counts.set(status, (counts.get(status) ?? 0) + 1);
    return [...counts].map(([status, count]) => `${count} ${status}`).join(", ") || "No machines";
  }
}

customElements.define("hg-fleet", Fleet);

const HEIGHT = 168;
const LEAST_LEFT = 34;
/** Of a digit beside the plot, in CSS pixels. */
const DIGIT = 8;
const BOTTOM = 22;
const TOP = 8;
const DAY_MS = 24 * 3600_000;

/** @typedef {import("../fleet-history.js").Point} Point */
/** @typedef {{ points: Point[], range: import("../fleet-history.js").Range }} TrendFacts */

/** The number of online machines over time, with a band from the lowest to the highest. What is not known is left open. */
class Trend extends SizedView {
  /** @type {TrendFacts | undefined} */
  #facts;

  connected() {
    super.connected();
    this.updateOnTick();
  }

  /** @param {TrendFacts} facts */
  set facts(facts) {
    this.#facts = facts;
    if (this.isConnected) this.update();
  }

  template() {
    const { points, range } = this.#facts ?? { points: [], range: undefined };
    const last = points.at(-1);
    if (this.width === 0 || !last || !range) return nothing;
    const now = Date.now();
    const [low, high] = scale(points);
    const left = Math.max(
      LEAST_LEFT,
      DIGIT * (1 + Math.max(...[low, (low + high) / 2, high].map((value) => String(value).length))),
    );
    const right = this.width - 6;
    const from = range.ms === Infinity ? Math.min(points[0].at, now - range.step) : now - range.ms;
    const x = (/** @type {number} */ at) =>
      left + ((right - left) * (Math.min(now, Math.max(from, at)) - from)) / Math.max(1, now - from);
    const y = (/** @type {number} */ online) => TOP + ((HEIGHT - TOP - BOTTOM) * (high - online)) / (high - low);
    const all = runs(points).map((run) => ({ run, end: endOf(run, points, range.step, now) }));
    const present = now - last.at < 2.5 * range.step;
    return html`<svg class="trend" width=${this.width} height=${HEIGHT} role="img" aria-label=${spoken(points, range)}>
      ${[low, (low + high) / 2, high].map(
        (value) => svg`<path class="grid" d="M${left} ${y(value)}H${right}"></path>
        <text x=${left - DIGIT} y=${y(value) + 4} text-anchor="end">${value}</text>`,
      )}
      ${ticks(from, now).map((at) => svg`<text x=${x(at)} y=${HEIGHT - 4} text-anchor="middle">${now - from > 1.5 * DAY_MS ? shortDay(at) : minute(at)}</text>`)}
      ${all.map(({ run, end }) => {
        const line = `${steps(run, x, y, "online")}H${short(x(end))}`;
        const band = `${steps(run, x, y, "high")}H${short(x(end))}${back(run, end, x, y)}Z`;
        return svg`<path class="area" d="${line}V${HEIGHT - BOTTOM}H${short(x(run[0].at))}Z"></path>
          <path class="band" d=${band}></path><path class="line" d=${line}></path>`;
      })}
      ${present ? svg`<circle class="now" cx=${x(now)} cy=${y(last.last)} r="3.5"></circle>` : nothing}
    </svg>`;
  }
}

/** @param {Point[]} points @returns {Point[][]} those between which nothing is missing */
function runs(points) {
  /** @type {Point[][]} */
  const all = [];
  for (const point of points) {
    if (all.length === 0 || point.gap) all.push([point]);
    else all[all.length - 1].push(point);
  }
  return all;
}

/** Until when the last value of a run is known. @param {Point[]} run @param {Point[]} points @param {number} step @param {number} now */
function endOf(run, points, step, now) {
  const last = run[run.length - 1];
  // the newest value holds until now while the page receives changes, or the server counts it in its next period
  return last === points.at(-1) && now - last.at < 2.5 * step ? now : Math.min(now, last.at + step);
}

/** @param {Point[]} points @returns {[number, number]} even, so that the middle is a whole number */
function scale(points) {
  const lowest = Math.floor(Math.min(...points.map(({ low }) => low)));
  const high = Math.max(2, ...points.map(({ total, high: most }) => Math.max(total, most)));
  const low = Math.max(0, Math.floor(lowest - (high - lowest) * 0.6 - 2));
  return [low - (low % 2), high + (high % 2)];
}

/** @param {Point[]} run @param {(at: number) => number} x @param {(online: number) => number} y @param {"online" | "high"} name */
const steps = (run, x, y, name) =>
  run
    .map((point, index) =>
      index === 0 ? `M${short(x(point.at))} ${short(y(point[name]))}` : `H${short(x(point.at))}V${short(y(point[name]))}`,
    )
    .join("");

/** The lower edge of a band, from its end to its start. @param {Point[]} run @param {number} end @param {(at: number) => number} x @param {(online: number) => number} y */
const back = (run, end, x, y) =>
  [...run]
    .reverse()
    .map(({ at, low }, index) => `${index === 0 ? `H${short(x(end))}` : ""}V${short(y(low))}H${short(x(at))}`)
    .join("");

/** @param {Point[]} points @param {import("../fleet-history.js").Range} range */
function spoken(points, range) {
  const last = points[points.length - 1];
  const gaps = points.filter(({ gap }) => gap).length;
  const missing = gaps === 0 ? "" : `; ${gaps} ${gaps === 1 ? "gap" : "gaps"} without a record`;
  return `Online machines over the ${range.words}: now ${last.last} of ${last.total}, lowest ${Math.min(...points.map(({ low }) => low))}, highest ${Math.max(...points.map(({ high }) => high))}${missing}`;
}

const STEPS_MS = [1, 5, 10, 15, 30, 60, 180, 360].map((minutes) => minutes * 60_000);

/** @param {number} from @param {number} now @returns {number[]} round times, clear of both ends */
function ticks(from, now) {
  const span = now - from;
  const step = STEPS_MS.find((one) => span / one <= 5) ?? Math.max(1, Math.ceil(span / DAY_MS / 5)) * DAY_MS;
  const zone = new Date(now).getTimezoneOffset() * 60_000;
  const last = Math.floor((now - zone) / step) * step + zone;
  const all = Array.from({ length: Math.ceil(span / step) }, (_, index) => last - index * step);
  return all.filter((at) => now - at < span * 0.94 && now - at > span * 0.06);
}

/** @param {number} value */
const short = (value) => Math.round(value * 10) / 10;

customElements.define("hg-trend", Trend);
