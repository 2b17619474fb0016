import { html, nothing, repeat } from "../../lib/lit-html.js";
import { acknowledgeAlert, changeAlerts, resolveAlert } from "../alert-actions.js";
import { kinds, originOf, statusOf } from "../alert-words.js";
import { listAlerts, severities, subscribeToAlerts, summarize } from "../alerts.js";
import { api, mayOperateAlerts } from "../context.js";
import { selectAllBox, selectBox, selectionBar } from "../list/select-parts.js";
import { Selection } from "../list/selection.js";
import { Loader } from "../loader.js";
import "../parts/alert-chart.js";
import { formDialog } from "../parts/dialog.js";
import { field } from "../parts/form.js";
import { icons } from "../parts/icons.js";
import { empty, loadState, pageHead } from "../parts/page-parts.js";
import "../parts/refused-reports.js";
import { toast } from "../parts/toasts.js";
import { ago, exactTime } from "../time.js";
import { View } from "../view.js";

const DEBOUNCE_MS = 300;
const STEP = 100;
const MOST = 500;

/** @typedef {import("../alerts.js").Alert} Alert */
/** @typedef {import("../alerts.js").Filter} Filter */

/** @type {[value: string, label: string][]} */
const statuses = [
  ["unresolved", "Unresolved"],
  ["open", "Open"],
  ["acknowledged", "Acknowledged"],
  ["resolved", "Resolved"],
  ["", "All statuses"],
];

