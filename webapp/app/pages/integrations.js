import { html, nothing } from "../../lib/lit-html.js";
import { api, isPlatformAdmin, publicAddress } from "../context.js";
import { FirstMessage } from "../integrations/first-message.js";
import { clients, messageLabels, scopes } from "../integrations/snippets.js";
import { alerts, events, pulses, sentWith } from "../integrations/sources.js";
import { waitView } from "../integrations/wait-view.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import "../parts/copy-field.js";
import { FormState, field } from "../parts/form.js";
import { monitorStates, read } from "../uptime/admin-api.js";
import { icons, skeleton, View } from "../view.js";
import { day } from "../words.js";

/**
 * @typedef {import("../integrations/snippets.js").Client} Client
 * @typedef {import("../integrations/snippets.js").Message} Message
 * @typedef {import("../uptime/admin-api.js").Monitor} Monitor
 * @typedef {import("../uptime/admin-api.js").MonitorState} MonitorState
 * @typedef {{ id: string, token: string, name: string, expires_at: string }} Created
 */

/** Stands in the lines until there is a token. */
const NO_TOKEN = "hgt_…";

/** Connects programs and other systems: makes a token, shows the lines with it, and waits for the first message. */
class Integrations extends View {
  #client = clients[0];
  /** @type {Message} */
  #message = "pulse";
  #monitor = "";
  /** The tokens that were made on this page, each for one client and message. They are known here only. @type {Map<string, Created>} */
  #tokens = new Map();
  #form = new FormState(() => this.update());
  #first = new FirstMessage(() => this.update());
  /** @type {Loader<MonitorState[]>} */
  #monitors = new Loader("integration-monitors", monitorStates, () => this.update());
  /** The chosen monitor with its push token, for clients that know nothing but an address. @type {Loader<Monitor>} */
  #whole = new Loader(
    "integration-monitor",
    () => read("monitors", this.#chosen?.id ?? ""),
    () => this.update(),
  );

