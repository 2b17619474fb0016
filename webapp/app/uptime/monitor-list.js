import { html, nothing } from "../../lib/lit-html.js";
import { AddressFilter } from "../console/address-filter.js";
import { bulkDialog } from "../list/bulk-dialog.js";
import { ListTable } from "../list/list-table.js";
import { confirmDialog } from "../parts/dialog.js";
import { iconButton } from "../parts/icon-button.js";
import { toast } from "../parts/page-controls.js";
import { empty, loadState } from "../parts/page-parts.js";
import { takeAddRequest } from "../router.js";
import { latency, percent, stateLabels } from "../status/items.js";
import { uptimeStrip } from "../status/uptime-strip.js";
import { icons, View } from "../view.js";
import { ago, exactTime, isSearch } from "../words.js";
import { read, readMonitors, remove } from "./admin-api.js";
import { hourBars } from "./hour-bars.js";
import { downAfter, monitors, seconds } from "./monitors.js";
import { showPushDialog } from "./push-dialog.js";

/** States are read so often, of the monitors near the screen: a change is seen within a second. */
const STATES_MS = 750;
/** The hours of these monitors are read so often. */
const HOURS_MS = 20_000;
const STRIP_WIDTH = 150;

/** @typedef {import("./admin-api.js").MonitorState} MonitorState */

const columns = [
  { key: "name", label: "Name" },
  { key: "state", label: "State" },
  { key: "last_pulse", label: "Last pulse" },
  { key: "hour", label: "Last hour", sortable: false },
  { key: "latency", label: "Latency", sortable: false },
  { key: "uptime", label: "Uptime 24 h" },
  { key: "interval", label: "Interval" },
];
const states = /** @type {const} */ (["down", "unknown", "pending", "up"]);

