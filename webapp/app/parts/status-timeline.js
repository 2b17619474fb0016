import { html, nothing, svg } from "../../lib/lit-html.js";
import { conditionLabels } from "../machines.js";
import { indexAfter, SizedView, ticks } from "../view.js";
import { minute, shortDay, span } from "../words.js";

const HEIGHT = 34;
const AXIS = 20;
const DAY_MS = 24 * 3600_000;

/** @typedef {{ from: string, until: string, status: string }} Segment */
/** @typedef {{ from: string, until: string, segments: Segment[], words: string }} TimelineFacts `words` such as "24 hours" */

/** @type {Record<string, string>} */
const labels = { ...conditionLabels, unknown: "Unknown" };

/** Not only the colour shows them. @type {Record<string, number>} */
const heights = { offline: HEIGHT, unknown: 4 };

/** The statuses of a machine over time as one strip. Pointer and arrow keys select a part, which is described. */
class StatusTimeline extends SizedView {
  /** @type {TimelineFacts | undefined} */
  #facts;
  /** @type {number | undefined} the selected segment */
  #chosen;

  /** @param {TimelineFacts} facts */
  set facts(facts) {
    this.#facts = facts;
    if (this.isConnected) this.update();
  }

  template() {
    const facts = this.#facts;
    if (!facts || this.width === 0) return nothing;
    const { segments } = facts;
    const chosen = this.#chosen === undefined ? undefined : segments[this.#chosen];
    return html`<svg class="status-strip" width=${this.width} height=${HEIGHT + AXIS} tabindex="0" role="img"
        aria-label="Status over the last ${facts.words}: ${summary(facts)}. Use the arrow keys to read values."
        @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, facts)} @pointerleave=${() => this.#choose(undefined)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)} @blur=${() => this.#choose(undefined)}>
        ${segments.map((segment, index) => {
          const [from, until] = [this.#x(segment.from, facts), this.#x(segment.until, facts)];
          const height = heights[segment.status] ?? HEIGHT - 12;
          return svg`<rect data-status=${segment.status} data-chosen=${index === this.#chosen ? "yes" : "no"} x=${from} width=${Math.max(1, until - from)} y=${(HEIGHT - height) / 2} height=${height}></rect>`;
        })}
        ${ticks.map(([share, anchor]) => svg`<text x=${share * this.width} y=${HEIGHT + AXIS - 4} text-anchor=${anchor}>${tick(facts, share)}</text>`)}
      </svg>
      <p class="readout" aria-live="polite" data-testid="readout">${
        chosen
          ? html`<strong>${labels[chosen.status] ?? chosen.status}</strong> ${span(chosen.from, chosen.until)}`
          : html`${[...new Set(segments.map(({ status }) => status))].map((status) => html`<span class="strip-key"><i data-status=${status}></i>${labels[status] ?? status}</span>`)}`
      }</p>`;
  }

  /** @param {string} at @param {TimelineFacts} facts */
  #x(at, { from, until }) {
    const start = Date.parse(from);
    return Math.round(((Date.parse(at) - start) / Math.max(1, Date.parse(until) - start)) * this.width * 10) / 10;
  }

  /** @param {PointerEvent} event @param {TimelineFacts} facts */
  #point(event, facts) {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const at = event.clientX - box.left;
    const index = facts.segments.findIndex(({ until }) => this.#x(until, facts) >= at);
    this.#choose(index < 0 ? undefined : index);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const index = indexAfter(event, this.#facts?.segments.length ?? 0, this.#chosen);
    if (index !== undefined) this.#choose(index);
  }

  /** @param {number | undefined} index */
  #choose(index) {
    if (index === this.#chosen) return;
    this.#chosen = index;
    this.update();
  }
}

/** How much of the time each status had, in words. @param {TimelineFacts} facts */
function summary({ segments, from, until }) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const segment of segments)
    sums.set(segment.status, (sums.get(segment.status) ?? 0) + Date.parse(segment.until) - Date.parse(segment.from));
  const whole = Math.max(1, Date.parse(until) - Date.parse(from));
  return [...sums]
    .map(([status, ms]) => `${(labels[status] ?? status).toLowerCase()} ${Math.round((100 * ms) / whole)} %`)
    .join(", ");
}

/** @param {TimelineFacts} facts @param {number} share */
function tick({ from, until }, share) {
  const start = Date.parse(from);
  const end = Date.parse(until);
  const at = start + share * (end - start);
  return end - start <= 1.1 * DAY_MS ? minute(at) : shortDay(at);
}

customElements.define("hg-status-timeline", StatusTimeline);
