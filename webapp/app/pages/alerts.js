import { html, nothing } from "../../lib/lit-html.js";
import { acknowledgeAlert, changeAlerts, resolveAlert } from "../alert-actions.js";
import { kinds, originOf, statusOf } from "../alert-words.js";
import { isUnresolved, readAlerts, severities, subscribeToAlerts, summarize } from "../alerts.js";
import { AddressFilter } from "../console/address-filter.js";
import { api, mayOperateAlerts } from "../context.js";
import { ListTable } from "../list/list-table.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import "../parts/alert-chart.js";
import { formDialog } from "../parts/dialog.js";
import { field } from "../parts/form.js";
import { icons, View } from "../view.js";
import "../parts/refused-reports.js";
import { toast } from "../parts/page-controls.js";
import { ago, exactTime, isSearch } from "../words.js";

/** So long after an event the list and the figures are read again, with what happened meanwhile. */
const DEBOUNCE_MS = 300;

/** @typedef {import("../alerts.js").ListedAlert} ListedAlert */

const columns = [
  { key: "site", label: "Alert" },
  { key: "severity", label: "Severity" },
  { key: "status", label: "Status" },
  { key: "created_at", label: "Created" },
];
/** @type {[value: string, label: string][]} */
const statuses = [
  ["", "Unresolved"],
  ["open", "Open"],
  ["acknowledged", "Acknowledged"],
  ["resolved", "Resolved"],
  ["all", "All statuses"],
];

