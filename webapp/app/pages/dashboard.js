import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api, config, currentOrg, mayAdminister } from "../context.js";
import { fleetHistoryOf, pointsOf, ranges, readEvents, readPeriods } from "../fleet-history.js";
import { byName } from "../machines.js";
import { badge, empty, Loader, loadState, meter, pageHead, subscribeToTable } from "../parts/page-parts.js";
import { ago, errorMessage, exactTime } from "../words.js";
import "../parts/fleet-plots.js";
import { View } from "../view.js";

const PATIENCE_MS = 250;
/** In debounce periods: after this time the page refetches, although events keep coming. */
const LONGEST_BURST = 20;
/** The server counts each minute. */
const HISTORY_MS = 60_000;

/** The overview of the fleet. A burst of events causes one refetch, after the last of them. */
class Dashboard extends View {
  #org = currentOrg()?.id ?? "";
  #history = fleetHistoryOf(this.#org);
  /** @type {number | undefined} */
  #refetch;
  /** When the page refetches during a burst of events at the latest. */
  #burstEnds = Infinity;
  #range = new URLSearchParams(location.search).get("range") ?? "";
  #periods = new Loader(
    () => `machine-history:${this.#org}:${this.#range}`,
    async () => ({ range: this.#range, periods: await readPeriods(this.#org, this.#chosen()) }),
    () => this.update(),
  );
  #events = new Loader(
    `machine-events:${this.#org}`,
    async () => {
      const events = await readEvents(this.#org);
      this.#history.merge(events);
      return events;
    },
    () => this.update(),
  );
  #stats = new Loader(
    `stats:${this.#org}`,
    (onSeq) => this.#fetch(onSeq),
    () => this.update(),
  );

  connected() {
    this.updateOnTick();
    this.onDisconnect(() => clearTimeout(this.#refetch));
    this.every(HISTORY_MS, () => this.#periods.load());
    this.#loadIn(PATIENCE_MS); // the subscription is usually faster, and loading after it misses nothing
    subscribeToTable(this, {
      name: "dashboard-machines-realtime",
      table: "machines",
      loader: this.#stats,
      load: () => this.#loadIn(0),
      onChange: (change) => this.#changed(change),
    });
  }

  /** @param {number} ms @param {number} [seq] the position of the event that caused it */
  #loadIn(ms, seq) {
    clearTimeout(this.#refetch);
    this.#refetch = window.setTimeout(() => {
      this.#burstEnds = Infinity;
      this.#stats.load(seq);
      if (seq === undefined) this.#loadHistory();
    }, ms);
  }

  #loadHistory() {
    this.#periods.load();
    this.#events.load();
  }

  #chosen() {
    return ranges[this.#range] ?? ranges.hour;
  }

  /** @param {string} range */
  #choose(range) {
    this.#range = range === "hour" ? "" : range;
    history.replaceState(null, "", this.#range ? `/dashboard?range=${range}` : "/dashboard");
    this.update();
    this.#periods.load();
  }

  /** @param {(seq: number, epoch?: string) => void} onSeq */
  async #fetch(onSeq) {
    const { data } = await api.post("/api/db/_rpc", { fn: "get_dashboard_stats", _org_id: this.#org }, { onSeq });
    this.#history.sample(data);
    return data;
  }

  /** @param {import("../../sdk/channel.js").Change} change */
  #changed(change) {
    const now = Date.now();
    this.#burstEnds = Math.min(this.#burstEnds, now + LONGEST_BURST * config.debounce_ms);
    this.#loadIn(Math.min(config.debounce_ms, Math.max(0, this.#burstEnds - now)), change.seq);
    if (change.eventType === "POLL") return void this.#events.load();
    this.#history.record(change);
    /** @type {any} */ (this.querySelector("hg-fleet"))?.flash(change.new.id ?? change.old.id);
    this.update();
  }

  template() {
    const stats = this.#stats.data;
    return html`${pageHead("Dashboard", this.#stats)} ${loadState(this.#stats, 5)}
      ${!stats ? nothing : stats.machineCount === 0 ? noMachines() : this.#overview(stats)}`;
  }

