import { html } from "../../lib/lit-html.js";
import { api, signedIn } from "../context.js";
import { errorMessage } from "../error-message.js";
import { logo } from "../parts/icons.js";
import { returned } from "../parts/provider-button.js";
import { toast } from "../parts/toasts.js";
import { navigate } from "../router.js";
import { View } from "../view.js";

/** Where the sign-in service sends people back: completes the sign-in, or the link of an account. */
class SignedIn extends View {
  #failure = "";
  #purpose = "sign-in";

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
    try {
      if (purpose === "link" && signedIn()) {
        await api.auth.linkProvider(fields);
        toast("Single sign-on is linked to your account.", "good");
        navigate("/account", { replace: true });
      } else {
        await api.auth.completeProvider(fields);
        navigate(next ? `/?next=${encodeURIComponent(next)}` : "/", { replace: true });
      }
    } catch (error) {
      this.#failure = errorMessage(error);
      this.update();
    }
  }

  template() {
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