/** All monitors, live, with search and management. */
class MonitorList extends View {
  /** `sort`: a column, with a hyphen before it for the other way round. */
  #filter = new AddressFilter("/status-pages", ["show", "search", "state", "sort", "at"], location.search, {
    search: isSearch,
    state: (value) => states.some((state) => state === value),
  });
  /** @type {ListTable<MonitorState>} */
  #list = new ListTable(this, {
    key: "monitors",
    filter: this.#filter,
    read: (query, _, signal) => readMonitors({ ...query, timeline: "hour" }, signal),
    columns,
    caption: "Monitors",
    selectable: true,
    actions: true,
    row: (monitor, index, select) => this.#row(monitor, index, select),
  });
  #reading = false;
  /** @type {number | undefined} how many monitors there are, as was said to the page */
  #all;

  connected() {
    this.updateOnTick();
    this.#list.connect();
    // one that is added from elsewhere is to be seen on a page
    if (takeAddRequest()) this.#edit(undefined, true);
    this.every(HOURS_MS, () => this.#list.rows.refresh());
    this.every(STATES_MS, () => this.#readStates());
    this.listen(document, "visibilitychange", () => document.hidden || this.#list.rows.refresh());
  }

  /** Shows changed states in their rows; other changes of the list, and the hour of what has changed, are read with it. */
  async #readStates() {
    const { rows } = this.#list;
    if (this.#reading || rows.loader.loading || rows.loader.error || rows.total === undefined) return;
    this.#reading = true;
    try {
      const { offset, limit } = rows.range;
      const answer = await readMonitors({ ...this.#list.query, offset, limit });
      const changed = rows.differ(offset, answer, (shown, now) => shown.status !== now.status);
      const patched = answer.rows.map((row) => rows.patch(row.id, row));
      if (patched.includes(true)) this.update();
      if (changed) rows.refresh();
    } catch {
      rows.refresh(); // its error is shown
    }
    this.#reading = false;
  }

  renderNow() {
    this.#list.before();
    super.renderNow();
    this.#list.after();
    const all = this.#list.rows.loader.data?.all;
    if (all === undefined || all === this.#all) return;
    this.#all = all;
    this.dispatchEvent(new CustomEvent("counted", { detail: all }));
  }

  template() {
    const { loader } = this.#list.rows;
    const { data } = loader;
    const add = html`<button class="button primary" type="button" @click=${() => this.#edit()}>${icons.plus}Add monitor</button>`;
    return html`${loadState(loader, 8)} ${!data ? nothing : data.all === 0 ? empty("No monitors yet", monitors.none, add) : this.#card(data, add)}`;
  }

  /** @param {{ total: number, all: number }} counts @param {unknown} add */
  #card({ total, all }, add) {
    const { search, state } = this.#filter.values;
    return html`<section class="card" aria-label="monitors">
      <div class="filters">
        <label class="search">${icons.search}<span class="visually-hidden">Search</span><input type="search" placeholder="Search by name or ID" maxlength="200" .value=${search}
          @input=${(/** @type {any} */ { target }) => this.#list.choose({ search: target.value })}></label>
        <label><span class="visually-hidden">State</span>
          <select name="state" @change=${(/** @type {any} */ { target }) => this.#list.choose({ state: target.value })}>
            <option value="">All states</option>
            ${states.map((one) => html`<option value=${one} ?selected=${one === state}>${stateLabels[one]}</option>`)}
          </select></label>
        ${this.#list.selectAll()}
        <p class="quiet" role="status">${total === all ? all : `${total} of ${all}`} ${all === 1 ? "monitor" : "monitors"}</p>
        ${add}
      </div>
      ${total === 0 ? html`<p class="quiet">No matches. Try a different search or state.</p>` : this.#list.template()}
      ${this.#list.selectionBar(html`<button class="button small danger" type="button" @click=${() => this.#removeMany()}>Delete</button>`)}
    </section>`;
  }

  /** @param {MonitorState} monitor @param {number} index @param {unknown} select */
  #row(monitor, index, select) {
    const { id, name, status, last_pulse, uptime24h, interval, hour } = monitor;
    return html`<tr class="wrapping" data-testid="monitors-row" data-id=${id} data-item-id=${id} data-index=${index} aria-rowindex=${index + 2}>
      <th scope="row">${select}<a class="name-link" href="/monitors/${encodeURIComponent(id)}">${name}</a><code class="below">${id}</code></th>
      <td data-label="State"><span class="badge" data-state=${status}><span class="lamp" aria-hidden="true"></span>${stateLabels[status]}</span></td>
      <td data-label="Last pulse">${last_pulse ? html`<time datetime=${last_pulse} title=${exactTime(last_pulse)}>${ago(last_pulse)}</time>` : html`<span>none yet</span>`}</td>
      <td data-label="Last hour" class="hour-strip">${hour ? uptimeStrip(/** @type {any} */ (hourBars(hour)), STRIP_WIDTH, name, "the last hour") : nothing}</td>
      <td data-label="Latency"><span>${latency(monitor.latency)}</span></td>
      <td data-label="Uptime 24 h"><span>${percent(uptime24h)}</span></td>
      <td data-label="Interval"><span title="Down after ${seconds(downAfter(monitor))}">every ${seconds(interval)}</span></td>
      <td class="row-actions">${iconButton("Show push URL", icons.copy, name, () => this.#with(id, showPushDialog))}
        ${iconButton("Edit", icons.pencil, name, () => this.#with(id, (whole) => this.#edit(whole)))}
        ${iconButton("Delete", icons.trash, name, () => this.#remove(monitor))}</td></tr>`;
  }

  /** Does something with a monitor and its secrets, which the list does not have. @param {string} id @param {(monitor: any) => unknown} run */
  async #with(id, run) {
    try {
      await run(await read("monitors", id));
    } catch (error) {
      toast(/** @type {Error} */ (error).message, "bad");
    }
  }

  /** @param {import("./admin-api.js").Monitor} [monitor] without: adds one @param {boolean} [onPage] whether a page is suggested for a new one */
  #edit(monitor, onPage = false) {
    return monitors.edit({ reload: async () => void (await this.#list.rows.refresh()) }, monitor, onPage);
  }

  /** @param {MonitorState} monitor */
  #remove({ id, name }) {
    return confirmDialog({
      name: "delete-monitor",
      title: `Delete ${name}?`,
      text: monitors.gone,
      button: "Delete",
      act: async () => {
        await remove("monitors", id);
        toast(`${name} deleted.`, "good");
        this.#list.remove(id);
        await this.#list.rows.refresh();
      },
    });
  }

  async #removeMany() {
    const { selection, rows } = this.#list;
    const { size } = selection;
    const deleted = await bulkDialog({
      name: "delete-monitors",
      title: `Delete ${size === 1 ? "1 monitor" : `${size} monitors`}?`,
      text: "Their history is deleted, and they are removed from all status pages and groups. Pulses with their tokens will be rejected.",
      button: "Delete",
      items: selection.items,
      act: ([{ id }]) => remove("monitors", id),
      done: (count) => `${count === 1 ? "1 monitor" : `${count} monitors`} deleted.`,
    });
    selection.set(deleted, false);
    this.update();
    rows.refresh();
  }
}

customElements.define("hg-monitor-list", MonitorList);
