import { html, nothing, repeat, svg } from "../../lib/lit-html.js";
import { names } from "../machines.js";
import { Sized } from "./sized.js";

const GAP = 3;
const AREA_PER_MACHINE = [[60, 30], [150, 22], [400, 16], [Infinity, 12]];

/**
 * The fleet as a field of mirrors: one tile a machine, always in the same place, lit while it is online, and flashing
 * when it changes. Shape and colour both tell the state.
 */
class Fleet extends Sized {
  /** @type {import("../machines.js").Machine[]} */
  #machines = [];
  /** @type {Map<string, number>} how often each machine has changed while it was watched */
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
    const columns = Math.max(1, Math.floor((this.width + GAP) / (size + GAP)));
    const height = Math.ceil(this.#machines.length / columns) * (size + GAP) - GAP;
    return html`<svg class="fleet" width=${this.width} height=${Math.max(height, 0)} role="img" aria-label=${this.#summary()}>
      ${repeat(this.#machines, ({ id }) => id, (machine, index) => {
        const x = (index % columns) * (size + GAP);
        const y = Math.floor(index / columns) * (size + GAP);
        return this.#tile(machine, x, y, size);
      })}
    </svg>`;
  }

  /** @param {import("../machines.js").Machine} machine @param {number} x @param {number} y @param {number} size */
  #tile({ id, name, status }, x, y, size) {
    const flashes = this.#flashes.get(id) ?? 0;
    const beat = flashes === 0 ? nothing : flashes % 2 === 0 ? "even" : "odd";
    return svg`<g class="tile" data-status=${status} data-flash=${beat}>
      <title>${name}: ${names[status] ?? status}</title>
      <rect x=${x + 0.75} y=${y + 0.75} width=${size - 1.5} height=${size - 1.5} rx=${size / 5}></rect>
      ${status === "online" ? nothing : svg`<circle cx=${x + size / 2} cy=${y + size / 2} r=${size / 8}></circle>`}
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
