import { html, nothing, repeat } from "../../lib/lit-html.js";
import { AddressFilter } from "../console/address-filter.js";
import { currentOrg, mayAdminister } from "../context.js";
import { Loader } from "../loader.js";
import { deleteMachine, renameMachine, toggleMachine } from "../machine-actions.js";
import { conditionLabels, listMachines } from "../machines.js";
import { iconButton } from "../parts/icon-button.js";
import { icons } from "../parts/icons.js";
import { badge, empty, loadState, pageHead } from "../parts/page-parts.js";
import { searchMatcher } from "../search.js";
import { ago, exactTime } from "../time.js";
import { View } from "../view.js";
import { addMachine } from "./add-machine.js";

const REFRESH_MS = 10_000;
/** Rows that are shown first, and by how many more of them there are on request. */
const STEP = 500;

/** @typedef {import("../machines.js").Machine} Machine */

/** @type {[key: keyof Machine, label: string][]} */
const columns = [
  ["name", "Machine"],
  ["status", "Status"],
  ["tailnet_ip", "Address"],
  ["os", "System"],
  ["last_seen", "Last seen"],
];

/** All machines, with search and management. Without a socket: it loads them every few seconds while it is visible. */
class Machines extends View {
  #machines = new Loader(`machines:${currentOrg()?.id}`, listMachines, () => this.update());
  /** `sort`: a column, with a hyphen before it for the other way round. */
  #filter = new AddressFilter("/machines", ["search", "status", "sort"], location.search);
  #most = STEP;

