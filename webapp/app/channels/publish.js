import { html, nothing } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { field } from "../parts/form.js";
import { icons } from "../parts/icons.js";
import { inWords } from "../parts/states.js";
import { toast } from "../parts/toasts.js";
import { View } from "../view.js";

/** Says something on a channel, to everybody who listens to it. Property `channels`: what is offered. */
class Publish extends View {
  /** @type {string[]} */
  channels = [];
  #failure = "";
  #busy = false;

  template() {
    return html`<h2>Publish</h2>
      <form @submit=${(/** @type {any} */ event) => this.#publish(event)}>
        ${field(
          "Channel",
          html`<input name="channel" list="publish-channels" required maxlength="250" autocomplete="off" spellcheck="false" placeholder="announcements">
          <datalist id="publish-channels">${this.channels.map((channel) => html`<option value=${channel}></option>`)}</datalist>`,
        )}
        ${field("Data, as JSON", html`<textarea name="data" rows="5" required spellcheck="false" placeholder='{"text": "Maintenance at noon"}'></textarea>`)}
        ${this.#failure ? html`<p class="form-error" role="alert">${this.#failure}</p>` : nothing}
        <button class="button primary" type="submit" ?disabled=${this.#busy}>${icons.send}Publish</button>
      </form>`;
  }

  /** @param {SubmitEvent & { target: HTMLFormElement }} event */
  async #publish(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const channel = String(form.get("channel")).trim();
    try {
      this.#show("", true);
      await api.post("/api/publish", { channel, data: parsed(String(form.get("data"))) });
      toast(`Published on ${channel}.`, "good");
      this.#show("", false);
    } catch (error) {
      this.#show(inWords(error), false);
    }
  }

  /** @param {string} failure @param {boolean} busy */
  #show(failure, busy) {
    this.#failure = failure;
    this.#busy = busy;
    this.update();
  }
}

/** @param {string} text @returns {unknown} with numbers as they were written, where the browser can keep them so */
function parsed(text) {
  const { parse, rawJSON } = /** @type {any} */ (JSON);
  try {
    return parse(text, (/** @type {string} */ _, /** @type {unknown} */ value, /** @type {{ source?: string }} */ context) =>
      typeof value === "number" && rawJSON && context?.source ? rawJSON(context.source) : value,
    );
  } catch (error) {
    throw new Error(`The data is not valid JSON: ${inWords(error)}`);
  }
}

customElements.define("hg-publish", Publish);
