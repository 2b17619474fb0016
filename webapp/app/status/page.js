import { html, nothing } from "../../lib/lit-html.js";
import { environment } from "../../sdk/environment.js";
import { createRest } from "../../sdk/rest.js";
import { StatusFeed } from "../../sdk/status/feed.js";
import { errorMessage } from "../error-message.js";
import { icons } from "../parts/icons.js";
import { toast } from "../parts/toasts.js";
import { View } from "../view.js";
import { failedGate, passwordGate, unknownPage, waitingGate } from "./access-views.js";
import { indicator } from "./connection-indicator.js";
import { announcement } from "./event-messages.js";
import { Histories } from "./history-store.js";
import { countsOf, overall } from "./item-tree.js";
import { sentence, tally } from "./labels.js";
import { isOver } from "./page-state.js";
import { month, Visit } from "./page-store.js";
import { PastMonths } from "./report-history.js";
import { current, planned } from "./report-sections.js";
import { Services } from "./service-list.js";
import { stateMark } from "./state-icon.js";

const PATIENCE_MS = 400;
const TRY_AGAIN_MS = 15_000;
/** Some more for each visitor, so that not all ask at the same second. */
const REFRESH_MS = 60_000 + 30_000 * Math.random();
/** Many look at a page when something breaks; they must not all ask at the same moment. */
const TURNED_MS = 300;
const TURNED_SPREAD_MS = 900;

/** How many are not over. @param {import("./page-state.js").State["incidents"]} incidents */
const openOf = (incidents) => incidents.filter((one) => !isOver(one)).length;

