import { html, nothing, repeat, svg } from "../../lib/lit-html.js";
import { conditionLabels } from "../machines.js";
import { SizedView } from "../view.js";

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
