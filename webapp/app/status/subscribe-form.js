import { html, nothing } from "../../lib/lit-html.js";
import { FormState } from "../parts/form.js";
import { View } from "../view.js";
import { t, timeZone } from "../words.js";
import { subscriptionError } from "./subscription-error.js";

/** The form in which a reader subscribes by mail. Loaded when it is asked for. */
class SubscribeForm extends View {
  /** @type {string} */
  #path;
  /** @type {import("../../sdk/rest.js").PublicClient} */
  #api;
  #form = new FormState(() => this.update());
  /** The address to which a link was sent, unless it was subscribed; empty: none yet. */
  #asked = "";

  /** @param {string} slug @param {import("../../sdk/rest.js").PublicClient} api */
  constructor(slug, api) {
    super();
    this.#path = `/v1/status/${encodeURIComponent(slug)}/subscribers`;
    this.#api = api;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const email = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("email")).trim();
    const body = { email, language: document.documentElement.lang, timeZone: timeZone() };
    const ask = async () => {
      await this.#api.post(this.#path, body);
      this.#asked = email;
    };
    await this.#form.submit(ask, subscriptionError);
  }

  template() {
    if (this.#asked)
      return html`<p class="text" role="status" data-testid="subscribe-done">${t("Check your mailbox: unless {email} is subscribed already, a link to confirm it is on its way.", { email: this.#asked })}</p>`;
    return html`<form class="subscribe-form" @submit=${(/** @type {SubmitEvent} */ event) => this.#submit(event)}>
      <label class="field"><span>${t("Email address")}</span>
        <input type="email" name="email" required maxlength="254" autocomplete="email"></label>
      <button class="button" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>${t("Subscribe")}</button>
      ${this.#form.failure ? this.#form.alert : nothing}
    </form>`;
  }
}

customElements.define("hg-subscribe-form", SubscribeForm);

/** Shows the form in a place of the page, or takes it away. @param {Element} place @param {string} slug @param {import("../../sdk/rest.js").PublicClient} api */
export function toggleSubscribeForm(place, slug, api) {
  if (place.firstElementChild) {
    place.replaceChildren();
    return;
  }
  place.append(new SubscribeForm(slug, api));
  place.querySelector("input")?.focus();
}
