import { html, nothing, repeat } from "../../lib/lit-html.js";
import { acknowledgeAlert, resolveAlert } from "../alert-actions.js";
import { openFor, sameBefore, timelineOf } from "../alert-timeline.js";
import { isWebAddress, kinds, originOf } from "../alert-words.js";
import { subscribeToAlerts } from "../alerts.js";
import { api, mayOperateAlerts } from "../context.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import { View } from "../view.js";
import { ago, errorMessage, exactTime, moment } from "../words.js";

const DEBOUNCE_MS = 300;
/** Alerts of the site among which the same one is looked for, and how many of them are shown. */
const LOOKED_AT = 500;
const SHOWN = 10;

/** @typedef {import("../alert-timeline.js").Alert} Alert */

/** One alert: what it says, who did what, and when it was there before. */
class AlertPage extends View {
  #id = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  /** @type {number | undefined} */
  #refetch;
  #alert = new Loader(
    `alert:${this.#id}`,
    () => this.#fetch(),
    () => this.update(),
  );
  #before = new Loader(
    `alert-before:${this.#id}`,
    () => this.#fetchBefore(),
    () => this.update(),
  );

  connected() {
    this.updateOnTick();
    this.#load();
    subscribeToAlerts(this, () => this.#changed());
    this.onDisconnect(() => clearTimeout(this.#refetch));
  }

  #changed() {
    this.#refetch ??= window.setTimeout(() => {
      this.#refetch = undefined;
      this.#alert.load();
    }, DEBOUNCE_MS);
  }

  async #load() {
    await this.#alert.load();
    if (this.#alert.data) this.#before.load();
  }

  /** @returns {Promise<Alert | null>} null: there is none */
  async #fetch() {
    try {
      return await api.get(`/api/v1/alerts/${encodeURIComponent(this.#id)}`);
    } catch (error) {
      if (/** @type {any} */ (error).status === 404) return null;
      throw error;
    }
  }

  /** @returns {Promise<Alert[]>} */
  async #fetchBefore() {
    const alert = this.#alert.data;
    if (!alert) return [];
    const earlier = await api.get("/api/v1/alerts", { query: { site: alert.site, before: alert.id, limit: LOOKED_AT } });
    return sameBefore(alert, earlier);
  }

  template() {
    const { data } = this.#alert;
    if (data === null)
      return html`${pageHead("Alert not found", null)}${empty(
        "No such alert",
        "It was deleted: resolved alerts are kept for a limited time.",
        html`<a class="button" href="/alerts">All alerts</a>`,
      )}`;
    return html`${pageHead(data ? `Alert at ${data.site}` : "Alert", this.#alert, data ? this.#actions(data) : nothing)}
      <p class="way-back"><a href="/alerts">All alerts</a></p>
      ${loadState(this.#alert, 5)} ${data ? this.#content(data) : nothing}`;
  }

  /** @param {Alert} alert */
  #actions(alert) {
    if (!mayOperateAlerts() || alert.status === "resolved") return nothing;
    const changed = () => void this.#alert.load();
    return html`<div class="machine-actions">
      ${alert.status === "open" ? html`<button class="button" type="button" @click=${() => acknowledgeAlert(alert, changed)}>Acknowledge</button>` : nothing}
      <button class="button" type="button" @click=${() => resolveAlert(alert, changed)}>Resolve</button></div>`;
  }

  /** @param {Alert} alert */
  #content(alert) {
    const { site, severity, message, status, source, link, created_at } = alert;
    const [label, icon] = kinds[severity];
    return html`<div class="machine-page">
      <section class="card" aria-labelledby="alert-title">
        <div class="card-head"><h2 id="alert-title">${status === "open" ? "Open" : status === "acknowledged" ? "Acknowledged" : "Resolved"}</h2>
          <span class="severity-badge" data-severity=${severity}>${icon}${label}</span></div>
        <p class="alert-message" data-testid="alert-message">${message}</p>
        <dl class="machine-facts">
          <div><dt>Site</dt><dd><a href="/alerts?site=${encodeURIComponent(site)}">${site}</a></dd></div>
          <div><dt>Reported</dt><dd>${originOf(source)}</dd></div>
          ${isWebAddress(link) ? html`<div><dt>Link</dt><dd><a href=${link} target="_blank" rel="noopener noreferrer" data-testid="alert-link">Show in ${source}</a></dd></div>` : nothing}
          <div><dt>${status === "resolved" ? "Was open for" : "Open for"}</dt><dd>${openFor(alert, Date.now())}</dd></div>
          <div><dt>Created</dt><dd>${moment(created_at)}</dd></div>
        </dl>
      </section>
      <section class="card" aria-labelledby="timeline-title">
        <div class="card-head"><h2 id="timeline-title">Timeline</h2></div>
        <ol class="events" data-testid="timeline">${timelineOf(alert).map(
          ({ at, what, by }) =>
            html`<li><time datetime=${at} title=${exactTime(at)}>${moment(at)}</time><span>${what}${by ? ` by ${by}` : ""}</span></li>`,
        )}</ol>
      </section>
      ${this.#earlier()}
    </div>`;
  }

  #earlier() {
    const { data, error } = this.#before;
    return html`<section class="card" aria-labelledby="before-title">
      <div class="card-head"><h2 id="before-title">The same alert before</h2>${data && data.length > 0 ? html`<p>${data.length}</p>` : nothing}</div>
      ${error ? html`<p class="row-problem" role="alert">Earlier alerts could not be loaded. ${errorMessage(error)}</p>` : nothing}
      ${data?.length === 0 ? html`<p class="quiet">Not among the last ${LOOKED_AT} alerts at this site.</p>` : nothing}
      <ol class="events">${repeat(
        (data ?? []).slice(0, SHOWN),
        ({ id }) => id,
        (
          earlier,
        ) => html`<li><time datetime=${earlier.created_at} title=${exactTime(earlier.created_at)}>${ago(earlier.created_at)}</time>
          <a class="name-link" href="/alerts/${encodeURIComponent(earlier.id)}">${earlier.status === "resolved" ? `Open for ${openFor(earlier, Date.now())}` : "Not resolved"}</a></li>`,
      )}</ol>
    </section>`;
  }
}

customElements.define("hg-alert", AlertPage);
