import { html, nothing } from "../../lib/lit-html.js";
import { api, signedIn } from "../context.js";
import { FormState, field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { returned } from "../parts/provider-button.js";
import { navigate } from "../router.js";
import { logo, View } from "../view.js";
import { errorMessage } from "../words.js";

/** Where the sign-in service sends people back: completes the sign-in, or the link of an account. */
class SignedIn extends View {
  #failure = "";
  #purpose = "sign-in";
  /** @type {Record<string, string | null> | undefined} what came back, for the link that waits for the password */
  #toLink;
  #form = new FormState(() => this.update());

  connected() {
    const answer = new URLSearchParams(location.search);
    // what is in the address works once; it does not stay in the history
    history.replaceState(null, "", location.pathname);
    if (answer.get("state")) this.#complete(answer);
    else navigate("/", { replace: true });
  }

  /** @param {URLSearchParams} answer */
  async #complete(answer) {
    const { purpose, next } = returned();
    this.#purpose = purpose;
    const names = ["state", "code", "iss", "error", "error_description"];
    const fields = Object.fromEntries(names.flatMap((name) => (answer.get(name) ? [[name, answer.get(name)]] : [])));
    if (purpose === "link" && signedIn()) {
      this.#toLink = fields;
      return this.update();
    }
    try {
      await api.auth.completeProvider(fields);
      navigate(next ? `/?next=${encodeURIComponent(next)}` : "/", { replace: true });
    } catch (error) {
      this.#failure = errorMessage(error);
      this.update();
    }
  }

  /** @param {SubmitEvent} event @param {Record<string, string | null>} answer */
  async #link(event, answer) {
    event.preventDefault();
    const password = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("password"));
    const linked = await this.#form.submit(() => api.auth.linkProvider(answer, password));
    if (!linked) return;
    toast("Single sign-on is linked to your account.", "good");
    navigate("/account", { replace: true });
  }

  /** The link is another way in to the account: the password shows that its holder wants it. @param {Record<string, string | null>} answer */
  #linkForm(answer) {
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#link(e, answer)}>
      <p>Enter the password of your account here to link it. The answer of the sign-in service lasts about a minute.</p>
      <input type="text" name="username" autocomplete="username" hidden .value=${signedIn()?.user.email ?? ""}>
      ${field("Current password", html`<input name="password" type="password" autocomplete="current-password" required autofocus>`)}
      ${this.#form.alert}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>Link single sign-on</button>
      ${this.#form.failure ? html`<p class="quiet"><a href="/account">Back to your account</a></p>` : nothing}
    </form>`;
  }

  template() {
    if (this.#toLink)
      return html`<div class="gate"><div class="gate-card">
        <div class="gate-brand">${logo}<h1 tabindex="-1">Link single sign-on</h1></div>
        ${this.#linkForm(this.#toLink)}
      </div></div>`;
    const back =
      this.#purpose === "link" ? html`<a href="/account">Back to your account</a>` : html`<a href="/">Back to sign-in</a>`;
    return html`<div class="gate"><div class="gate-card">
      <div class="gate-brand">${logo}<h1 tabindex="-1">Signing in</h1></div>
      ${
        this.#failure
          ? html`<p class="form-error" role="alert" data-testid="signed-in-failure">${this.#failure}</p><p class="quiet">${back}</p>`
          : html`<p class="quiet" role="status">One moment…</p>`
      }
    </div></div>`;
  }
}

customElements.define("hg-signed-in", SignedIn);