  connected() {
    if (!isPlatformAdmin()) return;
    const query = new URLSearchParams(location.search);
    this.#monitor = query.get("monitor") ?? "";
    this.#choose(query.get("client"), query.get("send"));
    this.#monitors.load().then(() => this.#readPush());
    this.every(1_000, () => ["starting", "waiting"].includes(this.#first.state) && this.update());
    this.onDisconnect(() => this.#first.stop());
  }

  /** @param {string | null} id of a client @param {string | null} message */
  #choose(id, message = this.#message) {
    this.#client = clients.find((client) => client.id === id) ?? this.#client;
    this.#message = this.#client.sends.find((one) => one === message) ?? this.#client.sends[0];
    this.#changed();
  }

  /** What is chosen is in the address, and another choice has other messages to wait for. */
  #changed() {
    this.#first.stop();
    this.#first = new FirstMessage(() => this.update());
    const query = new URLSearchParams({ client: this.#client.id, send: this.#message });
    if (this.#message === "pulse" && this.#monitor) query.set("monitor", this.#monitor);
    history.replaceState(null, "", `/integrations?${query}`);
    this.#readPush();
    this.update();
  }

  #readPush() {
    if (this.#client.push && this.#chosen && this.#chosen.id !== this.#whole.data?.id) this.#whole.load();
  }

  /** One that has not reported yet is the likeliest to be connected. @returns {MonitorState | undefined} */
  get #chosen() {
    const monitors = this.#monitors.data ?? [];
    return monitors.find(({ id }) => id === this.#monitor) ?? monitors.find(({ last_report }) => !last_report) ?? monitors[0];
  }

  /** @returns {Created | undefined} */
  get #token() {
    return this.#tokens.get(`${this.#client.id} ${this.#message}`);
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    const days = Number(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("days"));
    const key = `${this.#client.id} ${this.#message}`;
    const body = { name: this.#client.name, scopes: [scopes[this.#message]], expires_in_days: days };
    await this.#form.submit(async () => {
      this.#tokens.set(key, await api.post("/api/tokens", body));
    });
  }

  #wait() {
    const monitor = this.#chosen;
    const source = { alert: alerts, event: events, pulse: monitor && pulses(monitor) }[this.#message];
    const token = this.#token;
    if (source) this.#first.start(token ? sentWith(source, token.id) : source);
  }

  /** Says that what comes may be of another sender; empty where it is not, since the token is known by which it is sent. */
  get #others() {
    if (this.#token) return "";
    if (this.#message !== "pulse")
      return `Every ${this.#message} of this installation counts here, from any sender. With an API token made above, only what is sent with it counts.`;
    const monitor = this.#chosen;
    return monitor?.last_report ? `${monitor.name} already reports, so the first message may come from another sender.` : "";
  }

  template() {
    if (!isPlatformAdmin())
      return html`${pageHead("Integrations", null)}${empty("No access", "Integrations are set up by administrators of this installation. Ask one of them.")}`;
    return html`${pageHead("Integrations", null)}
      <p class="quiet">Connect what should report here. Choose it, copy its lines, and wait for the first message.</p>
      <div class="integrations">
        <div class="integration-choice" role="group" aria-label="Integrations">${clients.map(
          ({ id, name }) =>
            html`<button class="button" type="button" data-choice=${id} aria-pressed=${id === this.#client.id} @click=${() => this.#choose(id)}>${name}</button>`,
        )}</div>
        <section class="card integration" aria-labelledby="integration-title" data-client=${this.#client.id} data-send=${this.#message}>
          <h2 id="integration-title">${this.#client.name}</h2>
          ${this.#choices()} ${this.#lines()}
        </section>
      </div>`;
  }

  #choices() {
    const { sends } = this.#client;
    const monitors = this.#monitors.data;
    return html`<div class="pair">
      ${
        sends.length > 1
          ? field(
              "Send",
              html`<select name="send" @change=${(/** @type {any} */ { target }) => this.#choose(this.#client.id, target.value)}>
        ${sends.map((one) => html`<option value=${one} ?selected=${one === this.#message}>${messageLabels[one]}</option>`)}</select>`,
            )
          : nothing
      }
      ${
        this.#message === "pulse" && monitors?.length
          ? field(
              "Monitor",
              html`<select name="monitor" @change=${(/** @type {any} */ { target }) => {
                this.#monitor = target.value;
                this.#changed();
              }}>${monitors.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.#chosen?.id}>${name}</option>`)}</select>`,
            )
          : nothing
      }</div>`;
  }

  #lines() {
    const monitor = this.#chosen;
    if (this.#message === "pulse" && !monitor) {
      if (this.#monitors.error) return loadState(this.#monitors);
      if (!this.#monitors.data) return skeleton(3);
      return html`<p>A pulse belongs to a monitor, and there is none yet.</p>
        <p><a class="button primary" href="/status-pages?show=monitors&add">${icons.plus}Add monitor</a></p>`;
    }
    const whole = this.#whole.data?.id === monitor?.id ? this.#whole.data : undefined;
    if (this.#client.push && !whole) return this.#whole.error ? loadState(this.#whole) : skeleton(3);
    if (this.#client.push && !whole?.token)
      return html`<p>The push URL of this monitor can no longer be shown. Edit the monitor and enter a new token, or choose another one.</p>`;
    const values = {
      address: publicAddress(),
      token: this.#token?.token ?? NO_TOKEN,
      monitor: monitor?.id ?? "",
      push: whole?.token ?? "",
    };
    return html`${this.#client.push ? this.#pushUrl() : this.#tokenPart()}
      ${this.#client.snippets(values, this.#message).map(
        ({ label, text, file, hint }) => html`<div class="snippet">
          ${hint ? html`<p class="quiet">${hint}</p>` : nothing}
          ${file ? html`<p class="quiet"><code>${file}</code></p>` : nothing}
          <hg-copy label=${label} .text=${text}></hg-copy></div>`,
      )}
      ${waitView(this.#first, () => this.#wait(), Boolean(this.#client.push || this.#token), this.#others)}`;
  }

  #pushUrl() {
    return html`<p class="quiet">These clients know only an address, so it contains the secret of the monitor. Anyone who has it can send its pulses.</p>`;
  }

  #tokenPart() {
    const created = this.#token;
    if (created)
      return html`<p class="token-ready" role="status">${icons.check}<span>The lines below contain the new API token. <strong>You won’t be able to see it again.</strong>
        It expires on ${day(created.expires_at)}; <a href="/tokens">revoke it</a> when it is no longer needed.</span></p>`;
    return html`<form class="integration-token" @submit=${(/** @type {SubmitEvent} */ e) => this.#create(e)}>
        <p>The lines need an API token, which may do nothing but this (scope <code>${scopes[this.#message]}</code>). Give each program its own token, so that you can revoke one without stopping the others.</p>
        <div class="inline">
          ${field(
            "Expires after",
            html`<select name="days"><option value="30">30 days</option><option value="90">90 days</option><option value="366" selected>1 year</option></select>`,
          )}
          <button class="button primary" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>${icons.plus}Create API token</button>
        </div>
        ${this.#form.alert}
      </form>`;
  }
}

customElements.define("hg-integrations", Integrations);