/** All alerts of the installation, live. A burst of alerts causes few refetches, the last one after its end. */
class Alerts extends View {
  /** `sort`: a column, with a hyphen before it for the other way round. */
  #filter = new AddressFilter("/alerts", ["search", "site", "severity", "status", "sort", "at"], location.search, {
    search: isSearch,
    severity: (value) => severities.some((severity) => severity === value),
    status: (value) => statuses.some(([status]) => status === value),
  });
  /** @type {ListTable<ListedAlert>} */
  #list = new ListTable(this, {
    key: "alerts",
    filter: this.#filter,
    read: readAlerts,
    columns,
    order: "-created_at",
    caption: "Alerts",
    selectable: (alert) => mayOperateAlerts() && isUnresolved(alert),
    actions: mayOperateAlerts(),
    row: (alert, index, select) => this.#row(alert, index, select),
  });
  /** @type {number | undefined} */
  #refetch;
  #summary = new Loader("alerts:summary", summarize, () => this.update());

  connected() {
    this.updateOnTick();
    this.#list.connect();
    this.#summary.load();
    subscribeToAlerts(this, (message) => this.#changed(message));
    this.onDisconnect(() => clearTimeout(this.#refetch));
  }

  /** @param {{ kind: string, data: any }} [message] */
  #changed(message) {
    if (message?.kind === "alert.resolved") this.#list.selection.set([message.data], false);
    this.#refetch ??= window.setTimeout(() => {
      this.#refetch = undefined;
      this.#load();
    }, DEBOUNCE_MS);
  }

  #load() {
    this.#list.rows.refresh();
    this.#summary.load();
  }

  #raise() {
    formDialog({
      name: "create-alert",
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
    const { site } = this.#filter.values;
    const { loader } = this.#list.rows;
    const { data } = loader;
    const raise = !mayOperateAlerts()
      ? nothing
      : html`<button class="button primary" type="button" @click=${() => this.#raise()}>${icons.plus}Create alert</button>`;
    const wall = html`<a class="button" href="/alerts/wall${site ? `?site=${encodeURIComponent(site)}` : ""}" target="_blank">${icons.wall}Open wall</a>`;
    const nothingYet = data?.all === 0;
    return html`${pageHead("Alerts", loader, html`<div class="alert-actions">${wall}${nothingYet ? nothing : raise}</div>`)}
      <hg-refused-reports></hg-refused-reports>
      ${
        nothingYet
          ? empty(
              "No alerts yet",
              `Connect Zabbix, Alertmanager or Grafana to this server’s webhooks${mayOperateAlerts() ? ", or create an alert manually" : ""}.`,
              raise,
            )
          : html`${this.#numbers()} ${loadState(loader, 6)} ${data ? this.#card(data.total) : nothing}`
      }`;
  }

  /** When the focused button is gone, the focus moves to the same row, to the row in its place, or to the heading. */
  renderNow() {
    const row = this.contains(document.activeElement) ? document.activeElement?.closest("tr") : null;
    const place = row ? [...this.querySelectorAll("tbody tr")].indexOf(row) : -1;
    this.#list.before();
    super.renderNow();
    this.#list.after();
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

  /** @param {number} total */
  #card(total) {
    const { search, site, status } = this.#filter.values;
    const sites = new Set([...(this.#summary.data?.sites ?? []), ...(site ? [site] : [])]);
    const isFiltered = Object.keys(this.#list.query).some((name) => name !== "sort");
    return html`<section class="card" aria-label="Alerts">
      <div class="filters">
        <label class="search">${icons.search}<span class="visually-hidden">Search</span>
          <input type="search" placeholder="Search by site, message or source" maxlength="200" .value=${search}
            @input=${(/** @type {any} */ { target }) => this.#list.choose({ search: target.value })}></label>
        ${this.#pick("site", "Site", [["", "All sites"], ...[...sites].map((one) => /** @type {[string, string]} */ ([one, one]))])}
        ${this.#pick("severity", "Severity", [["", "All severities"], ...severities.map((one) => /** @type {[string, string]} */ ([one, kinds[one][0]]))])}
        ${this.#pick("status", "Status", statuses)}
        ${mayOperateAlerts() && !["resolved", "all"].includes(status) ? this.#list.selectAll() : nothing}
        <p class="quiet" role="status">${total} ${total === 1 ? "alert" : "alerts"}</p>
      </div>
      ${
        total === 0
          ? html`<p class="quiet none" data-testid="no-alerts">${isFiltered ? "No matches. Change the filters to see other alerts." : "No unresolved alerts."}</p>`
          : html`<div class="alert-list">${this.#list.template()}</div>`
      }
      ${this.#list.selectionBar([this.#bulk("acknowledge", "Acknowledge"), this.#bulk("resolve", "Resolve")])}
    </section>`;
  }

  /** @param {"site" | "severity" | "status"} name @param {string} label @param {[string, string][]} options */
  #pick(name, label, options) {
    return html`<label>
      <span class="visually-hidden">${label}</span><select name=${name} @change=${(/** @type {any} */ { target }) => this.#list.choose({ [name]: target.value })}>
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === this.#filter.values[name]}>${words}</option>`)}</select></label>`;
  }

  /** @param {"acknowledge" | "resolve"} action @param {string} words */
  #bulk(action, words) {
    const { selection } = this.#list;
    return html`<button class="button small" type="button" @click=${async () => {
      selection.set(await changeAlerts(action, selection.items), false);
      this.update();
      this.#load();
    }}>${words}</button>`;
  }

  /** @param {ListedAlert} alert @param {number} index @param {unknown} select */
  #row(alert, index, select) {
    const { id, site, severity, message, status, source, created_at } = alert;
    const [label, icon] = kinds[severity];
    const reload = () => this.#load();
    return html`<tr class="wrapping" data-testid="alert-row" data-id=${id} data-index=${index} aria-rowindex=${index + 2} data-status=${status}>
      <th scope="row">${select}${site}<span class="below"><a class="name-link" href="/alerts/${encodeURIComponent(id)}">${message}</a></span></th>
      <td data-label="Severity"><span class="severity-badge" data-severity=${severity}>${icon}${label}</span></td>
      <td data-label="Status"><span>${statusOf(alert)}</span></td>
      <td data-label="Created"><span><time title=${exactTime(created_at)}>${ago(created_at)}</time><span class="below">${originOf(source)}</span></span></td>
      ${
        mayOperateAlerts()
          ? html`<td class="row-actions">
        ${status === "open" ? html`<button class="button small" type="button" aria-label="Acknowledge the alert at ${site}: ${message}" @click=${() => acknowledgeAlert(alert, reload)}>Acknowledge</button>` : nothing}
        ${isUnresolved(alert) ? html`<button class="button small" type="button" aria-label="Resolve the alert at ${site}: ${message}" @click=${() => resolveAlert(alert, reload)}>Resolve</button>` : nothing}</td>`
          : nothing
      }
    </tr>`;
  }
}

customElements.define("hg-alerts", Alerts);
