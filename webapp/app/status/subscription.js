import { html, nothing } from "../../lib/lit-html.js";
import { PublicClient } from "../../sdk/rest.js";
import { FormState } from "../parts/form.js";
import { logo, View } from "../view.js";
import { loadLanguage, t } from "../words.js";
import { subscriptionError } from "./subscription-error.js";

const incomplete = () => t("This link is incomplete. Open the full link in the mail.");

/**
 * The page of the links in mails: confirms a subscription, or ends it. A button does so, since programs that check mails follow their links;
 * the token is in the fragment, which no program sends to a server.
 */
class StatusSubscription extends View {
  #name = document.title;
  #slug = this.getAttribute("slug") ?? "";
  #token = new URLSearchParams(location.hash.slice(1));
  #api = new PublicClient({ baseUrl: location.origin, getToken: () => null });
  #form = new FormState(() => this.update());
  /** What was done, in words; empty: nothing yet. */
  #done = "";

  /** @param {SubmitEvent} event @param {() => Promise<string>} change resolves with what was done */
  async #submit(event, change) {
    event.preventDefault();
    const act = async () => {
      this.#done = await change();
    };
    if (await this.#form.submit(act, (error) => this.#failure(error))) this.querySelector("h1")?.focus();
  }

  /** @param {any} error */
  #failure(error) {
    // links to unsubscribe do not expire
    return error?.status === 404 && this.#token.has("unsubscribe") ? incomplete() : subscriptionError(error);
  }

  /** @param {string} path @param {unknown} [body] */
  #post(path, body) {
    return this.#api.post(`/v1/status/${encodeURIComponent(this.#slug)}/subscribers/${path}`, body);
  }

  /** @param {string} token */
  async #confirm(token) {
    const { email } = await this.#post("confirm", { token });
    return t("From now on, incidents and maintenance are mailed to {email}.", { email });
  }

  /** @param {string} token */
  async #unsubscribe(token) {
    await this.#post(`unsubscribe/${encodeURIComponent(token)}`);
    return t("You get no more mail about incidents and maintenance.");
  }

  template() {
    const confirm = this.#token.get("confirm");
    const unsubscribe = this.#token.get("unsubscribe");
    const title = this.#done && (unsubscribe ? t("Unsubscribed") : t("Subscribed"));
    return html`<main id="content" class="gate"><div class="gate-card" data-testid="subscription">
      <div class="gate-brand">${logo}<h1 tabindex="-1">${title || this.#name}</h1>${title ? html`<p>${this.#name}</p>` : nothing}</div>
      ${this.#done ? html`<p role="status">${this.#done}</p>` : this.#question(confirm, unsubscribe)}
      <p class="quiet"><a href=${location.pathname.replace(/\/subscription$/, "") || "/"}>${t("View status page")}</a></p>
    </div></main>`;
  }

  /** @param {string | null} confirm @param {string | null} unsubscribe */
  #question(confirm, unsubscribe) {
    if (confirm)
      return this.#button(t("Get incidents and maintenance by email?"), t("Confirm subscription"), () => this.#confirm(confirm));
    if (unsubscribe)
      return this.#button(t("Get no more mail about incidents and maintenance?"), t("Unsubscribe"), () =>
        this.#unsubscribe(unsubscribe),
      );
    return html`<p class="form-error" role="alert">${incomplete()}</p>`;
  }

  /** @param {string} question @param {string} words @param {() => Promise<string>} change */
  #button(question, words, change) {
    return html`<form @submit=${(/** @type {SubmitEvent} */ event) => this.#submit(event, change)}>
      <p>${question}</p>
      ${this.#form.alert}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>${words}</button>
    </form>`;
  }
}

document.documentElement.lang = await loadLanguage(navigator.languages);
customElements.define("hg-status-subscription", StatusSubscription);