  connected() {
    this.updateOnTick();
    this.#machines.load();
    this.every(REFRESH_MS, () => this.#machines.load());
    this.listen(document, "visibilitychange", () => document.hidden || this.#machines.load());
    if (mayAdminister() && new URLSearchParams(location.search).has("add")) {
      history.replaceState(null, "", this.#filter.path);
      queueMicrotask(() => this.#add());
    }
  }

  async #add() {
    await addMachine(listMachines);
    this.#machines.load();
  }

  template() {
    const machines = this.#machines.data;
    const add = html`<button class="button primary" type="button" @click=${() => this.#add()}>${icons.plus}Add machine</button>`;
    const mine = mayAdminister() ? add : nothing;
    const none = mayAdminister()
      ? "Add your first machine by running one command on it."
      : "Ask an admin of this organisation to add one.";
    return html`${pageHead("Machines", this.#machines, machines?.length === 0 ? nothing : mine)} ${loadState(this.#machines, 8)}
      ${!machines ? nothing : machines.length === 0 ? empty("No machines yet", none, mine) : this.#list(machines)}`;
  }

  /** @param {Machine[]} machines */
  #list(machines) {
    const shown = this.#select(machines);
    return html`<section class="card" aria-label="Machines">
      <div class="filters">
        <label class="search">${icons.search}<span class="visually-hidden">Search</span>
          <input type="search" placeholder="Search by name, address or system" .value=${this.#filter.values.search}
            @input=${(/** @type {any} */ { target }) => this.#choose({ search: target.value })}></label>
        <label><span class="visually-hidden">Status</span>
          <select @change=${(/** @type {any} */ { target }) => this.#choose({ status: target.value })}>
            <option value="">All statuses</option>
            ${["online", "offline", "pending", "quarantined", "disabled"].map((status) => html`<option value=${status} ?selected=${status === this.#filter.values.status}>${status === "disabled" ? "Disabled" : conditionLabels[/** @type {import("../machines.js").Status} */ (status)]}</option>`)}
          </select></label>
        <p class="quiet" role="status">${shown.length === machines.length ? machines.length : `${shown.length} of ${machines.length}`} ${machines.length === 1 ? "machine" : "machines"}</p>
      </div>
      ${shown.length === 0 ? html`<p class="quiet">No matches. Try a different search or status.</p>` : this.#table(shown.slice(0, this.#most))}
      ${shown.length > this.#most ? html`<p class="more"><button class="button" type="button" @click=${() => this.change(() => (this.#most += STEP))}>Show ${Math.min(STEP, shown.length - this.#most)} more</button></p>` : nothing}
    </section>`;
  }

  /** @param {Partial<Record<"search" | "status" | "sort", string>>} values */
  #choose(values) {
    this.#most = STEP;
    this.change(() => this.#filter.choose(values));
  }

  /** The column by which the list is sorted, and whether it is the other way round. @returns {[keyof Machine, boolean]} */
  get #order() {
    const { sort } = this.#filter.values;
    const found = columns.find(([key]) => key === sort.replace(/^-/, ""));
    return [found?.[0] ?? "name", sort.startsWith("-")];
  }

  /** @param {Machine[]} machines */
  #select(machines) {
    const { search, status } = this.#filter.values;
    const [sortBy, descending] = this.#order;
    const matches = searchMatcher(search);
    const text = (/** @type {Machine} */ m) => [m.name, m.tailnet_ip, m.os, m.version].join(" ");
    const sign = descending ? -1 : 1;
    const key = (/** @type {Machine} */ machine) => String(machine[sortBy] ?? "");
    return machines
      .filter((machine) => !status || (status === "disabled" ? machine.admin_disabled : machine.status === status))
      .filter((machine) => matches(text(machine)))
      .sort((a, b) => sign * (key(a).localeCompare(key(b), undefined, { numeric: true }) || a.name.localeCompare(b.name)));
  }

  /** @param {Machine[]} machines */
  #table(machines) {
    return html`<div class="console"><table class="table">
      <thead><tr>${columns.map(([key, label]) => this.#heading(key, label))}${mayAdminister() ? html`<th scope="col"><span class="visually-hidden">Actions</span></th>` : nothing}</tr></thead>
      <tbody>${repeat(
        machines,
        ({ id }) => id,
        (machine) => this.#row(machine),
      )}</tbody>
    </table></div>`;
  }

  /** @param {keyof Machine} key @param {string} label */
  #heading(key, label) {
    const [sortBy, descending] = this.#order;
    const sorted = sortBy === key;
    const sort = () => this.#choose({ sort: sorted && !descending ? `-${key}` : key === "name" ? "" : key });
    return html`<th scope="col" aria-sort=${sorted ? (descending ? "descending" : "ascending") : nothing}>
      <button type="button" class="sort" @click=${sort}>${label}${icons.chevron}</button></th>`;
  }

  /** @param {Machine} machine */
  #row(machine) {
    const { id, name, status, tailnet_ip, os, version, last_seen, ephemeral, admin_disabled } = machine;
    const reload = () => void this.#machines.load();
    return html`<tr data-machine-name=${name} data-status=${status} data-testid="machine-row">
      <th scope="row"><a class="name-link" href="/machines/${encodeURIComponent(id)}">${name}</a>${ephemeral ? html`<span class="tag">ephemeral</span>` : nothing}${admin_disabled ? html`<span class="tag bad">disabled</span>` : nothing}</th>
      <td data-label="Status">${badge(status)}</td>
      <td data-label="Address" class="address">${tailnet_ip ?? "–"}</td>
      <td data-label="System" class="quiet">${[os, version].filter(Boolean).join(" · ")}</td>
      <td data-label="Last seen"><time title=${exactTime(last_seen)}>${ago(last_seen)}</time></td>
      ${
        mayAdminister()
          ? html`<td class="row-actions">
        ${iconButton("Rename", icons.pencil, name, () => renameMachine(machine, reload))}
        ${iconButton(admin_disabled ? "Enable" : "Disable", admin_disabled ? icons.play : icons.pause, name, () => toggleMachine(machine, reload))}
        ${iconButton("Delete", icons.trash, name, () => deleteMachine(machine, reload))}</td>`
          : nothing
      }
    </tr>`;
  }
}

customElements.define("hg-machines", Machines);
