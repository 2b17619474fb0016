import { html, nothing, repeat } from "../../lib/lit-html.js";
import { subscribeToAlerts } from "../alerts.js";
import { api, config, currentOrg } from "../context.js";
import { FirstStepsCard } from "../first-steps-card.js";
import { headline, severities, worst } from "../overview.js";
import { Loader, loadState, pageHead, showConnection, subscribeToTable } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { ago, exactTime, moment } from "../words.js";

const REFRESH_MS = 10_000;
/** The server stores the events of machines every other second, and its answer may be two seconds old. */
const STORED_MS = 5_000;

/** @typedef {import("../overview.js").Overview} Overview */
/** @typedef {import("../../sdk/index.js").ConnectionState} ConnectionState */
/** The worse of two states is shown. @type {ConnectionState[]} */
const order = ["live", "none", "connecting", "stale", "reconnecting", "polling", "offline", "failed"];

/** What needs attention now, each with the way to its place. */
class Now extends View {
  #org = currentOrg()?.id;
  #firstSteps = new FirstStepsCard(this);
  /** @type {ConnectionState | null} of the alerts */
  #alertState = "connecting";
  /** @type {ConnectionState | null} what is shown in the bar */
  #shown = null;
  /** @type {number | undefined} */
  #refetch;
  /** @type {number | undefined} */
  #again;
  #overview = new Loader(
    `overview:${this.#org ?? ""}`,
    () => api.get("/api/overview", { query: { org_id: this.#org } }),
    () => this.update(),
  );

  connected() {
    this.updateOnTick();
    this.#firstSteps.connect();
    this.#overview.load();
    this.every(REFRESH_MS, () => this.#overview.load());
    this.listen(document, "visibilitychange", () => document.hidden || this.#overview.load());
    this.onDisconnect(() => {
      clearTimeout(this.#refetch);
      clearTimeout(this.#again);
    });
    this.onDisconnect(api.onConnection(() => this.#showState()));
    subscribeToAlerts(
      this,
      () => this.#changed(),
      (state) => {
        this.#alertState = state;
        this.#showState();
      },
    );
    if (this.#org)
      subscribeToTable(this, {
        name: "now-machines",
        table: "machines",
        loader: this.#overview,
        load: () => void this.#overview.load(),
        onChange: () => this.#machineChanged(),
      });
  }

  #machineChanged() {
    this.#changed();
    clearTimeout(this.#again);
    this.#again = window.setTimeout(() => this.#overview.load(), STORED_MS);
  }

  /** A burst of events causes one load. */
  #changed() {
    this.#refetch ??= window.setTimeout(() => {
      this.#refetch = undefined;
      this.#overview.load();
    }, config.debounce_ms);
  }

  /** Shows the worse of the two connections. */
  #showState() {
    const fleet = this.#org ? api.connection : "live";
    this.#shown =
      this.#alertState === null || !this.isConnected
        ? null
        : order.indexOf(fleet === "none" ? "connecting" : fleet) > order.indexOf(this.#alertState)
          ? fleet === "none"
            ? "connecting"
            : fleet
          : this.#alertState;
    showConnection(this.#shown);
    this.update();
  }

  template() {
    const { data, at = 0, error } = this.#overview;
    const { kind, text } = headline({
      overview: data,
      age: Date.now() - at,
      failed: error !== undefined,
      live: this.#shown === "live",
    });
    return html`${pageHead("Now", this.#overview)}
      <p class="now-headline" data-kind=${kind} data-testid="now-headline" role="status">${kind === "attention" ? icons.warning : kind === "quiet" ? icons.check : icons.info}<span>${text}</span></p>
      ${loadState(this.#overview, 6)} ${this.#firstSteps.template()}
      ${data && this.#firstSteps.settled ? html`<div class="now">${this.#alerts(data)} ${this.#services(data)} ${this.#machines(data)} ${this.#notices(data)}</div>` : nothing}`;
  }

  /** @param {Overview} overview */
  #alerts({ alerts }) {
    const counts = html`<p class="now-counts">${severities.map(
      (severity) =>
        html`<a class="severity-count" href="/alerts?severity=${severity}" data-severity=${severity} data-none=${alerts[severity] === 0 ? "yes" : "no"}><strong>${alerts[severity]}</strong> ${severity}</a>`,
    )}</p>`;
    return card(
      "alerts",
      "Alerts",
      "/alerts",
      alerts.sites.length,
      "No unresolved alerts.",
      html`${counts}<ul class="now-list">${repeat(
        alerts.sites,
        ({ site }) => site,
        (site) => html`<li data-severity=${worst(site)}><span class="severity-dot" aria-hidden="true"></span>
        <a class="name-link" href="/alerts?site=${encodeURIComponent(site.site)}">${site.site}</a>
        <span class="now-what">${severities
          .filter((severity) => site[severity] > 0)
          .map((severity) => `${site[severity]} ${severity}`)
          .join(", ")}${site.acknowledged > 0 ? `, ${site.acknowledged} acknowledged` : ""}</span>${since(site.oldest)}</li>`,
      )}</ul>
      ${more(alerts.more_sites, "/alerts", "more sites")}`,
    );
  }

  /** @param {Overview} overview */
  #services({ services, services_count, services_in_maintenance }) {
    if (services === null) return nothing;
    return card(
      "services",
      "Services not up",
      "/status-pages?show=monitors",
      services.length,
      "Every service that reports is up.",
      html`<ul class="now-list">${repeat(
        services,
        ({ id }) => id,
        ({
          id,
          name,
          status,
          reason,
          maintenance,
          since: from,
        }) => html`<li data-status=${maintenance ? "maintenance" : status}><span class="severity-dot" aria-hidden="true"></span>
        <a class="name-link" href="/monitors/${encodeURIComponent(id)}">${name}</a>
        <span class="now-what">${maintenance ? "In maintenance, " : ""}${status === "unknown" ? "unknown since the server was away" : reason ? `down: ${reason}` : "down, without a report"}</span>${since(from)}</li>`,
      )}</ul>
      ${more((services_count ?? 0) + (services_in_maintenance ?? 0) - services.length, "/status-pages?show=monitors")}`,
    );
  }

  /** @param {Overview} overview */
  #machines({ machines }) {
    if (machines === null) return nothing;
    const { silent, silent_count, online, total } = machines;
    return card(
      "machines",
      "Silent machines",
      "/machines?status=offline",
      silent.length,
      total === 0 ? "No machines yet." : `No machine fell silent. ${online} of ${total} online.`,
      html`<ul class="now-list">${repeat(
        silent,
        ({ id }) => id,
        ({
          id,
          name,
          last_seen,
          recorded,
          since: from,
        }) => html`<li data-status="silent"><span class="severity-dot" aria-hidden="true"></span>
        <a class="name-link" href="/machines/${encodeURIComponent(id)}">${name}</a>
        <span class="now-what">last seen ${last_seen ? html`<time title=${exactTime(last_seen)}>${ago(last_seen)}</time>` : "never"}${recorded ? "" : ", offline since before this was recorded"}</span>${since(from)}</li>`,
      )}</ul>
      ${more(silent_count - silent.length, "/machines?status=offline")}`,
    );
  }

  /** @param {Overview} overview */
  #notices({ incidents, incidents_count, maintenances }) {
    if (incidents === null || maintenances === null) return nothing;
    return card(
      "notices",
      "Incidents and maintenances",
      "/status-pages",
      incidents.length + maintenances.length,
      "No open incident, and no maintenance in progress.",
      html`<ul class="now-list">
        ${repeat(
          incidents,
          ({ id }) => id,
          ({
            title,
            severity,
            status,
            page,
            created_at,
          }) => html`<li data-severity=${severity === "minor" ? "warning" : "critical"}><span class="severity-dot" aria-hidden="true"></span>
          <a class="name-link" href="/status/${encodeURIComponent(page.slug)}">${title}</a><span class="now-what">${severity} incident, ${status}, on ${page.name}</span>${since(created_at)}</li>`,
        )}
        ${repeat(
          maintenances,
          ({ id }) => id,
          ({
            title,
            page,
            scheduled_end,
          }) => html`<li data-status="maintenance"><span class="severity-dot" aria-hidden="true"></span>
          <a class="name-link" href="/status/${encodeURIComponent(page.slug)}">${title}</a><span class="now-what">maintenance on ${page.name}</span><span class="now-since">until ${moment(scheduled_end)}</span></li>`,
        )}
      </ul>
      ${more((incidents_count ?? 0) - incidents.length, "/status-pages", "more incidents")}`,
    );
  }
}

/** The way to what is not listed. @param {number} count @param {string} link @param {string} [words] */
const more = (count, link, words = "more") =>
  count > 0 ? html`<p class="quiet"><a href=${link}>${count} ${words}</a></p>` : nothing;

/** @param {string | null} at */
const since = (at) => (at ? html`<time class="now-since" datetime=${at} title=${exactTime(at)}>${ago(at)}</time>` : nothing);

/** @param {string} id @param {string} title @param {string} link @param {number} count @param {string} none @param {unknown} content */
const card = (
  id,
  title,
  link,
  count,
  none,
  content,
) => html`<section class="card" aria-labelledby="now-${id}" data-testid="now-${id}">
  <div class="card-head"><h2 id="now-${id}"><a class="name-link" href=${link}>${title}</a></h2></div>
  ${count === 0 ? html`<p class="quiet">${none}</p>` : content}</section>`;

customElements.define("hg-now", Now);
