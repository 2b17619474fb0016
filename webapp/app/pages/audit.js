import { html, nothing, repeat } from "../../lib/lit-html.js";
import { changesView } from "../audit/changes.js";
import { filterPath, filterQuery, isFiltered, readFilter } from "../audit/filter.js";
import { actLabel, kinds, reasonLabel } from "../audit/labels.js";
import { api, currentOrg, isPlatformAdmin, mayAdminister } from "../context.js";
import { toast } from "../parts/page-controls.js";
import { empty, Loader, loadState, pageHead, subscribeToTable } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { ago, errorMessage, exactTime } from "../words.js";

const PAGE = 100;
const TYPING_MS = 250;
const DEBOUNCE_MS = 500;

/** @typedef {import("../audit/filter.js").Filter} Filter */

/**
 * @typedef {{ id: string, created_at: string, last_at: string, occurrences: number, action: string, outcome: "done" | "failed",
 *   reason: string | null, actor_id: string | null, actor_name: string | null, address: string | null, org_id: string | null,
 *   target_id: string | null, target_name: string | null, before: Record<string, any> | null, after: Record<string, any> | null }} Row
 */

/** Who did what: the audit trail of the organisation, for its owners and admins, or of the installation, for its administrators. */
class Audit extends View {
  #org = mayAdminister() ? currentOrg()?.id : undefined;
  /** @type {Filter} */
  #filter = readFilter(location.search);
  /** How many pages of the list are shown. */
  #pages = 1;
  /** @type {any} */
  #timer = null;
  #list = new Loader(
    `audit:${this.#org}:${location.search}`,
    () => this.#fetch(),
    () => this.update(),
  );

  connected() {
    if (!this.#org) this.#filter.scope = "all";
    this.updateOnTick();
    this.#list.load();
    if (this.#org)
      subscribeToTable(this, {
        name: "audit-rt",
        table: "audit",
        loader: this.#list,
        onChange: () => this.#loadSoon(DEBOUNCE_MS),
      });
    this.onDisconnect(() => clearTimeout(this.#timer));
  }

  /** @returns {Promise<{ rows: Row[], more: boolean, filter: Filter }>} */
  async #fetch() {
    const filter = { ...this.#filter };
    /** @type {Row[]} */
    const rows = [];
    /** @type {string | undefined} */
    let next = "/api/audit";
    for (let page = 0; page < this.#pages && next; page++) {
      const path = next;
      next = undefined;
      const query = page === 0 ? { ...filterQuery(filter, this.#org), limit: String(PAGE) } : undefined;
      rows.push(...(await api.get(path, { query, onNext: (found) => (next = found) })));
    }
    return { rows, more: next !== undefined, filter };
  }

  /** @param {number} ms */
  #loadSoon(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#list.load(), ms);
  }

  /** @param {Partial<Filter>} change @param {number} [ms] until the list is loaded */
  #choose(change, ms = 0) {
    Object.assign(this.#filter, change);
    this.#pages = 1;
    const shown = { ...this.#filter, scope: this.#org ? this.#filter.scope : "" };
    history.replaceState(null, "", filterPath(shown));
    this.update();
    this.#loadSoon(ms);
  }

  #more() {
    this.#pages++;
    this.#list.load();
  }

  /** @param {"csv" | "json"} format */
  async #download(format) {
    try {
      await api.get("/api/auth/me"); // renews a token that has expired
      const query = Object.entries({ ...filterQuery(this.#filter, this.#org), format }).filter(([, value]) => value);
      const answer = await fetch(`/api/audit/export?${new URLSearchParams(/** @type {any} */ (query))}`, {
        headers: { Authorization: `Bearer ${api.session.read()?.token}` },
      });
      if (!answer.ok) {
        const message = (await answer.json().catch(() => null))?.error?.message;
        throw new Error(message ?? `The server answered with status ${answer.status}.`);
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `audit-${new Date().toISOString().slice(0, 10)}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      toast(`Could not export the audit log. ${errorMessage(error)}`, "bad");
    }
  }

  template() {
    const data = this.#list.data;
    const exports = html`<div class="alert-actions">
      <button class="button" type="button" @click=${() => this.#download("csv")}>Export CSV</button>
      <button class="button" type="button" @click=${() => this.#download("json")}>Export JSON</button></div>`;
    return html`${pageHead("Audit log", this.#list, data?.rows.length ? exports : nothing)}
      ${loadState(this.#list, 8)}
      ${data ? html`<section class="card" aria-label="Audit log">${this.#filters(data)}${this.#content(data)}</section>` : nothing}`;
  }

  /** @param {{ rows: Row[], more: boolean }} data */
  #filters({ rows, more }) {
    const { search, action, outcome, from, until, scope } = this.#filter;
    const pick = (/** @type {keyof Filter} */ name, /** @type {string} */ label, /** @type {unknown} */ options) =>
      html`<label><span class="visually-hidden">${label}</span><select name=${name}
        @change=${(/** @type {any} */ { target }) => this.#choose({ [name]: target.value })}>${options}</select></label>`;
    const option = (/** @type {string} */ value, /** @type {string} */ label, /** @type {string} */ chosen) =>
      html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
    const date = (/** @type {"from" | "until"} */ name, /** @type {string} */ label, /** @type {string} */ value) =>
      html`<label class="audit-day">${label}<input type="date" name=${name} .value=${value}
        @change=${(/** @type {any} */ { target }) => this.#choose({ [name]: target.value })}></label>`;
    const both = this.#org !== undefined && isPlatformAdmin();
    return html`<div class="filters audit-filters">
      ${both ? pick("scope", "Scope", html`${option("", currentOrg()?.name ?? "", scope)}${option("all", "Whole installation", scope)}`) : nothing}
      <label class="search">${icons.search}<span class="visually-hidden">Search</span>
        <input type="search" placeholder="Search by person or name" .value=${search} maxlength="200"
          @input=${(/** @type {any} */ { target }) => this.#choose({ search: target.value.trim() }, TYPING_MS)}></label>
      ${pick("action", "Activity", html`${option("", "All activities", action)}${kinds.map(([kind, label]) => option(kind, label, action))}`)}
      ${pick("outcome", "Outcome", html`${option("", "Any outcome", outcome)}${option("done", "Succeeded", outcome)}${option("failed", "Failed", outcome)}`)}
      ${date("from", "From", from)} ${date("until", "To", until)}
      ${this.#chip("actor")} ${this.#chip("address")}
      <p class="quiet" role="status">${more ? `Newest ${rows.length} entries` : `${rows.length} ${rows.length === 1 ? "entry" : "entries"}`}</p>
    </div>`;
  }

  /** @param {"actor" | "address"} name */
  #chip(name) {
    const value = this.#filter[name];
    return value
      ? html`<button class="button small" type="button" data-testid="only-${name}" aria-label="Remove the filter ${value}"
          @click=${() => this.#choose({ [name]: "" })}>${value}${icons.close}</button>`
      : nothing;
  }

  /** @param {{ rows: Row[], more: boolean, filter: Filter }} data */
  #content({ rows, more, filter }) {
    if (rows.length === 0)
      return isFiltered(filter)
        ? html`<p class="quiet">No matches. Change the filters to see other entries.</p>`
        : empty("No entries yet", "Sign-ins and changes by people appear here.");
    return html`<table class="table">
      <thead><tr><th scope="col">Activity</th><th scope="col">By</th><th scope="col">When</th><th scope="col">Changes</th></tr></thead>
      <tbody>${repeat(
        rows,
        ({ id }) => id,
        (row) => this.#row(row),
      )}</tbody>
    </table>${more ? html`<p><button class="button" type="button" @click=${() => this.#more()}>Show more</button></p>` : nothing}`;
  }

  /** @param {Row} row */
  #row(row) {
    const { id, action, outcome, reason, actor_id, actor_name, address, target_id, target_name, created_at, last_at } = row;
    const who = actor_name ?? actor_id;
    const only = (/** @type {"actor" | "address"} */ name, /** @type {string} */ value, /** @type {string} */ label) =>
      html`<button class="audit-only" type="button" aria-label="Show only ${label}" @click=${() => this.#choose({ [name]: value })}>${label}</button>`;
    return html`<tr data-testid="audit-row" data-id=${id} data-action=${action} data-outcome=${outcome}>
      <th scope="row">${actLabel(action)}${
        outcome === "failed"
          ? html`<span class="tag bad">failed: ${reasonLabel(reason ?? "")}${row.occurrences > 1 ? `, ${row.occurrences} times` : ""}</span>`
          : nothing
      }<span class="below">${target_name ?? target_id ?? ""}</span></th>
      <td data-label="By"><span>${who ? only("actor", actor_name ?? actor_id ?? "", who) : html`<span class="quiet">unknown</span>`}
        ${address ? html`<span class="below">${only("address", address, address)}</span>` : nothing}</span></td>
      <td data-label="When" class="quiet"><time title=${span(created_at, last_at)}>${ago(last_at)}</time></td>
      <td data-label="Changes">${changesView(row.before, row.after)}</td>
    </tr>`;
  }
}

/** @param {string} first @param {string} last */
const span = (first, last) => (first === last ? exactTime(first) : `${exactTime(first)} – ${exactTime(last)}`);

customElements.define("hg-audit", Audit);
