import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { errorMessage } from "../error-message.js";
import { FormState, field } from "../parts/form.js";
import { logo } from "../parts/icons.js";
import { navigate } from "../router.js";
import { View } from "../view.js";

/** The page of an invitation's link: creates the account with a name and a password. */
class Invitation extends View {
  #token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
  #form = new FormState(() => this.update());

  /** @param {SubmitEvent} event */
  async #accept(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const accept = () => api.auth.acceptInvitation(this.#token, String(form.get("name")).trim(), String(form.get("password")));
    if (await this.#form.submit(accept, refusal)) navigate("/dashboard", { replace: true });
  }

  template() {
    return html`<div class="gate"><div class="gate-card">
      <div class="gate-brand">${logo}<h1 tabindex="-1">Accept invitation</h1><p>Choose a name and a password to create your account.</p></div>
      ${this.#token ? this.#fields() : html`<p class="form-error" role="alert">This invitation link is incomplete. Open the full link that was sent to you.</p>`}
      <p class="quiet"><a href="/">Sign in instead</a></p>
    </div></div>`;
  }

  #fields() {
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#accept(e)}>
      ${field("Your name", html`<input name="name" required autocomplete="name" maxlength="100" autofocus>`)}
      ${field("Password", html`<input name="password" type="password" required minlength="10" autocomplete="new-password">`, "At least 10 characters.")}
      ${this.#form.alert}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>Create account</button>
    </form>`;
  }
}

/** @param {any} error */
const refusal = (error) =>
  error?.code === "INVALID_INVITATION"
    ? "This invitation has expired or was already used. Ask for a new one."
    : errorMessage(error);

customElements.define("hg-invitation", Invitation);
