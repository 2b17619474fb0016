import { html, nothing } from "../../lib/lit-html.js";
import { AddressFilter } from "../console/address-filter.js";
import { currentOrg, mayAdminister } from "../context.js";
import { ListTable } from "../list/list-table.js";
import { changeMachines, deleteMachine, deleteMachines, renameMachine, toggleMachine } from "../machine-actions.js";
import { conditionLabels, newestMachines, readMachines } from "../machines.js";
import { iconButton } from "../parts/icon-button.js";
import { badge, empty, loadState, pageHead, subscribeToTable } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { ago, exactTime, isSearch } from "../words.js";
import { addMachine } from "./add-machine.js";

/** Heartbeats are no events: the time that a machine was last seen at is read again so often. */
const REFRESH_MS = 10_000;

/** @typedef {import("../machines.js").Machine} Machine */

const columns = [
  { key: "name", label: "Machine" },
  { key: "status", label: "Status" },
  { key: "tailnet_ip", label: "Address" },
  { key: "os", label: "System" },
  { key: "last_seen", label: "Last seen" },
];
const statuses = /** @type {import("../machines.js").Status[]} */ (["online", "offline", "pending", "quarantined"]);

/** All machines of the organisation, live, with search and management. */
class Machines extends View {
  #org = currentOrg()?.id ?? "";
  /** `sort`: a column, with a hyphen before it for the other way round. */
  #filter = new AddressFilter("/machines", ["search", "status", "sort", "at"], location.search, {
    search: isSearch,
    status: (value) => value === "disabled" || statuses.some((status) => status === value),
  });
  /** @type {ListTable<Machine>} */
  #list = new ListTable(this, {
    key: `machines:${this.#org}`,
    filter: this.#filter,
    read: (query, onSeq, signal) => readMachines({ org_id: this.#org, ...query }, onSeq, signal),
    columns,
    caption: "Machines",
    selectable: mayAdminister(),
    actions: mayAdminister(),
    row: (machine, index, select) => this.#row(machine, index, select),
  });

  connected() {
    this.updateOnTick();
    this.#list.connect();
    const { rows } = this.#list;
    this.every(REFRESH_MS, () => rows.refresh());
    this.listen(document, "visibilitychange", () => document.hidden || rows.refresh());
    subscribeToTable(this, {
      name: "machines-list",
      table: "machines",
      loader: rows.loader,
      load: () => rows.refresh(),
      onChange: (change) => this.#changed(change),
    });
    if (mayAdminister() && new URLSearchParams(location.search).has("add")) {
      history.replaceState(null, "", this.#filter.path);
      queueMicrotask(() => this.#add());
    }
  }

  /** A change is shown at once where its row is; which rows are shown, and in which order, the server decides a moment later. @param {import("../../sdk/channel.js").Change} change */
  #changed({ eventType, new: changes, old, seq }) {
    if (eventType === "UPDATE") this.#list.rows.patch(changes.id, changes, seq);
    if (eventType === "DELETE") this.#list.remove(old.id);
    this.update();
    this.#list.refreshSoon(seq);
  }

  renderNow() {
    this.#list.before();
    super.renderNow();
    this.#list.after();
  }

  async #add() {
    await addMachine(newestMachines);
    this.#list.rows.refresh();
  }

  template() {
    const { loader } = this.#list.rows;
    const { data } = loader;
    const add = html`<button class="button primary" type="button" @click=${() => this.#add()}>${icons.plus}Add machine</button>`;
    const mine = mayAdminister() ? add : nothing;
    const none = mayAdminister()
      ? "Add your first machine by running one command on it."
      : "Ask an admin of this organisation to add one.";
    return html`${pageHead("Machines", loader, data?.all === 0 ? nothing : mine)} ${loadState(loader, 8)}
      ${!data ? nothing : data.all === 0 ? empty("No machines yet", none, mine) : this.#card(data)}`;
  }

  /** @param {{ total: number, all: number }} counts */
  #card({ total, all }) {
    const { search, status } = this.#filter.values;
    return html`<section class="card" aria-label="Machines">
      <div class="filters">
        <label class="search">${icons.search}<span class="visually-hidden">Search</span>
          <input type="search" placeholder="Search by name, address or system" maxlength="200" .value=${search}
            @input=${(/** @type {any} */ { target }) => this.#list.choose({ search: target.value })}></label>
        <label><span class="visually-hidden">Status</span>
          <select @change=${(/** @type {any} */ { target }) => this.#list.choose({ status: target.value })}>
            <option value="">All statuses</option>
            ${statuses.map((one) => html`<option value=${one} ?selected=${one === status}>${conditionLabels[one]}</option>`)}
            <option value="disabled" ?selected=${status === "disabled"}>Disabled</option>
          </select></label>
        ${this.#list.selectAll()}
        <p class="quiet" role="status">${total === all ? all : `${total} of ${all}`} ${all === 1 ? "machine" : "machines"}</p>
      </div>
      ${total === 0 ? html`<p class="quiet">No matches. Try a different search or status.</p>` : html`<div class="console">${this.#list.template()}</div>`}
      ${this.#list.selectionBar(this.#bulkActions())}
    </section>`;
  }

  #bulkActions() {
    const { selection } = this.#list;
    const ended = (/** @type {{ id: string, name: string }[]} */ done) => {
      selection.set(done, false);
      this.#list.rows.refresh();
      this.update();
    };
    return html`<button class="button small" type="button" @click=${() => changeMachines(this.#org, selection.items, true).then(ended)}>Disable</button>
      <button class="button small" type="button" @click=${() => changeMachines(this.#org, selection.items, false).then(ended)}>Enable</button>
      <button class="button small danger" type="button" @click=${() => deleteMachines(this.#org, selection.items).then(ended)}>Delete</button>`;
  }

  /** @param {Machine} machine @param {number} index @param {unknown} select */
  #row(machine, index, select) {
    const { id, name, status, tailnet_ip, os, version, last_seen, ephemeral, admin_disabled } = machine;
    const reload = () => void this.#list.rows.refresh();
    return html`<tr class="wrapping" data-id=${id} data-index=${index} aria-rowindex=${index + 2} data-machine-name=${name} data-status=${status} data-testid="machine-row">
      <th scope="row">${select}<a class="name-link" href="/machines/${encodeURIComponent(id)}">${name}</a>${ephemeral ? html`<span class="tag">ephemeral</span>` : nothing}${admin_disabled ? html`<span class="tag bad">disabled</span>` : nothing}</th>
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
