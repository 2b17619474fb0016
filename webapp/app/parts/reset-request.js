import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { View } from "../view.js";
import { errorMessage } from "../words.js";
import { FormState, field, textValue } from "./form.js";

/** Asks for a reset link by mail. What it says then does not depend on whether the address has an account. */
class ResetRequest extends View {
  #form = new FormState(() => this.update());
  #sent = "";

  connected() {
    queueMicrotask(() => this.querySelector("input")?.focus());
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const email = textValue(new FormData(/** @type {HTMLFormElement} */ (event.target)), "email");
    if (await this.#form.submit(() => api.auth.requestReset(email), refusal)) this.change(() => (this.#sent = email));
  }

  template() {
    if (this.#sent)
      return html`<p role="status" data-testid="reset-sent">If <strong>${this.#sent}</strong> has an account here, a mail with a link is on its way.
        The link works once. Check your spam folder, too.</p>`;
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#submit(e)}>
      ${field("Email", html`<input name="email" type="email" autocomplete="username" required maxlength="254">`, "We mail you a link with which you choose a new password.")}
      ${this.#form.alert}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>Send link</button>
    </form>`;
  }
}

/** @param {any} error */
function refusal(error) {
  if (error?.status !== 429) return errorMessage(error);
  const minutes = Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60));
  return `Too many links were requested from your network. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}

customElements.define("hg-reset-request", ResetRequest);
