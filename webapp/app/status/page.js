import { html, render } from "../../lib/lit-html.js";
import { PublicClient } from "../../sdk/rest.js";
import { View } from "../view.js";
import { inTime, loadLanguage, t } from "../words.js";
import { accessView, headlineOf, indicator, problemNotice, summary } from "./headline.js";
import { month, withFirstAnswers } from "./page-state.js";
import { PageStore } from "./page-store.js";
import { currentReports, eventMessage, extras, isLegible, plannedReports } from "./reports.js";
import { ServiceList } from "./service-list.js";

const TRY_AGAIN_MS = 15_000;
const POLLING_MS = 30_000;
/** How long the connection is waited for before what has requests of its own is loaded. */
const PAST_AFTER_MS = 3_000;
/** With a random part for each visitor, so that requests do not come at the same moment. */
const REFRESH_MS = 60_000 + 30_000 * Math.random();
/** A page has many visitors during an outage; their requests must not come at the same moment. Where events never pause, they wait no longer than the last. */
const CATCH_UP_MS = 300;
const CATCH_UP_SPREAD_MS = 900;
const CATCH_UP_MOST_MS = 3_000;

/** A public status page: fetched once, then updated by events. */
class StatusPage extends View {
  #slug = this.getAttribute("slug") ?? ""; // by the server, since an address of its own does not contain it
  #api = new PublicClient({
    baseUrl: location.origin,
    getToken: () => this.#store.password.secret,
    wakeTargets: [document, window],
    fetch: /** @type {typeof fetch} */ (withFirstAnswers(document, (...call) => fetch(...call))),
  });
  #store = new PageStore({ slug: this.#slug, rest: this.#api, storage: sessionStorage, changed: () => this.update() });
  #services = new ServiceList(() => this.update());
  /** @type {ReturnType<typeof import("./past.js").pastOf> | undefined} what a live view does without, once it is loaded */
  #past;
  /** @type {Promise<void> | undefined} its load, which runs or has succeeded */
  #pastLoad;
  #pastFailed = false;
  /** @type {import("../../sdk/status/index.js").StatusChannel | null} the live events; its modules are loaded while the page is fetched */
  #channel = null;
  /** Whether these modules could not be loaded. */
  #isolated = false;
  /** @type {number | undefined} */
  #reloadTimer;
  /** @type {number | undefined} */
  #catchUpTimer;
  #catchUpBy = Infinity;
  /** @type {Set<string | undefined>} the monitors whose histories are fetched again then; undefined: all */
  #outdated = new Set();
  /** @type {number | undefined} */
  #pastTimer;

  connected() {
    if (!this.#slug) {
      this.#store.gate = "unknown";
      return;
    }
    this.#follow(this.#fetch());
    this.every(REFRESH_MS, () => this.#refresh());
    this.listen(document, "visibilitychange", () => document.hidden || this.#refresh());
    this.onDisconnect(() => this.#channel?.unsubscribe());
    this.onDisconnect(() => [this.#reloadTimer, this.#catchUpTimer, this.#pastTimer].map((timer) => clearTimeout(timer)));
  }

  /** Subscribes to the events after what was fetched. @param {Promise<void>} fetched */
  async #follow(fetched) {
    try {
      const { statusPages } = await inTime(import("../../sdk/status/index.js"));
      await fetched;
      if (!this.isConnected || this.#store.gate === "unknown") return;
      this.#channel = this.#api
        .use(statusPages)
        .statusPage(this.#slug, { password: () => this.#store.password.secret, log: (line) => console.log(line) })
        .on("*", (message) => (message.kind === "POLL" ? this.#poll(message.frame) : this.#received(message.frame)));
      this.onDisconnect(this.#channel.onConnection((state) => (state === "live" ? this.#loadPast() : this.update())));
      this.#resume();
      this.#channel.subscribe((status) => this.#statusChanged(status));
    } catch (error) {
      console.warn("The modules of the live connection could not be loaded.", error);
      this.#isolated = true;
      this.every(POLLING_MS, () => this.#poll(null));
    }
    this.update();
  }

  /** Loads the past of a page that is shown. After a failure it is tried again, which in browsers that keep a failed import needs a reload. */
  #loadPast() {
    this.update();
    if (!this.#store.state) return;
    this.#pastLoad ??= this.#importPast();
    return this.#pastLoad;
  }

  /** Where the connection is long in coming. */
  #loadPastSoon() {
    clearTimeout(this.#pastTimer);
    if (!this.#past) this.#pastTimer = window.setTimeout(() => this.#loadPast(), PAST_AFTER_MS);
  }

  async #importPast() {
    try {
      const { pastOf } = await inTime(import("./past.js"));
      this.#past = pastOf(this.#store, this.#services, this.#api, () => this.update());
    } catch (error) {
      console.warn("The past of the page could not be loaded.", error);
      this.#pastLoad = undefined;
      this.#services.show(null);
    }
    this.#pastFailed = !this.#past;
    this.update();
  }

  /** @returns {import("../../sdk/index.js").ConnectionState} */
  get #connection() {
    return this.#channel?.connection ?? (this.#isolated ? "failed" : "connecting");
  }

  #connect() {
    if (this.#channel) this.#channel.retry();
    else location.reload();
  }

  /** @param {import("../../sdk/index.js").ChannelStatus} status */
  #statusChanged(status) {
    if (status === "RESUMED" && !this.#store.error) this.#catchUp();
    else if (["SUBSCRIBED", "RESUMED", "CHANNEL_ERROR"].includes(status)) this.#reload(0);
  }

  /** @param {number} ms */
  #reload(ms) {
    clearTimeout(this.#reloadTimer);
    this.#reloadTimer = window.setTimeout(() => this.#fetch(), ms);
  }

  #retry = () => this.#reload(0);

  async #fetch() {
    this.#past?.histories.invalidate();
    await this.#store.load();
    this.#resume();
    this.#loadPastSoon();
    this.#services.touch();
    if (this.#store.gate === "unknown") this.#channel?.unsubscribe();
    const { error, gate, complete } = this.#store;
    if (error || (!gate && !complete)) this.#reload(TRY_AGAIN_MS);
  }

  /** Refreshes what no event reports: the state of groups, and a new month. */
  async #refresh() {
    this.#past?.histories.invalidateOld(Date.now());
    this.#loadPast();
    if (this.#store.state) await this.#store.loadMissingReports();
    if (this.#connection === "live" && this.#store.state?.page.items.some(({ children }) => children))
      await this.#store.loadPage();
    this.#services.touch();
  }

  /** Without a connection the page is fetched from time to time. @param {unknown} gap events that the server no longer has; null: none are known to be missing */
  #poll(gap) {
    if (gap || (!document.hidden && this.#store.state)) this.#reload(0);
  }

  /** @param {import("./page-state.js").StatusEvent} event */
  #received(event) {
    const { state } = this.#store;
    const words = state && eventMessage(state, event);
    if (words) inTime(import("../parts/page-controls.js")).then(({ toast }) => toast(words.text, words.kind), console.warn);
    this.#store.apply(event);
    const { monitorId } = event.data;
    if (event.action === "pulse") {
      this.#past?.histories.addPulse(event.data);
      this.#services.pulse(monitorId);
    } else if (["monitor-down", "monitor-recovered"].includes(event.action)) this.#catchUp(monitorId);
    else if (event.action.startsWith("maintenance-")) this.#catchUp(null);
  }

  /** No event after what was fetched is missed from now on. */
  #resume() {
    const { seq, epoch } = this.#store.position;
    if (seq !== undefined) this.#channel?.since({ seq, epoch });
  }

  /** Fetches what no event brings: states of groups, what is maintained, missed pulses. @param {string | null} [monitorId] that has changed; null: none; absent: any */
  #catchUp(monitorId) {
    if (monitorId !== null) this.#outdated.add(monitorId);
    this.#catchUpBy = Math.min(this.#catchUpBy, performance.now() + CATCH_UP_MOST_MS);
    const delay = Math.min(CATCH_UP_MS + Math.random() * CATCH_UP_SPREAD_MS, this.#catchUpBy - performance.now());
    clearTimeout(this.#catchUpTimer);
    this.#catchUpTimer = window.setTimeout(async () => {
      for (const id of this.#outdated) this.#past?.histories.invalidate(id);
      this.#outdated.clear();
      this.#catchUpBy = Infinity;
      await this.#store.refresh();
      this.#services.touch();
    }, delay);
  }

  /** @param {string} password */
  async #submitPassword(password) {
    await this.#store.submitPassword(password);
    this.#resume();
    this.#loadPastSoon();
    if (this.#store.state) this.#channel?.retry();
  }

  /** What the document shows stays until the page is whole: its open incidents are part of its headline. */
  get ready() {
    const { state, gate, complete, error, reportsError } = this.#store;
    const isLegibleYet = !state || isLegible(state, () => this.update());
    const failed = (error ?? reportsError) && !this.querySelector(".first-view");
    return Boolean(gate || failed || (state && complete && isLegibleYet));
  }

  renderNow() {
    super.renderNow();
    const notice = this.querySelector(".first-view-notice"); // of the document
    if (notice) render(problemNotice(this.#store, this.#retry), /** @type {HTMLElement} */ (notice));
  }

  template() {
    const { state } = this.#store;
    const access = accessView(this.#store, (password) => this.#submitPassword(password), this.#retry);
    if (access || !state) return access;
    isLegible(state, () => this.update()); // later texts do not take away what is shown
    return this.#page(state);
  }

  /** @param {import("./page-state.js").State} state */
  #page(state) {
    const { page } = state;
    const { appearance: look } = page;
    document.title = `${page.name}: ${headlineOf(state).words}`;
    extras?.applyAccent?.(look);
    const footer = extras?.pageText?.(look?.footer, "footer");
    return html`<header class="status-bar">
        ${extras?.logoOf?.(look)}<h1>${page.name}</h1>
        ${indicator(this.#connection, () => this.#connect())}
        <hg-theme-toggle><span class="icon-button"></span></hg-theme-toggle>
      </header>
      <main id="content" class="status-main" tabindex="-1">
        ${extras?.pageText?.(look?.intro, "intro")} ${summary(state, this.#store.lastReceivedAt, this.#connection)} ${problemNotice(this.#store, this.#retry)} ${currentReports(state)}
        ${page.items.length === 0 ? html`<section class="empty" data-testid="empty-page"><h2>${t("No services yet")}</h2><p>${t("This status page has no monitors. They appear here once they are added.")}</p></section>` : this.#services.template(page.items)}
        ${plannedReports(state, month(Date.now(), 1))} ${this.#pastFailed ? html`<p class="row-problem" role="alert">${t("Could not load the history.")} <button class="button small" type="button" @click=${() => location.reload()}>${t("Retry")}</button></p>` : this.#past?.months.template(state)}
      </main>
      ${this.#past ? this.#past.foot(state, footer) : this.#pastFailed ? footer : null}`;
  }
}

document.documentElement.lang = await loadLanguage(navigator.languages);
customElements.define("hg-status-page", StatusPage);
