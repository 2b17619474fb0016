import { html, nothing, repeat } from "../../lib/lit-html.js";
import { icons, View } from "../view.js";
import { EventStore } from "./event-store.js";
import "./event-view.js";

/** The received events, newest first, which can be paused and cleared. Properties `store`, and `idle`: the text without events. */
class EventStream extends View {
  store = new EventStore();
  /** @type {unknown} */
  idle = nothing;

  template() {
    const { events, paused, bufferedCount } = this.store;
    return html`<div class="card-head">
        <h2 id="stream-title">Events</h2>
        <p data-testid="stream-count">${paused ? `Paused, ${bufferedCount} waiting` : events.length === 0 ? nothing : `${events.length} shown, newest first`}</p>
        <div class="stream-actions">
          <button class="button small" type="button" @click=${() => this.#toggle()} data-testid="stream-pause">
            ${paused ? icons.play : icons.pause}${paused ? "Resume" : "Pause"}</button>
          <button class="button small" type="button" ?disabled=${events.length === 0} @click=${() => this.change(() => this.store.clear())}>
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
            html`<li data-testid="stream-event" data-channel=${event.channel}><hg-channel-event .event=${event}></hg-channel-event></li>`,
        )}</ol>`
      }`;
  }

  #toggle() {
    this.change(() => (this.store.paused ? this.store.resume() : this.store.pause()));
  }
}

customElements.define("hg-event-stream", EventStream);
