import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { FormState, field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { icons, View } from "../view.js";
import { errorMessage } from "../words.js";

/** Channels on which Heliograph alone publishes: announcements are written in the console. */
const RESERVED = new Set(["announcements", "system", "users"]);

/** @param {string} channel */
const isOpen = (channel) => !RESERVED.has(channel.split(":", 1)[0]);

/** Publishes on a channel. Property `channels`: suggestions. */
class PublishForm extends View {
  /** @type {string[]} */
  channels = [];
  #form = new FormState(() => this.update());

  template() {
    return html`<h2>Publish</h2>
      <form @submit=${(/** @type {any} */ event) => this.#publish(event)}>
        ${field(
          "Channel",
          html`<input name="channel" list="publish-channels" required maxlength="250" autocomplete="off" spellcheck="false" placeholder="apps:created">
          <datalist id="publish-channels">${this.channels.filter(isOpen).map((channel) => html`<option value=${channel}></option>`)}</datalist>`,
        )}
        ${field("Data (JSON)", html`<textarea name="data" rows="5" required spellcheck="false" placeholder='{"id": "app-1", "name": "shop"}'></textarea>`)}
        ${this.#form.alert}
        <button class="button primary" type="submit" ?disabled=${this.#form.busy}>${icons.send}Publish</button>
      </form>`;
  }

  /** @param {SubmitEvent & { target: HTMLFormElement }} event */
  async #publish(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const channel = String(form.get("channel")).trim();
    const published = await this.#form.submit(async () =>
      api.post("/api/publish", { channel, data: parsed(String(form.get("data"))) }),
    );
    if (published) toast(`Published to ${channel}.`, "good");
  }
}

/** @param {string} text @returns {unknown} with numbers as they were entered, where the browser supports that */
function parsed(text) {
  const { parse, rawJSON } = /** @type {any} */ (JSON);
  try {
    return parse(text, (/** @type {string} */ _, /** @type {unknown} */ value, /** @type {{ source?: string }} */ context) =>
      typeof value === "number" && rawJSON && context?.source ? rawJSON(context.source) : value,
    );
  } catch (error) {
    throw new Error(`The data is not valid JSON. ${errorMessage(error)}`);
  }
}

customElements.define("hg-publish", PublishForm);
