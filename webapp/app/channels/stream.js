import { html, nothing, repeat } from "../../lib/lit-html.js";
import { pretty } from "../json.js";
import { icons } from "../parts/icons.js";
import { clock, moment } from "../time.js";
import { View } from "../view.js";
import { Desk } from "./desk.js";

const LINES = 12;
const MOST_LINES = 2_000;
const LONGEST_LINE = 2_000;

/** The events that came, newest first, to be paused and cleared. Properties `desk` and `idle`, what is said while none came. */
class EventStream extends View {
  desk = new Desk();
  /** @type {unknown} */
  idle = nothing;

  template() {
    const { events, paused, missed } = this.desk;
    return html`<div class="card-head">
        <h2 id="stream-title">Events</h2>
        <p role="status" data-testid="stream-count">${paused ? `Paused, ${missed} waiting` : events.length === 0 ? nothing : `${events.length} shown, newest first`}</p>
        <div class="stream-actions">
          <button class="button small" type="button" @click=${() => this.#toggle()} data-testid="stream-pause">
            ${paused ? icons.play : icons.pause}${paused ? "Resume" : "Pause"}</button>
          <button class="button small" type="button" ?disabled=${events.length === 0} @click=${() => this.#do(() => this.desk.clear())}>
            ${icons.trash}Clear</button>
        </div>
      </div>
      ${events.length === 0 ? html`<div class="stream-idle">${this.idle}</div>` : html`<ol class="stream" aria-labelledby="stream-title" tabindex="0">
        ${repeat(events, ({ id }) => id, (event) => this.#event(event))}</ol>`}`;
  }

  #toggle() {
    this.#do(() => (this.desk.paused ? this.desk.resume() : this.desk.pause()));
  }

  /** @param {() => void} change */
  #do(change) {
    change();
    this.update();
  }

  /** @param {import("./desk.js").Heard} event */
  #event(event) {
    event.lines ??= pretty(event.data);
    const long = event.lines.length > LINES + 2;
    const lines = event.lines.slice(0, long && !event.whole ? LINES : MOST_LINES);
    const show = () => this.#do(() => (event.whole = !event.whole));
    return html`<li data-testid="stream-event" data-channel=${event.channel}>
      <p><span class="channel-name">${event.channel}</span><time datetime=${event.timestamp} title=${moment(event.timestamp)}>${clock(event.at)}</time></p>
      <pre>${lines.map((line) => html`<span class="json-line">${tokens(line)}</span>`)}</pre>
      ${long ? html`<button class="more" type="button" aria-expanded=${event.whole ? "true" : "false"} @click=${show}>${event.whole ? "Show less" : `Show all ${event.lines.length} lines`}</button>` : nothing}
    </li>`;
  }
}

/** @param {import("../json.js").Token[]} line */
const tokens = (line) => line.map(({ kind, text }) => {
  const shown = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}… (${text.length} characters)` : text;
  return kind === "mark" ? shown : html`<span class="json-${kind}">${shown}</span>`;
});

customElements.define("hg-event-stream", EventStream);
