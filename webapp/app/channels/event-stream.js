import { html, nothing, repeat } from "../../lib/lit-html.js";
import { icons } from "../parts/icons.js";
import { View } from "../view.js";
import { Desk } from "./event-store.js";
import "./event-view.js";

/** The events that came, newest first, to be paused and cleared. Properties `desk` and `idle`, what is said while none came. */
class EventStream extends View {
  desk = new Desk();
  /** @type {unknown} */
  idle = nothing;

  template() {
    const { events, paused, missed } = this.desk;
    return html`<div class="card-head">
        <h2 id="stream-title">Events</h2>
        <p data-testid="stream-count">${paused ? `Paused, ${missed} waiting` : events.length === 0 ? nothing : `${events.length} shown, newest first`}</p>
        <div class="stream-actions">
          <button class="button small" type="button" @click=${() => this.#toggle()} data-testid="stream-pause">
            ${paused ? icons.play : icons.pause}${paused ? "Resume" : "Pause"}</button>
          <button class="button small" type="button" ?disabled=${events.length === 0} @click=${() => this.#do(() => this.desk.clear())}>
            ${icons.trash}Clear</button>
        </div>
      </div>
      ${
        events.length === 0
          ? html`<div class="stream-idle">${this.idle}</div>`
          : html`<ol class="stream" aria-labelledby="stream-title" tabindex="0">
        ${repeat(
          events,
          ({ id }) => id,
          (event) =>
            html`<li data-testid="stream-event" data-channel=${event.channel}><hg-heard .event=${event}></hg-heard></li>`,
        )}</ol>`
      }`;
  }

  #toggle() {
    this.#do(() => (this.desk.paused ? this.desk.resume() : this.desk.pause()));
  }

  /** @param {() => void} change */
  #do(change) {
    change();
    this.update();
  }
}

customElements.define("hg-event-stream", EventStream);
