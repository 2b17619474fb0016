import { html, nothing } from "../../lib/lit-html.js";
import { sendTestEvent } from "../console/admin-api.js";
import { AnnouncementsPart } from "../console/announcements-part.js";
import { JobsPart } from "../console/jobs-part.js";
import { NodesPart } from "../console/nodes-part.js";
import { RatesPart } from "../console/rates-part.js";
import { SettingsPart } from "../console/settings-part.js";
import { SocketsPart } from "../console/sockets-part.js";
import { TopicsPart } from "../console/topics-part.js";
import { duration, listed, plural } from "../console/units.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState, pageHead } from "../parts/page-parts.js";
import { places } from "../router.js";
import { icons, View } from "../view.js";
import { errorMessage } from "../words.js";

const REFRESH_MS = 5_000;

/** @type {Record<string, (host: import("../console/console-parts.js").Host) => import("../console/console-parts.js").Part>} */
const parts = {
  "/console/nodes": (host) => new NodesPart(host),
  "/console/sockets": (host) => new SocketsPart(host),
  "/console/slow": (host) => new SocketsPart(host, { slow: true }),
  "/console/topics": (host) => new TopicsPart(host),
  "/console/rates": (host) => new RatesPart(host),
  "/console/jobs": (host) => new JobsPart(host),
  "/console/settings": (host) => new SettingsPart(host),
  "/console/announcements": (host) => new AnnouncementsPart(host),
};

/** The operation of the installation, for its administrators: one part at a time, read again every 5 s while it is visible. */
class Console extends View {
  #path = location.pathname in parts ? location.pathname : places[0].path;
  #part = parts[this.#path]({ update: () => this.update(), load: (ms) => this.#load(ms) });
  #data = new Loader(
    () => `console:${this.#path}${location.search}`,
    () => this.#part.read(),
    () => this.update(),
  );
  /** @type {any} */
  #timer = null;
  #sending = false;

  connected() {
    this.updateOnTick();
    requestAnimationFrame(() =>
      this.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" }),
    ); // a phone shows only some of them
    this.#data.load();
    this.every(REFRESH_MS, () => this.#refresh());
    this.listen(document, "visibilitychange", () => document.hidden || this.#refresh());
    this.onDisconnect(() => clearTimeout(this.#timer));
  }

  #refresh() {
    if (!this.#data.loading) this.#data.load();
  }

  /** @param {number} [ms] after which the part is read */
  #load(ms = 0) {
    clearTimeout(this.#timer);
    if (ms === 0) this.#data.load();
    else this.#timer = setTimeout(() => this.#data.load(), ms);
    this.update();
  }

  async #sendTestEvent() {
    this.change(() => (this.#sending = true));
    try {
      const answer = await sendTestEvent();
      toast(testEventWords(answer), answer.missing?.length > 0 ? "warn" : "good");
    } catch (error) {
      toast(`The test event could not be published. ${errorMessage(error)}`, "bad");
    }
    this.change(() => (this.#sending = false));
  }

  template() {
    const { data } = this.#data;
    return html`${pageHead("Console", this.#data, this.#actions())}
      <nav class="tabs console-tabs" aria-label="Console">${places.map(
        ({ path, label }) => html`<a href=${path} aria-current=${path === this.#path ? "page" : nothing}>${label}</a>`,
      )}</nav>
      ${loadState(this.#data, 8)}
      ${data ? html`<div class="console" data-testid="console-part">${this.#part.template(data)}</div>` : nothing}`;
  }

  #actions() {
    return html`<div class="console-actions">
      <a class="button" href="/audit?scope=all">Audit log</a>
      <button class="button" type="button" ?disabled=${this.#sending} @click=${() => this.#sendTestEvent()}>${icons.send}Send test event</button>
      ${this.#part.actions?.() ?? nothing}</div>`;
  }
}

/**
 * @param {{ channel: string, position: number, listeners: number, items?: { node: string, millis: number }[], missing?: string[] }} answer
 *   `millis`: from the call until the node had the event
 */
export function testEventWords({ channel, position, listeners, items = [], missing = [] }) {
  const unheard = missing.length > 0 ? ` ${listed(missing)} did not answer.` : "";
  const slowest = Math.max(0, ...items.map(({ millis }) => millis));
  return `Test event ${position} on ${channel} reached ${plural(items.length, "node")} within ${duration(slowest)}, with ${plural(listeners, "listener")}.${unheard}`;
}

customElements.define("hg-console", Console);
