import { html, nothing } from "../../lib/lit-html.js";
import { formatJson } from "../json-format.js";
import { View } from "../view.js";
import { clock, exactTime } from "../words.js";

const LINES = 12;
const MOST_LINES = 2_000;
const LONGEST_TEXT = 2_000;

/** One event, which is rendered once; a long one is folded. Property `event`. */
class EventView extends View {
  /** @type {import("./event-store.js").StoredEvent} */
  event = { id: 0, at: 0, channel: "", data: "", timestamp: "" };

  template() {
    const { channel, data, timestamp, at, whole } = this.event;
    const all = formatJson(data);
    const long = all.length > LINES + 2;
    const lines = all.slice(0, long && !whole ? LINES : MOST_LINES);
    const fold = () => {
      this.event.whole = !whole;
      this.update();
    };
    return html`<p><span class="channel-name">${channel}</span><time datetime=${timestamp} title=${exactTime(timestamp)}>${clock(at)}</time></p>
      <pre>${lines.map((line) => html`<span class="json-line">${line.map(part)}</span>`)}</pre>
      ${long ? html`<button class="more" type="button" aria-expanded=${whole ? "true" : "false"} @click=${fold}>${whole ? "Show less" : `Show all ${all.length} lines`}</button>` : nothing}`;
  }
}

/** @param {import("../json-format.js").Token} token */
function part({ kind, text }) {
  const shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;
  return kind === "mark" ? shown : html`<span class="json-${kind}">${shown}</span>`;
}

customElements.define("hg-channel-event", EventView);
