import { html } from "../../lib/lit-html.js";
import { api, config } from "../context.js";
import { FormState, field } from "../parts/form.js";
import { logo, View } from "../view.js";
import { errorMessage } from "../words.js";
import "../parts/sign-in-code.js";
import { toast } from "../parts/page-controls.js";
import { navigate } from "../router.js";

/** The page of a reset link: sets a new password and signs in. */
class Reset extends View {
  #token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
  #form = new FormState(() => this.update());
  /** @type {import("../../sdk/auth.js").Challenge | null} the password is set, and a code is asked for */
  #challenge = null;

  /** @param {SubmitEvent} event */
  async #reset(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const set = async () => {
      const answer = await api.auth.resetPassword(this.#token, String(form.get("password")));
      this.#challenge = "challenge" in answer ? answer : null;
    };
    if ((await this.#form.submit(set, refusal)) && !this.#challenge) this.#done();
  }

  #done() {
    navigate("/now", { replace: true });
    toast("Password changed. All other devices are signed out.", "good");
  }

  template() {
    return html`<div class="gate"><div class="gate-card">
      <div class="gate-brand">${logo}<h1 tabindex="-1">New password</h1><p>Choose a new password for your account.</p></div>
      ${this.#challenge ? html`<hg-sign-in-code .challenge=${this.#challenge} @signed-in=${() => this.#done()}></hg-sign-in-code>` : this.#token ? this.#fields() : html`<p class="form-error" role="alert">This reset link is incomplete. Open the full link that was sent to you.</p>`}
      <p class="quiet"><a href="/">Sign in instead</a></p>
    </div></div>`;
  }

  #fields() {
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#reset(e)}>
      ${field("New password", html`<input name="password" type="password" required minlength=${config.password_length} autocomplete="new-password" autofocus>`, `At least ${config.password_length} characters.`)}
      ${this.#form.alert}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>Set password</button>
    </form>`;
  }
}

/** @param {any} error */
const refusal = (error) =>
  error?.code === "INVALID_RESET_LINK"
    ? "This reset link has expired or was already used. Ask for a new one."
    : errorMessage(error);

customElements.define("hg-reset", Reset);
