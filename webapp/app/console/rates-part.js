import { html, nothing } from "../../lib/lit-html.js";
import { empty } from "../parts/page-parts.js";
import { moment } from "../words.js";
import { AddressFilter } from "./address-filter.js";
import { readWhole } from "./admin-api.js";
import { missingNotice } from "./console-parts.js";
import "./rate-plot.js";
import { nodesOf, pointsOf, seriesOf } from "./rate-series.js";

const MINUTE_MS = 60_000;

/** @type {[measure: import("./rate-series.js").Measure, label: string][]} */
const plots = [
  ["sockets", "Open sockets"],
  ["commits", "Committed events per second"],
  ["frames", "Frames sent per second"],
  ["handshakes", "Handshakes per second"],
  ["refusals", "Refused requests per second"],
];

/** @type {[minutes: string, label: string][]} */
const spans = [
  ["10", "10 min"],
  ["30", "30 min"],
  ["", "1 hour"],
];

/** What the nodes did in the last hour, as their servers have kept it. */
export class RatesPart {
  #host;
  #filter = new AddressFilter("/console/rates", ["minutes"], location.search);

  /** @param {import("./console-parts.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  get #minutes() {
    const chosen = this.#filter.values.minutes;
    return spans.some(([minutes]) => minutes === chosen) ? Number(chosen || 60) : 60;
  }

  async read() {
    const minutes = this.#minutes;
    const { items, missing, step_seconds } = await readWhole("rates", { minutes });
    const points = pointsOf(items, step_seconds);
    const to = points.length > 0 ? Math.max(...points.map(({ at }) => at)) : Date.now(); // by the clocks of the nodes
    return { points, missing, to, minutes };
  }

  /** @param {{ points: import("./rate-series.js").RatePoint[], missing: string[], to: number, minutes: number }} data */
  template({ points, missing, to, minutes }) {
    const from = to - minutes * MINUTE_MS;
    const first = Math.min(...points.map(({ at }) => at));
    return html`${missingNotice(missing, "rates")}
      <div class="rates-head">
        <div class="segments" role="group" aria-label="Time shown">${spans.map(
          ([value, label]) => html`<button type="button" aria-pressed=${Number(value || 60) === this.#minutes}
            @click=${() => this.#choose(value)}>${label}</button>`,
        )}</div>
        <p class="quiet">${points.length > 0 && first - from > 2 * MINUTE_MS ? `Figures since ${moment(first)}, when the first of these nodes began to keep them.` : nothing}</p>
      </div>
      ${
        points.length === 0
          ? empty("No figures yet", "Each node keeps one point every 10 seconds. The first appear shortly after it has started.")
          : html`<div class="rates">${plots.map(([measure, label]) => plot(points, { measure, label, from, to }))}</div>
            <p class="quiet footnote">${nodesOf(points).length > 1 ? "One line for each node. " : nothing}Where a line is interrupted, the node kept no figures.</p>`
      }`;
  }

  /** @param {string} minutes */
  #choose(minutes) {
    this.#filter.choose({ minutes });
    this.#host.update();
    this.#host.load();
  }
}

/**
 * @param {import("./rate-series.js").RatePoint[]} points
 * @param {{ measure: import("./rate-series.js").Measure, label: string, from: number, to: number }} options
 */
function plot(points, { measure, label, from, to }) {
  const within = points.filter(({ at }) => at >= from);
  const facts = { series: seriesOf(within, measure), from, to, label };
  return html`<section class="card" aria-label=${label}><div class="card-head"><h2>${label}</h2></div><hg-rate-plot .facts=${facts}></hg-rate-plot></section>`;
}