/** A public status page: fetched once, then live. */
export class StatusPage extends View {
  #slug = decodeURIComponent(/^\/status\/([^/]+)/.exec(location.pathname)?.[1] ?? "");
  #env = environment();
  #visit = new Visit({
    slug: this.#slug,
    rest: (visit) => this.#restFor(visit),
    storage: sessionStorage,
    changed: () => this.update(),
  });
  #rest = this.#restFor(this.#visit);
  #histories = new Histories(
    (path) => this.#rest.get(`/v1/status/${encodeURIComponent(this.#slug)}${path}`),
    (id) => this.#services.touch(id),
  );
  #services = new Services(this.#histories, () => this.update());
  #past = new PastMonths(this.#visit, () => this.update());
  #feed = new StatusFeed({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`,
    slug: this.#slug,
    password: () => this.#visit.secret,
    log: (line) => console.log(line),
    wakeTargets: [document, window],
    onState: () => this.update(),
    onSubscribed: (resumed) => (resumed && !this.#visit.error ? this.#catchUp() : this.#reload(0)),
    onGap: () => this.#reload(0),
    onRefused: () => this.#reload(0),
    onEvent: (event) => this.#heard(event),
  });
  /** @type {number | undefined} */
  #soon;
  /** @type {number | undefined} */
  #turned;

  entered() {
    if (!this.#slug) {
      this.#visit.gate = "unknown";
      return;
    }
    this.#feed.start();
    this.#reload(PATIENCE_MS); // being let in is usually faster, and fetching after it misses nothing
    const timer = setInterval(() => document.hidden || this.#refresh(), REFRESH_MS);
    this.whenLeft(() => clearInterval(timer));
    this.listen(document, "visibilitychange", () => document.hidden || this.#refresh());
    this.whenLeft(() => this.#feed.stop());
  }

  /** @param {Visit} visit */
  #restFor(visit) {
    const credentials = { token: () => visit.secret, renew: async () => null };
    return createRest({ baseUrl: location.origin, credentials, timeoutMs: 20_000, env: this.#env });
  }

  /** @param {number} ms */
  #reload(ms) {
    clearTimeout(this.#soon);
    this.#soon = window.setTimeout(async () => {
      this.#histories.refresh();
      await this.#visit.load();
      if (this.#visit.seq !== undefined) this.#feed.since(this.#visit.seq);
      this.#services.touch();
      if (this.#visit.gate === "unknown") this.#feed.stop();
      if (this.#visit.error) this.#reload(TRY_AGAIN_MS);
    }, ms);
  }

  /** Everything else was told on coming back, but no pulse is told twice. */
  async #catchUp() {
    this.#histories.refresh();
    await this.#visit.loadPage();
    this.#services.touch();
  }

  /** What no event tells: how the groups are doing, and that time goes on, from one month into the next, too. */
  async #refresh() {
    this.#histories.expire(Date.now());
    if (this.#visit.state) await this.#visit.completeReports();
    if (this.#feed.state === "live" && this.#visit.state?.page.items.some(({ children }) => children))
      await this.#visit.loadPage();
    this.#services.touch();
  }

  /** @param {import("./page-state.js").StatusEvent} event */
  #heard(event) {
    const { state } = this.#visit;
    const words = state && announcement(state, event);
    if (words) toast(words.text, words.kind);
    this.#visit.hear(event);
    const { monitorId } = event.data;
    if (event.action === "pulse") {
      this.#histories.add(event.data);
      this.#services.pulse(monitorId);
    } else if (["monitor-down", "monitor-recovered"].includes(event.action)) this.#turn(monitorId);
  }

  /** @param {string} monitorId it turned; only the server knows what became of the groups around it */
  #turn(monitorId) {
    clearTimeout(this.#turned);
    this.#turned = window.setTimeout(
      async () => {
        this.#histories.refresh(monitorId);
        await this.#visit.loadPage();
        this.#services.touch();
      },
      TURNED_MS + Math.random() * TURNED_SPREAD_MS,
    );
  }

  /** @param {string} password */
  async #enter(password) {
    await this.#visit.enter(password);
    if (this.#visit.seq !== undefined) this.#feed.since(this.#visit.seq);
    if (this.#visit.state) this.#feed.subscribe();
  }

  template() {
    const { state, gate, error, loading, refused } = this.#visit;
    if (gate === "unknown") return unknownPage(this.#slug);
    if (gate === "password") return passwordGate({ refused, loading, error, enter: (password) => this.#enter(password) });
    if (!state) return error ? failedGate(error, loading, () => this.#reload(0)) : waitingGate;
    return this.#page(state);
  }

  /** @param {import("./page-state.js").State} state */
  #page(state) {
    const { page } = state;
    document.title = `${page.name}: ${sentence(overall(page.items), countsOf(page.items), openOf(state.incidents))}`;
    return html`<header class="status-bar">
        <h1>${page.name}</h1>
        ${indicator(this.#feed.state, () => this.#feed.retry())}
        <hg-theme-toggle></hg-theme-toggle>
      </header>
      <main id="content" class="status-main" tabindex="-1">
        ${this.#summary(state)} ${this.#problem()} ${current(state)}
        ${page.items.length === 0 ? html`<section class="empty" data-testid="empty-page"><h2>Nothing to show yet</h2><p>This status page has no monitors. As soon as it gets some, they appear here.</p></section>` : this.#services.template(page.items)}
        ${planned(state, month(Date.now(), 1))} ${this.#past.template(state)}
      </main>
      <footer class="status-foot"><p>Watched by Heliograph</p></footer>`;
  }

  /** @param {import("./page-state.js").State} known */
  #summary({ page: { items, lastUpdated }, incidents }) {
    const state = overall(items);
    const counts = countsOf(items);
    const open = openOf(incidents);
    const facts = { heardAt: this.#visit.heardAt, updated: lastUpdated, live: ["live", "connecting"].includes(this.#feed.state) };
    return html`<section class="overall" data-status=${state} data-testid="overall" aria-label="All in all">
      ${stateMark(state)}
      <div role="status"><p class="overall-state" data-testid="overall-state">${items.length === 0 ? "Nothing is watched" : sentence(state, counts, open)}</p>
        ${items.length === 0 ? nothing : html`<p data-testid="tally" data-up=${counts.up} data-down=${counts.down}>${tally(counts, open)}</p>`}</div>
      <hg-status-updated .facts=${facts}></hg-status-updated>
    </section>`;
  }

  /** A failed refetch does not take away what is known. */
  #problem() {
    const problem = this.#visit.error ?? this.#visit.reportsError;
    if (!problem) return nothing;
    return html`<div class="notice" data-kind="bad" role="alert" data-testid="refetch-error">${icons.warning}
      <p><strong>Not all of this is up to date.</strong> ${errorMessage(problem)}</p>
      <button class="button" type="button" ?disabled=${this.#visit.loading} @click=${() => this.#reload(0)}>Retry</button></div>`;
  }
}