/** All alerts of the installation. A burst of alerts causes few refetches, the last one after its end. */
class Alerts extends View {
  /** @type {Filter} */
  #filter = { site: "", severity: "", status: "unresolved" };
  #limit = STEP;
  #selection = new Selection();
  /** @type {number | undefined} */
  #refetch;
  #list = new Loader(
    "alerts",
    () => this.#fetch(),
    () => this.update(),
  );
  #summary = new Loader("alerts:summary", summarize, () => this.update());

  connected() {
    this.updateOnTick();
    const query = new URLSearchParams(location.search);
    for (const [name, value] of query) if (name in this.#filter) this.#filter[/** @type {keyof Filter} */ (name)] = value;
    this.#load();
    subscribeToAlerts(this, () => this.#changed());
    this.onDisconnect(() => clearTimeout(this.#refetch));
  }

  #changed() {
    this.#refetch ??= window.setTimeout(() => {
      this.#refetch = undefined;
      this.#load();
    }, DEBOUNCE_MS);
  }

  #load() {
    this.#list.load();
    this.#summary.load();
  }

  /** @returns {Promise<{ alerts: Alert[], filter: Filter }>} */
  async #fetch() {
    const filter = { ...this.#filter };
    const alerts = await listAlerts(filter, this.#limit);
    this.#selection.keep(this.#items(alerts));
    return { alerts, filter };
  }

  /** @param {Partial<Filter>} change */
  #choose(change) {
    Object.assign(this.#filter, change);
    this.#limit = STEP;
    this.#selection.clear();
    const chosen = Object.entries(this.#filter).filter(([name, value]) => (name === "status" ? value !== "unresolved" : value));
    history.replaceState(null, "", chosen.length > 0 ? `/alerts?${new URLSearchParams(chosen)}` : "/alerts");
    this.update();
    this.#list.load();
  }

  #raise() {
    formDialog({
      title: "New alert",
      fields:
        () => html`${field("Site", html`<input name="site" required maxlength="200" autofocus list="alert-sites" autocomplete="off">`)}
        <datalist id="alert-sites">${this.#summary.data?.sites.map((site) => html`<option value=${site}></option>`)}</datalist>
        ${field("Severity", html`<select name="severity">${severities.map((severity) => html`<option value=${severity} ?selected=${severity === "warning"}>${kinds[severity][0]}</option>`)}</select>`)}
        ${field("Message", html`<input name="message" required maxlength="2000" autocomplete="off">`, "Shown immediately on every alert wall for this site.")}`,
      button: "Create alert",
      submit: async (form) => {
        await api.post("/api/v1/alerts", Object.fromEntries(form));
        toast("Alert created.", "good");
        this.#load();
      },
    });
  }

  template() {
    const { site } = this.#filter;
    const raise = !mayOperateAlerts()
      ? nothing
      : html`<button class="button primary" type="button" @click=${() => this.#raise()}>${icons.plus}Create alert</button>`;
    const wall = html`<a class="button" href="/alerts/wall${site ? `?site=${encodeURIComponent(site)}` : ""}" target="_blank">${icons.wall}Open wall</a>`;
    const nothingYet = this.#summary.data?.sites.length === 0 && this.#list.data?.alerts.length === 0;
    return html`${pageHead("Alerts", this.#list, html`<div class="alert-actions">${wall}${nothingYet ? nothing : raise}</div>`)}
      <hg-refused-reports></hg-refused-reports>
      ${
        nothingYet
          ? empty(
              "No alerts yet",
              `Connect Zabbix, Alertmanager or Grafana to this server’s webhooks${mayOperateAlerts() ? ", or create an alert manually" : ""}.`,
              raise,
            )
          : html`
        ${this.#numbers()} ${loadState(this.#list, 6)} ${this.#list.data ? this.#card(this.#list.data.alerts, this.#list.data.filter) : nothing}`
      }`;
  }

  /** When the focused button is gone, the focus moves to the same row, to the row in its place, or to the heading. */
  renderNow() {
    const row = this.contains(document.activeElement) ? document.activeElement?.closest("tr") : null;
    const place = row ? [...this.querySelectorAll("tbody tr")].indexOf(row) : -1;
    super.renderNow();
    if (!row || document.activeElement !== document.body) return;
    const here = row.isConnected ? row : this.querySelectorAll("tbody tr")[place];
    /** @type {HTMLElement | null} */ (here?.querySelector("button") ?? this.querySelector("h1"))?.focus();
  }

  #numbers() {
    const summary = this.#summary.data;
    if (!summary) return nothing;
    return html`<section class="stats alert-stats" aria-label="Summary">
      ${severities.map(
        (
          severity,
        ) => html`<div class="card" data-severity=${severity} data-none=${summary.unresolved[severity] === 0 ? "yes" : "no"} data-testid="unresolved-${severity}">
        <h2>${kinds[severity][0]}</h2><p class="figure">${summary.unresolved[severity]}</p><p class="quiet">unresolved</p></div>`,
      )}
      <div class="card alert-day"><h2>Alerts in the last 24 hours</h2><hg-alert-plot .hours=${summary.hours}></hg-alert-plot></div>
    </section>`;
  }

  /** @param {Alert[]} alerts @param {Filter} filter of the list */
  #card(alerts, filter) {
    const sites = new Set([...(this.#summary.data?.sites ?? []), ...(this.#filter.site ? [this.#filter.site] : [])]);
    const pick = (
      /** @type {keyof Filter} */ name,
      /** @type {string} */ label,
      /** @type {[string, string][]} */ options,
    ) => html`<label>
      <span class="visually-hidden">${label}</span><select name=${name} @change=${(/** @type {any} */ { target }) => this.#choose({ [name]: target.value })}>
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === this.#filter[name]}>${words}</option>`)}</select></label>`;
    const items = this.#items(alerts);
    return html`<section class="card" aria-label="Alerts">
      <div class="filters alert-filters">
        ${pick("site", "Site", [["", "All sites"], ...[...sites].map((site) => /** @type {[string, string]} */ ([site, site]))])}
        ${pick("severity", "Severity", [["", "All severities"], ...severities.map((severity) => /** @type {[string, string]} */ ([severity, kinds[severity][0]]))])}
        ${pick("status", "Status", statuses)}
        ${mayOperateAlerts() ? selectAllBox(this.#selection.size, items.length, (selected) => this.change(() => this.#selection.set(items, selected))) : nothing}
        <p class="quiet" role="status">${alerts.length === this.#limit ? `Newest ${alerts.length} alerts` : `${alerts.length} ${alerts.length === 1 ? "alert" : "alerts"}`}</p>
      </div>
      ${alerts.length === 0 ? html`<p class="quiet none" data-testid="no-alerts">${filter.status === "unresolved" && !filter.site && !filter.severity ? "No unresolved alerts." : "No matches. Change the filters to see other alerts."}</p>` : this.#table(alerts)}
      ${this.#selected()}
      ${
        alerts.length < this.#limit
          ? nothing
          : this.#limit < MOST
            ? html`<p class="more"><button class="button" type="button" @click=${() => this.#more()}>Show more</button></p>`
            : html`<p class="quiet more">Older alerts are not shown. Filter by site, severity or status to find them.</p>`
      }
    </section>`;
  }

  #more() {
    this.#limit = Math.min(MOST, this.#limit + STEP);
    this.#list.load();
  }

  /** @param {Alert[]} alerts */
  #table(alerts) {
    return html`<table class="table alert-table">
      <thead><tr><th scope="col">Alert</th><th scope="col">Severity</th><th scope="col">Status</th><th scope="col">Created</th>
        <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        alerts,
        ({ id }) => id,
        (alert, index) => this.#row(alert, index, alerts),
      )}</tbody>
    </table>`;
  }

  /** @param {Alert} alert @param {number} index @param {Alert[]} alerts */
  #select({ id, site, message, status }, index, alerts) {
    if (status === "resolved" || !mayOperateAlerts()) return nothing;
    const choose = (/** @type {boolean} */ selected, /** @type {boolean} */ range) => {
      const from = range ? alerts.findIndex((one) => one.id === this.#selection.last?.id) : -1;
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
      this.#selection.choose({ id, name: `${site}: ${message}` }, index, selected);
      this.#selection.set(this.#items(alerts.slice(first, last + 1)), selected);
    };
    return selectBox(this.#selection.has(id), `Select the alert at ${site}: ${message}`, (selected, range) =>
      this.change(() => choose(selected, range)),
    );
  }

  /** Those that can still be changed. @param {Alert[]} alerts */
  #items(alerts) {
    return alerts
      .filter(({ status }) => status !== "resolved")
      .map(({ id, site, message }) => ({ id, name: `${site}: ${message}` }));
  }

  #selected() {
    const { size, items } = this.#selection;
    const act = (/** @type {"acknowledge" | "resolve"} */ action, /** @type {string} */ words) =>
      html`<button class="button small" type="button" @click=${async () => {
        this.#selection.set(await changeAlerts(action, items), false);
        this.#load();
      }}>${words}</button>`;
    const buttons = [act("acknowledge", "Acknowledge"), act("resolve", "Resolve")];
    return selectionBar(size, "Selected alerts", buttons, () => this.change(() => this.#selection.clear()));
  }

  /** @param {Alert} alert @param {number} index @param {Alert[]} alerts */
  #row(alert, index, alerts) {
    const { id, site, severity, message, status, source, created_at } = alert;
    const [label, icon] = kinds[severity];
    return html`<tr data-testid="alert-row" data-id=${id} data-status=${status}>
      <th scope="row">${this.#select(alert, index, alerts)}${site}<span class="below"><a class="name-link" href="/alerts/${encodeURIComponent(id)}">${message}</a></span></th>
      <td data-label="Severity"><span class="severity-badge" data-severity=${severity}>${icon}${label}</span></td>
      <td data-label="Status"><span>${statusOf(alert)}</span></td>
      <td data-label="Created"><span><time title=${exactTime(created_at)}>${ago(created_at)}</time><span class="below">${originOf(source)}</span></span></td>
      <td class="row-actions">
        ${status === "open" && mayOperateAlerts() ? html`<button class="button small" type="button" aria-label="Acknowledge the alert at ${site}: ${message}" @click=${() => acknowledgeAlert(alert, () => this.#load())}>Acknowledge</button>` : nothing}
        ${status === "resolved" || !mayOperateAlerts() ? nothing : html`<button class="button small" type="button" aria-label="Resolve the alert at ${site}: ${message}" @click=${() => resolveAlert(alert, () => this.#load())}>Resolve</button>`}
      </td>
    </tr>`;
  }
}

customElements.define("hg-alerts", Alerts);
