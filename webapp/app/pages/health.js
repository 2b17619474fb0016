import { html, nothing, repeat } from "../../lib/lit-html.js";
import { currentOrg } from "../context.js";
import { healthOf, listMachines } from "../machines.js";
import { badge, empty, Loader, loadState, meter, pageHead, subscribeToTable } from "../parts/page-parts.js";
import { View } from "../view.js";
import { ago, exactTime } from "../words.js";

const PATIENCE_MS = 250;

/** @typedef {import("../machines.js").Machine & ReturnType<typeof healthOf>} Row */

/** The health of each machine. Every event fetches the list again. */
class Health extends View {
  #machines = new Loader(`machines:${currentOrg()?.id}`, listMachines, () => this.update());
  /** @type {"all" | "attention"} */
  #shown = "all";

  connected() {
    this.updateOnTick();
    const first = setTimeout(() => this.#machines.load(), PATIENCE_MS);
    this.onDisconnect(() => clearTimeout(first));
    /** @param {number} [seq] */
    const load = (seq) => {
      clearTimeout(first);
      this.#machines.load(seq);
    };
    subscribeToTable(this, {
      name: "health-machines-rt",
      table: "machines",
      loader: this.#machines,
      load,
      onChange: ({ seq }) => load(seq),
    });
  }

  template() {
    const now = Date.now();
    const rows = this.#machines.data?.map((machine) => ({ ...machine, ...healthOf(machine, now) }));
    return html`${pageHead("Health", this.#machines)} ${loadState(this.#machines, 8)}
      ${!rows ? nothing : rows.length === 0 ? empty("No machines yet", "Add a machine to see its health here.", html`<a class="button" href="/machines">Go to machines</a>`) : this.#report(rows)}`;
  }

  /** @param {Row[]} rows */
  #report(rows) {
    const count = (/** @type {(row: Row) => boolean} */ which) => rows.filter(which).length;
    const average = Math.round(rows.reduce((sum, { availability }) => sum + availability, 0) / rows.length);
    const shown = this.#shown === "all" ? rows : rows.filter(({ availability }) => availability < 100);
    return html`<section class="stats" aria-label="Health of the fleet">
        ${card("Current Availability", `${average}%`, "average of all machines", "card-availability")}
        ${card(
          "Healthy",
          count(({ availability }) => availability >= 75),
          "online, seen within 10 min",
          "card-healthy",
          "healthy",
        )}
        ${card(
          "Offline",
          count(({ status }) => status !== "online"),
          "offline, pending or quarantined",
          "card-offline",
          "offline",
        )}
        ${card(
          "Stale",
          count(({ condition }) => condition === "stale"),
          "online, not seen for 10 min",
          "card-stale",
          "stale",
        )}
      </section>
      <section class="card" aria-labelledby="health-title">
        <div class="card-head"><h2 id="health-title">Machines</h2>
          <div class="segments" role="group" aria-label="Filter machines">
            ${this.#segment("all", `All ${rows.length}`)}
            ${this.#segment("attention", `Needs attention ${count(({ availability }) => availability < 100)}`)}
          </div>
        </div>
        ${shown.length === 0 ? html`<p class="quiet">All machines are healthy.</p>` : table(shown)}
      </section>`;
  }

  /** @param {"all" | "attention"} which @param {string} label */
  #segment(which, label) {
    const choose = () => {
      this.#shown = which;
      this.update();
    };
    return html`<button type="button" aria-pressed=${this.#shown === which} @click=${choose}>${label}</button>`;
  }
}

/** @param {Row[]} rows */
const table = (rows) => html`<table class="table">
  <thead><tr><th scope="col">Machine</th><th scope="col">Status</th><th scope="col">Availability</th>
    <th scope="col">Last seen</th><th scope="col">System</th></tr></thead>
  <tbody>${repeat(
    rows,
    ({ id }) => id,
    (row) => html`<tr data-testid="health-row" data-machine-name=${row.name}
      data-status=${row.status} data-condition=${row.condition} data-availability=${row.availability}>
    <th scope="row">${row.name}${row.ephemeral ? html`<span class="tag">ephemeral</span>` : nothing}</th>
    <td data-label="Status">${badge(row.condition)}</td>
    <td data-label="Availability"><span class="availability">${meter(row.availability, 100, `Availability of ${row.name}`)}<span>${row.availability}%</span></span></td>
    <td data-label="Last seen"><time title=${exactTime(row.last_seen)}>${ago(row.last_seen)}</time></td>
    <td data-label="System" class="quiet">${[row.os, row.version].filter(Boolean).join(" · ")}</td>
  </tr>`,
  )}</tbody>
</table>`;

/** @param {string} title @param {string | number} value @param {string} note @param {string} hook @param {string} [condition] */
const card = (
  title,
  value,
  note,
  hook,
  condition,
) => html`<article class="card" data-condition=${value ? (condition ?? nothing) : nothing}>
  <h2>${title}</h2><p class="figure" data-testid=${hook} aria-live="polite">${value}</p><p class="quiet">${note}</p></article>`;

customElements.define("hg-health", Health);
