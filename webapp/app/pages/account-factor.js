import { html, nothing } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { formDialog, openDialog } from "../parts/dialog.js";
import { codeInput, codeRefusal, factorSetup, recoveryCodes } from "../parts/factor-setup.js";
import { FormState, field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState } from "../parts/page-parts.js";
import { View } from "../view.js";
import { day, errorMessage } from "../words.js";

/** The second factor of the user's account. */
class Factor extends View {
  #password = true;
  #factor = new Loader(
    "factor",
    () => api.get("/api/auth/factor"),
    () => this.update(),
  );

  connected() {
    this.#factor.load();
  }

  /** Whether the account has a password, after which a code is asked for. @param {boolean} has */
  set password(has) {
    this.change(() => (this.#password = has));
  }

  async #turnOn() {
    await openDialog(
      "turn-on-second-factor",
      "Turn on two-factor authentication",
      () => html`<hg-factor-steps></hg-factor-steps>`,
    );
    this.#factor.load();
  }

  /** @param {string} title @param {string} text @param {string} button @param {(code: string) => Promise<unknown>} act */
  async #byCode(title, text, button, act) {
    await formDialog({
      name: "confirm-by-code",
      title,
      button,
      fields: () =>
        html`<p>${text}</p>${field("Code", codeInput(), "From your authenticator app, or one of your recovery codes.")}`,
      submit: (form) => act(String(form.get("code"))).catch(reworded),
    });
    this.#factor.load();
  }

  #renew() {
    const text = "You get ten new recovery codes. The earlier ones stop working.";
    return this.#byCode("Create new recovery codes?", text, "Create codes", async (code) => {
      const { recovery_codes } = await api.post("/api/auth/factor/recovery-codes", { code });
      return recoveryCodes(recovery_codes);
    });
  }

  #turnOff() {
    const text = "From then on your password alone is enough to sign in.";
    return this.#byCode("Turn off two-factor authentication?", text, "Turn off", async (code) => {
      await api.post("/api/auth/factor/off", { code });
      toast("Two-factor authentication is off.", "good");
      return undefined;
    });
  }

  template() {
    /** @type {{ on: boolean, since: string | null, recovery_codes: number, required: boolean } | undefined} */
    const factor = this.#factor.data;
    return html`<section class="card" aria-labelledby="factor-title">
      <h2 id="factor-title">Two-factor authentication</h2>
      ${loadState(this.#factor, 2)}
      ${factor ? (factor.on ? this.#on(factor) : this.#off(factor)) : nothing}
    </section>`;
  }

  /** @param {{ since: string | null, recovery_codes: number, required: boolean }} factor */
  #on({ since, recovery_codes, required }) {
    const left = recovery_codes === 1 ? "1 recovery code is left." : `${recovery_codes} recovery codes are left.`;
    return html`<p><span class="tag">on</span> ${since ? `Since ${day(since)}. ` : nothing}${left}</p>
      <p class="row-buttons"><button class="button" type="button" @click=${() => this.#renew()}>New recovery codes</button>
      ${required ? nothing : html`<button class="button" type="button" @click=${() => this.#turnOff()}>Turn off</button>`}</p>
      ${required ? html`<p class="quiet">Your account must use two-factor authentication.</p>` : nothing}`;
  }

  /** @param {{ required: boolean }} factor */
  #off({ required }) {
    if (!this.#password)
      return html`<p class="quiet">You sign in with the sign-in service of your company, which asks for a second factor where it wants one.</p>`;
    return html`<p class="quiet">After your password, signing in asks for a code from an app on your phone. A stolen password is useless then.
        API tokens go on as before.</p>
      ${required ? html`<p class="notice" data-kind="bad">Your account must use it: without it you are asked to set it up at the next sign-in.</p>` : nothing}
      <button class="button primary" type="button" @click=${() => this.#turnOn()} data-testid="factor-turn-on">Turn on</button>`;
  }
}

/** The steps of turning it on: password, app and code, recovery codes. */
class FactorSteps extends View {
  #form = new FormState(() => this.update());
  /** @type {import("../parts/factor-setup.js").FactorSetup | null} */
  #setup = null;
  /** @type {string[] | null} */
  #codes = null;

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const values = new FormData(form);
    const next = async () => {
      if (!this.#setup) {
        this.#setup = await api.post("/api/auth/factor", { current_password: String(values.get("password")) });
        form.reset();
      } else {
        const { recovery_codes } = await api.post("/api/auth/factor/confirm", { code: String(values.get("code")) });
        this.#codes = recovery_codes;
        toast("Two-factor authentication is on. Your other sessions have ended.", "good");
      }
    };
    await this.#form.submit(next, (error) => codeRefusal(error, errorMessage));
    this.renderNow();
    this.querySelector("input")?.focus();
  }

  template() {
    if (this.#codes)
      return html`<div aria-live="polite">${recoveryCodes(this.#codes)}</div>
        <div class="dialog-actions"><button class="button primary" type="button" @click=${() => this.closest("dialog")?.close()}>Done</button></div>`;
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#submit(e)}>
      ${
        this.#setup
          ? html`${factorSetup(this.#setup)}${field("Code", codeInput(false))}`
          : field(
              "Current password",
              html`<input name="password" type="password" autocomplete="current-password" required autofocus>`,
            )
      }
      ${this.#form.alert}
      <div class="dialog-actions">
        <button class="button" type="button" @click=${() => this.closest("dialog")?.close()}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>${this.#setup ? "Turn on" : "Continue"}</button>
      </div>
    </form>`;
  }
}

/** @param {any} error @returns {never} */
function reworded(error) {
  throw Object.assign(error, { message: codeRefusal(error, ({ message }) => message) });
}

customElements.define("hg-factor", Factor);
customElements.define("hg-factor-steps", FactorSteps);
