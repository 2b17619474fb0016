import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api, isPlatformAdmin } from "../context.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import "../parts/latency-plot.js";
import { latency, percent, stateLabels, uptimeLabels } from "../status/items.js";
import { read } from "../uptime/admin-api.js";
import { showPushDialog } from "../uptime/push-dialog.js";
import { ago, clock, exactTime, moment } from "../words.js";

const REFRESH_MS = 5_000;
const HOUR_MS = 3_600_000;
const SHOWN = 20;
/** How many pulses a response has at most: of a monitor with more the plot begins later. */
const MOST = 1_000;

/**
 * @typedef {{ at: string, latency: number, failed: boolean, message: string | null }} Report
 * @typedef {{ id: string, status: import("../status/items.js").DisplayState, last_pulse: string | null, last_report: string | null,
 *   latency: number | null, first_pulse: string | null, down_since: string | null, reason: string | null,
 *   uptimes: Record<string, number | null>, pulses: Report[], downtimes: { from: string, until: string | null, reason: string | null }[],
 *   pages: { name: string, slug: string }[] }} Details
 * @typedef {{ monitor: import("../uptime/admin-api.js").Monitor, details: Details }} Shown
 */

/** One monitor: its state, its pulses, its downtimes with their reasons, and the pages that show it. Read again every 5 s while it is visible. */
class MonitorPage extends View {
  #id = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  #all = new Loader(
    `monitor:${this.#id}`,
    () => this.#fetch(),
    () => this.update(),
  );

  connected() {
    if (!isPlatformAdmin()) return;
    this.updateOnTick();
    this.#all.load();
    this.every(REFRESH_MS, () => this.#all.loading || this.#all.load());
    this.listen(document, "visibilitychange", () => document.hidden || this.#all.load());
  }

  /** @returns {Promise<Shown | null>} null: there is none */
  async #fetch() {
    try {
      const [monitor, details] = await Promise.all([
        read("monitors", this.#id),
        api.get(`/v1/admin/monitors/${encodeURIComponent(this.#id)}/details`),
      ]);
      return { monitor, details };
    } catch (error) {
      if (/** @type {any} */ (error).status === 404) return null;
      throw error;
    }
  }

  template() {
    const all = html`<a class="button" href="/status-pages?show=monitors">All monitors</a>`;
    if (!isPlatformAdmin())
      return html`${pageHead("Monitor", null)}${empty("No access", "Monitors are managed by administrators of this installation. Ask one of them for access.")}`;
    const { data } = this.#all;
    if (data === null) return html`${pageHead("Monitor not found", null)}${empty("No such monitor", "It was deleted.", all)}`;
    return html`${pageHead(
      data?.monitor.name ?? "Monitor",
      this.#all,
      data
        ? html`<button class="button" type="button" @click=${() => showPushDialog(data.monitor)}>${icons.copy}Show push URL</button>`
        : nothing,
    )}
      <p class="way-back"><a href="/status-pages?show=monitors">All monitors</a></p>
      ${loadState(this.#all, 6)} ${data ? this.#content(data) : nothing}`;
  }

  /** @param {Shown} shown */
  #content({ monitor, details }) {
    return html`<div class="machine-page">
      <section class="card" aria-labelledby="state-title">
        <div class="card-head"><h2 id="state-title">State</h2><span class="badge" data-state=${details.status} data-testid="monitor-state"><span class="lamp" aria-hidden="true"></span>${stateLabels[details.status]}</span></div>
        ${details.reason ? html`<p class="alert-message">${details.reason}</p>` : nothing}
        <dl class="machine-facts">
          ${fact(details.down_since ? "Down since" : "Last report", time(details.down_since ?? details.last_report, "none yet"))}
          ${fact("Last pulse", time(details.last_pulse, "none yet"))}
          ${fact("Latency", latency(details.latency))}
          ${fact("Interval", `every ${monitor.interval} s`)}
          ${fact("Monitored since", details.first_pulse ? moment(details.first_pulse) : "no pulse yet")}
          ${fact("ID", html`<code>${monitor.id}</code>`)}
        </dl>
      </section>
      <section class="card" aria-labelledby="uptime-title">
        <div class="card-head"><h2 id="uptime-title">Uptime</h2></div>
        <dl class="machine-facts">${uptimeLabels.map(([name, label]) => fact(label, percent(details.uptimes[name])))}</dl>
      </section>
      ${this.#pulses(monitor, details)} ${this.#downtimes(details)}
      <section class="card" aria-labelledby="pages-title">
        <div class="card-head"><h2 id="pages-title">Shown on</h2></div>
        ${details.pages.length === 0 ? html`<p class="quiet">No status page shows this monitor.</p>` : nothing}
        <ul class="plain-list">${details.pages.map(({ name, slug }) => html`<li><a class="name-link" href="/status/${encodeURIComponent(slug)}">${name}</a></li>`)}</ul>
      </section>
    </div>`;
  }

  /** @param {import("../uptime/admin-api.js").Monitor} monitor @param {Details} details */
  #pulses({ interval }, { pulses }) {
    const now = Date.now();
    const cut = pulses.length === MOST;
    const reports = [...pulses].reverse().map((report) => ({ ...report, at: Date.parse(report.at) }));
    return html`<section class="card" aria-labelledby="pulses-title">
      <div class="card-head"><h2 id="pulses-title">Pulses of the last hour</h2><p>${cut ? `the newest ${MOST}` : pulses.length}, latency in ms</p></div>
      ${pulses.length === 0 ? html`<p class="quiet">No reports in the last hour.</p>` : html`<hg-latency-plot .facts=${{ reports, from: cut ? reports[0].at : now - HOUR_MS, to: now, gap: 2.5 * interval * 1000 }}></hg-latency-plot>`}
      <ol class="events">${repeat(
        pulses.slice(0, SHOWN),
        ({ at }) => at,
        ({ at, failed, message, latency: took }) =>
          html`<li><time datetime=${at} title=${exactTime(at)}>${clock(Date.parse(at))}</time><span>${failed ? `Failure${message ? `: ${message}` : ""}` : latency(took)}</span></li>`,
      )}</ol>
    </section>`;
  }

  /** @param {Details} details */
  #downtimes({ downtimes }) {
    return html`<section class="card" aria-labelledby="downs-title">
      <div class="card-head"><h2 id="downs-title">Downtimes of 90 days</h2></div>
      ${downtimes.length === 0 ? html`<p class="quiet">Not down in this time.</p>` : nothing}
      <ol class="events" data-testid="downtimes">${repeat(
        downtimes,
        ({ from }) => from,
        ({ from, until, reason }) => html`<li><time datetime=${from} title=${exactTime(from)}>${moment(from)}</time>
          <span>${until ? lasted(from, until) : "Down now"}${reason ? `: ${reason}` : ", without a report"}</span></li>`,
      )}</ol>
    </section>`;
  }
}

/** @param {string} from @param {string} until */
function lasted(from, until) {
  const seconds = Math.round((Date.parse(until) - Date.parse(from)) / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** @param {string} label @param {unknown} value */
const fact = (label, value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

/** @param {string | null} at @param {string} none */
const time = (at, none) => (at ? html`<time datetime=${at} title=${exactTime(at)}>${ago(at)}</time>` : none);

customElements.define("hg-monitor", MonitorPage);
