import { html, nothing } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { skeleton, View } from "../view.js";
import { errorMessage } from "../words.js";
import { codeInput, codeRefusal, factorSetup, recoveryCodes } from "./factor-setup.js";
import { FormState, field } from "./form.js";

/**
 * The second step of a sign-in: asks for a code, after setting up a second factor where the account must have one. Property `challenge`: the
 * answer of the first step. Dispatches `signed-in`.
 */
class SignInCode extends View {
  /** @type {import("../../sdk/auth.js").Challenge} */
  challenge = { challenge: "", expires_in: 0, setup: false };
  /** @type {string[] | null} */
  #codes = null;
  #goOn = () => {};
  #form = new FormState(() => this.update());
  /** @type {import("./factor-setup.js").FactorSetup | null} */
  #setup = null;

  async connected() {
    if (this.challenge.setup) await this.#form.submit(() => this.#loadSetup());
    await Promise.resolve(); // rendered first
    this.querySelector("input")?.focus();
  }

  async #loadSetup() {
    const body = { challenge: this.challenge.challenge };
    this.#setup = await api.post("/api/auth/challenge/factor", body, { anonymous: true });
    this.renderNow();
  }

  /** @param {string[]} codes @returns {Promise<void>} settles when the user goes on */
  #show(codes) {
    this.#codes = codes;
    this.update();
    return new Promise((resolve) => {
      this.#goOn = resolve;
    });
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const code = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("code"));
    const prove = () => api.auth.proveCode(this.challenge.challenge, code, (codes) => this.#show(codes));
    const done = await this.#form.submit(prove, (error) => codeRefusal(error, errorMessage));
    if (done) this.dispatchEvent(new CustomEvent("signed-in"));
    /** @type {HTMLInputElement | null} */ else this.querySelector("input")?.select();
  }

  template() {
    if (this.#codes)
      return html`<div aria-live="polite">${recoveryCodes(this.#codes)}</div>
        <button class="button primary wide" type="button" @click=${() => this.#goOn()} data-testid="factor-go-on">Continue</button>`;
    const setup = this.challenge.setup;
    if (setup && !this.#setup) return this.#form.failure ? this.#form.alert : skeleton(3);
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#submit(e)}>
      ${this.#setup ? html`<p>Your account must use two-factor authentication.</p>${factorSetup(this.#setup)}` : nothing}
      ${field("Code", codeInput(!setup), setup ? nothing : "From your authenticator app, or one of your recovery codes.")}
      ${this.#form.alert}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy} data-testid="factor-submit">
        ${setup ? "Turn on and sign in" : "Sign in"}</button>
    </form>`;
  }
}

customElements.define("hg-sign-in-code", SignInCode);