  /** @param {any} stats */
  #overview(stats) {
    const { machines, machineCount, onlineCount, offlineCount, memberCount, pendingInvites } = stats;
    return html`<section class="stats" aria-label="Key figures">
        <article class="card network">
          <h2>Network Status</h2>
          <p class="figure" data-testid="online-count" aria-live="polite">${onlineCount}/${machineCount} Online</p>
          ${meter(onlineCount, machineCount, "Machines online")}
        </article>
        ${figure("Machines", machineCount, "registered", "/machines")}
        ${figure("Offline", offlineCount, offlineCount === 1 ? "machine not online" : "machines not online", "/health")}
        ${figure("Members", memberCount, pendingInvites ? `${pendingInvites} invited` : "in this organisation", "/members")}
      </section>
      <div class="board">
        <section class="card wide" aria-labelledby="fleet-title">
          <div class="card-head"><h2 id="fleet-title">Fleet</h2>${legend}</div>
          <hg-fleet .machines=${byName(machines)}></hg-fleet>
        </section>
        ${this.#trend()}
        ${this.#changes()} ${active(machines.filter((/** @type {any} */ { status }) => status === "online"))}
      </div>`;
  }

  #trend() {
    const chosen = this.#chosen();
    const { data, error } = this.#periods;
    const known = data && (ranges[data.range] ?? ranges.hour) === chosen;
    const points = pointsOf(known ? data.periods : [], this.#history.samples, chosen, Date.now());
    return html`<section class="card" aria-labelledby="trend-title">
      <div class="card-head"><h2 id="trend-title">Online over time</h2>
        <div class="segments" role="group" aria-label="Time range">${Object.entries(ranges).map(
          ([name, { label }]) =>
            html`<button type="button" aria-pressed=${ranges[name] === chosen} @click=${() => this.#choose(name)}>${label}</button>`,
        )}</div></div>
      ${error ? html`<p class="row-problem" role="alert">The history could not be loaded. ${errorMessage(error)}</p>` : nothing}
      ${points.length === 0 && known && !error ? html`<p class="quiet">Nothing was recorded in this time.</p>` : nothing}
      <hg-trend .facts=${{ points, range: chosen }}></hg-trend>
    </section>`;
  }

  #changes() {
    const { changes } = this.#history;
    const { data, error } = this.#events;
    return html`<section class="card" aria-labelledby="changes-title">
      <div class="card-head"><h2 id="changes-title">Recent changes</h2></div>
      ${error ? html`<p class="row-problem" role="alert">Earlier changes could not be loaded. ${errorMessage(error)}</p>` : nothing}
      ${changes.length === 0 && data ? html`<p class="quiet">No changes yet. Changes appear here live.</p>` : nothing}
      <ol class="feed" tabindex="0" aria-labelledby="changes-title">
        ${repeat(
          changes,
          (change) => change,
          (change) => html`<li>
          ${this.#name(change)} ${verb(change.event, change.status)}
          <time datetime=${new Date(change.at).toISOString()} title=${exactTime(change.at)}>${ago(change.at)}</time></li>`,
        )}
      </ol>
    </section>`;
  }

  /** @param {import("../fleet-history.js").Entry} change */
  #name(change) {
    const name = change.name ?? this.#history.names.get(change.id) ?? "A machine";
    return html`<span class="feed-name" title=${name}>${
      this.#history.exists(change)
        ? html`<a class="name-link" href="/machines/${encodeURIComponent(change.id)}">${name}</a>`
        : name
    }</span>`;
  }
}

/** @param {string} event @param {string | null | undefined} status */
function verb(event, status) {
  if (event === "DELETE") return html`<span class="feed-what">deleted</span>`;
  if (event === "INSERT")
    return html`<span class="feed-what">added</span>${status ? badge(/** @type {any} */ (status)) : nothing}`;
  return status ? badge(/** @type {any} */ (status)) : html`<span class="feed-what">updated</span>`;
}

/** @param {import("../machines.js").Machine[]} online */
const active = (online) => html`<section class="card wide" aria-labelledby="active-title">
  <div class="card-head"><h2 id="active-title">Active Machines</h2><p>${online.length}</p></div>
  ${online.length === 0 ? html`<p class="quiet">No machines online. Start the agent on a machine to see it here.</p>` : nothing}
  <ul class="active" data-testid="active-machines" tabindex="0" aria-labelledby="active-title">
    ${repeat(
      byName(online),
      ({ id }) => id,
      ({ id, name, tailnet_ip, os, last_seen }) => html`<li data-machine-name=${name}>
      <span class="lamp" data-condition="online" aria-hidden="true"></span><strong><a class="name-link" href="/machines/${encodeURIComponent(id)}">${name}</a></strong>
      <span class="address">${tailnet_ip}</span><span title=${os}>${os}</span><span class="seen">${ago(last_seen)}</span></li>`,
    )}
  </ul>
</section>`;

/** @param {string} title @param {number} value @param {string} note @param {string} link */
const figure = (title, value, note, link) => html`<article class="card">
  <h2><a href=${link}>${title}</a></h2><p class="figure">${value}</p><p class="quiet">${note}</p></article>`;

const legend = html`<ul class="legend" aria-hidden="true">
  ${["online", "offline", "pending", "quarantined"].map((status) => html`<li data-status=${status}><i></i>${status}</li>`)}
</ul>`;

const noMachines = () =>
  empty(
    "No machines yet",
    mayAdminister() ? "Add your first machine by running one command on it." : "Ask an admin of this organisation to add one.",
    mayAdminister() ? html`<a class="button primary" href="/machines?add">Add machine</a>` : nothing,
  );

customElements.define("hg-dashboard", Dashboard);
