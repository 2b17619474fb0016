import { html, nothing } from "../../lib/lit-html.js";
import { api, config } from "../context.js";
import { FormState } from "../parts/form.js";
import { logo, View } from "../view.js";
import "../parts/provider-button.js";
import "../parts/reset-request.js";
import "../parts/sign-in-code.js";

/** A shorter wait means that the server is busy, and not that attempts have failed. */
const PAUSE_S = 5;

/** Signing in. */
class SignIn extends View {
  #form = new FormState(() => this.update());
  /** @type {import("../../sdk/auth.js").Challenge | null} the password was right, and a code is asked for */
  #challenge = null;
  #forgotten = false;

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    await this.#signIn(String(form.get("email")).trim(), String(form.get("password")));
  }

  /** @param {string} email @param {string} password */
  async #signIn(email, password) {
    if (this.#form.busy) return;
    const login = async () => {
      const answer = await api.auth.login(email, password);
      this.#challenge = "challenge" in answer ? answer : null;
    };
    if (await this.#form.submit(login, refusal)) return; // the shell shows the next page
    /** @type {HTMLInputElement | null} */ (this.querySelector("input[name=password]"))?.focus();
  }

  template() {
    return html`<div class="gate">
      <div class="gate-card">
        <div class="gate-brand">${logo}<h1 tabindex="-1">Heliograph</h1><p>Live status of your fleet</p></div>
        ${this.#challenge ? this.#code(this.#challenge) : this.#forgotten ? this.#reset() : this.#start()}
      </div>
      <p class="gate-foot"><span class="morse" aria-hidden="true">···· · ·−·· ·· −−−</span>${config.version ? `Version ${config.version}` : nothing}</p>
    </div>`;
  }

  /** @param {import("../../sdk/auth.js").Challenge} challenge */
  #code(challenge) {
    return html`<hg-sign-in-code .challenge=${challenge}></hg-sign-in-code>
      ${this.#back()}`;
  }

  #reset() {
    return html`<hg-reset-request></hg-reset-request>${this.#back()}`;
  }

  #back() {
    const back = () => {
      this.#challenge = null;
      this.#forgotten = false;
    };
    return html`<p class="quiet"><button class="button small" type="button" @click=${() => this.change(back)}>Back</button></p>`;
  }

  #start() {
    return html`${config.provider ? html`<hg-provider-button></hg-provider-button>` : nothing}
      ${this.#passwordPart()}
      ${config.demo && config.demo_accounts?.length ? this.#demoAccounts(config.demo_accounts) : nothing}`;
  }

  /** The fields for a password, as far as passwords are used. */
  #passwordPart() {
    const passwords = config.provider?.passwords ?? "everyone";
    if (passwords === "none") return nothing;
    if (passwords === "everyone") return this.#fields();
    return html`<details class="passwords"><summary>Administrators: sign in with a password</summary>${this.#fields()}</details>`;
  }

  #fields() {
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#submit(e)}>
          <label class="field"><span>Email</span>
            <input name="email" type="email" autocomplete="username" required autofocus data-testid="sign-in-email"></label>
          <label class="field"><span>Password</span>
            <input name="password" type="password" autocomplete="current-password" required data-testid="sign-in-password"></label>
          <div role="alert">${this.#form.failure ? html`<p class="form-error" data-testid="sign-in-error">${this.#form.failure}</p>` : nothing}</div>
          <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}
            data-testid="sign-in-submit">${this.#form.busy ? "Signing in…" : "Sign in"}</button>
        </form>
      ${config.reset_by_mail ? html`<p class="quiet"><button class="button small" type="button" @click=${() => this.change(() => (this.#forgotten = true))} data-testid="forgot-password">Forgot password?</button></p>` : nothing}`;
  }

  /** @param {import("../context.js").DemoAccount[]} accounts */
  #demoAccounts(accounts) {
    return html`<section class="demo" aria-label="Demo accounts">
      <h2>Demo: sign in as</h2>
      <ul>${accounts.map(
        ({ email, password, organizations }) => html`<li><button type="button" ?disabled=${this.#form.busy}
        @click=${() => this.#signIn(email, password)}><strong>${email}</strong><span>${organizations.map(({ id, role }) => `${role} of ${id}`).join(", ")}</span></button></li>`,
      )}</ul>
    </section>`;
  }
}

/** @param {any} error */
function refusal(error) {
  if (error.status === 429 && error.retryAfter >= PAUSE_S) {
    const minutes = Math.ceil(error.retryAfter / 60);
    return `Too many failed attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or on a device where you have signed in before. Forgot your password? ${config.reset_by_mail ? "Let us mail you a reset link." : "Ask an administrator for a reset link."}`;
  }
  if (error.status === 429) return "Too many sign-ins at the moment. Try again in a few seconds.";
  if (error.code === "PASSWORDS_CLOSED") return error.message;
  if (error.status === 401) return "Incorrect email or password. Check both and try again.";
  return error.isTemporary ? `${error.message} Try again in a moment.` : error.message;
}

customElements.define("hg-sign-in", SignIn);
