import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api, signedIn } from "../context.js";
import { deleteMachine, renameMachine, toggleMachine } from "../machine-actions.js";
import { eventWords, percentOnline, windows } from "../machine-details.js";
import { badge, empty, Loader, loadState, pageHead, subscribeToTable } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { ago, errorMessage, exactTime, moment } from "../words.js";
import "../parts/status-timeline.js";
import { navigate } from "../router.js";

const STEP = 25;
/** A response has at most one more, which says that there are more. */
const MOST = 999;
const REFRESH_MS = 60_000;

/** @typedef {import("../machine-details.js").MachineDetails} MachineDetails */

/** One machine: what it is, since when it has its status, when it was online, what happened to it, and by what it was enrolled. */
class MachinePage extends View {
  #id = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  #window = new URLSearchParams(location.search).get("window") ?? "";
  #limit = STEP;
  /** @type {string | undefined} the machine's organisation */
  #org;
  #subscribed = false;
  #machine = new Loader(
    `machine:${this.#id}`,
    (onSeq) => this.#fetch(onSeq),
    () => this.update(),
  );
  #timeline = new Loader(
    () => `machine-availability:${this.#id}:${this.#window}`,
    async () => ({
      window: this.#window,
      ...(await api.get(`${this.#path}/availability`, { query: { window: this.#window || undefined } })),
    }),
    () => this.update(),
  );
  #events = new Loader(
    `machine-events:${this.#id}`,
    () => this.#fetchEvents(),
    () => this.update(),
  );

  get #path() {
    return `/api/machines/${encodeURIComponent(this.#id)}`;
  }

  connected() {
    this.updateOnTick();
    this.#load();
    this.every(REFRESH_MS, () => this.#load());
  }

  /** The organisation is that of the machine, which need not be the current one. @param {string} org */
  #subscribe(org) {
    if (this.#subscribed || !this.isConnected) return;
    this.#subscribed = true;
    this.onDisconnect(() => (this.#subscribed = false));
    subscribeToTable(this, {
      org,
      name: `machine-${this.#id}`,
      table: "machines",
      loader: this.#machine,
      load: () => this.#load(),
      onChange: ({ eventType, new: row, old, seq }) => {
        if (eventType === "POLL" || (row.id ?? old.id) === this.#id) this.#load(seq);
      },
    });
  }

  /** @param {number} [seq] */
  #load(seq) {
    this.#machine.load(seq);
    this.#timeline.load();
  }

  /** @param {(seq: number, epoch?: string) => void} onSeq @returns {Promise<MachineDetails | null>} null: there is none */
  async #fetch(onSeq) {
    try {
      const machine = await api.get(this.#path, { onSeq });
      this.#org = machine.org_id;
      this.#subscribe(machine.org_id);
      this.#events.load(); // they are asked for by the organisation
      return machine;
    } catch (error) {
      if (/** @type {any} */ (error).status === 404) return null;
      throw error;
    }
  }

  /** @returns {Promise<any[]>} */
  #fetchEvents() {
    return api.get("/api/machine-events", { query: { org_id: this.#org, machine_id: this.#id, limit: this.#limit + 1 } });
  }

  template() {
    const { data } = this.#machine;
    if (data === null) return this.#missing();
    return html`${pageHead(data?.name ?? "Machine", this.#machine, data ? this.#actions(data) : nothing)}
      <p class="way-back"><a href="/machines">All machines</a></p>
      ${loadState(this.#machine, 6)} ${data ? this.#content(data) : nothing}`;
  }

  #missing() {
    return html`${pageHead("Machine not found", null)}${empty(
      "No such machine",
      "It was deleted, or it belongs to an organisation in which you are not a member.",
      html`<a class="button" href="/machines">All machines</a>`,
    )}`;
  }

  /** @param {MachineDetails} machine */
  #mayAdminister({ org_id }) {
    const role = signedIn()?.organizations.find(({ id }) => id === org_id)?.role ?? "";
    return ["owner", "admin"].includes(role);
  }

  /** @param {MachineDetails} machine */
  #actions(machine) {
    if (!this.#mayAdminister(machine)) return nothing;
    const changed = () => this.#load();
    return html`<div class="machine-actions">
      <button class="button" type="button" @click=${() => renameMachine(machine, changed)}>${icons.pencil}Rename</button>
      <button class="button" type="button" @click=${() => toggleMachine(machine, changed)}>${machine.admin_disabled ? icons.play : icons.pause}${machine.admin_disabled ? "Enable" : "Disable"}</button>
      <button class="button" type="button" @click=${() => deleteMachine(machine, () => navigate("/machines"))}>${icons.trash}Delete</button>
    </div>`;
  }

  /** @param {MachineDetails} machine */
  #content(machine) {
    return html`<div class="machine-page">
      <section class="card" aria-labelledby="facts-title">
        <div class="card-head"><h2 id="facts-title">Status</h2>${badge(machine.status)}</div>
        ${this.#facts(machine)}
      </section>
      ${this.#availability()}
      <section class="card" aria-labelledby="enrolment-title"><div class="card-head"><h2 id="enrolment-title">Enrolment</h2></div>${this.#enrolment(machine)}</section>
      ${this.#history()}
    </div>`;
  }

  /** @param {MachineDetails} machine */
  #facts({ status_since, last_seen, tailnet_ip, os, arch, version, ephemeral, admin_disabled, created_at, id }) {
    return facts([
      ["Since", time(status_since, "not recorded")],
      ["Last seen", time(last_seen, "never")],
      ["Address", tailnet_ip ?? "–"],
      ["System", [os, arch].filter(Boolean).join(" · ") || "–"],
      ["Agent", version ?? "–"],
      ["Kind", `${ephemeral ? "Ephemeral" : "Permanent"}${admin_disabled ? ", disabled" : ""}`],
      ["Added", moment(created_at)],
      ["ID", html`<code>${id}</code>`],
    ]);
  }

  #availability() {
    const { data, error } = this.#timeline;
    const chosen = windows[this.#window] ?? windows.day;
    const known = data && (windows[data.window] ?? windows.day) === chosen;
    return html`<section class="card" aria-labelledby="availability-title">
      <div class="card-head"><h2 id="availability-title">Availability</h2>
        <div class="segments" role="group" aria-label="Time range">${Object.entries(windows).map(
          ([name, { label }]) =>
            html`<button type="button" aria-pressed=${windows[name] === chosen} @click=${() => this.#choose(name)}>${label}</button>`,
        )}</div></div>
      <p class="figure" data-testid="availability">${known ? percentOnline(data.availability) : "–"}</p>
      <p class="quiet">${known && data.availability === null ? "Not known to have been online or offline in this time." : `of the known time of the last ${chosen.words}`}</p>
      ${error ? html`<p class="row-problem" role="alert">The history could not be loaded. ${errorMessage(error)}</p>` : nothing}
      <hg-status-timeline .facts=${known ? { ...data, words: chosen.words } : undefined}></hg-status-timeline>
    </section>`;
  }

  /** @param {string} name */
  #choose(name) {
    this.#window = name === "day" ? "" : name;
    history.replaceState(null, "", this.#window ? `${location.pathname}?window=${name}` : location.pathname);
    this.update();
    this.#timeline.load();
  }

  /** @param {MachineDetails} machine */
  #enrolment({ enrolment }) {
    if (!enrolment) return html`<p class="quiet">Enrolled before this was recorded.</p>`;
    const { at, by_auth_key, auth_key_id, auth_key_prefix, auth_key_description, account_id, account_name } = enrolment;
    const maker = account_name ?? account_id ?? "–";
    if (!by_auth_key)
      return facts([
        ["Added by", maker],
        ["On", time(at, "–")],
      ]);
    return facts([
      [
        "Auth key",
        auth_key_id ? html`${auth_key_description ?? "deleted key"} <code>${auth_key_prefix}…</code>` : "shown to administrators",
      ],
      ["Key made by", maker],
      ["Enrolled", time(at, "–")],
    ]);
  }

  #history() {
    const { data = [], error } = this.#events;
    const shown = data.slice(0, this.#limit);
    return html`<section class="card" aria-labelledby="events-title">
      <div class="card-head"><h2 id="events-title">Events</h2></div>
      ${error ? html`<p class="row-problem" role="alert">The events could not be loaded. ${errorMessage(error)}</p>` : nothing}
      ${shown.length === 0 && !error && this.#events.data ? html`<p class="quiet">No events recorded.</p>` : nothing}
      <ol class="events" data-testid="events">${repeat(
        shown,
        ({ seq }) => seq,
        (event) =>
          html`<li><time datetime=${event.timestamp} title=${exactTime(event.timestamp)}>${moment(event.timestamp)}</time><span>${eventWords(event)}</span></li>`,
      )}</ol>
      ${data.length > this.#limit && this.#limit < MOST ? html`<p class="more"><button class="button" type="button" @click=${() => this.#more()}>Show more</button></p>` : nothing}
    </section>`;
  }

  #more() {
    this.#limit = Math.min(MOST, this.#limit + 4 * STEP);
    this.#events.load();
  }
}

/** @param {[label: string, value: unknown][]} rows */
const facts = (rows) =>
  html`<dl class="machine-facts">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;

/** @param {string | null | undefined} at @param {string} none */
const time = (at, none) => (at ? html`<time datetime=${at} title=${exactTime(at)}>${ago(at)}</time>` : none);

customElements.define("hg-machine", MachinePage);
