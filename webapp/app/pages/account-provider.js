import { html, nothing } from "../../lib/lit-html.js";
import { api, config, signedIn } from "../context.js";
import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState } from "../parts/page-parts.js";
import { goToProvider } from "../parts/provider-button.js";
import { View } from "../view.js";

/** Whether the user's account is linked to the company's sign-in service. */
class AccountProvider extends View {
  #link = new Loader(
    "provider-link",
    () => api.get("/api/auth/oidc/link"),
    () => this.update(),
  );

  connected() {
    if (config.provider) this.#link.load();
  }

  #connect() {
    const passwords = config.provider?.passwords;
    const either = passwords === "everyone" || (passwords === "administrators" && signedIn()?.user.role === "admin");
    return confirmDialog({
      name: "link-provider",
      title: "Link single sign-on?",
      text: `You go to the sign-in service of your company. When you are back, enter your password here. Afterwards you can sign in with ${either ? "either" : "it"}.`,
      button: "Continue",
      harmless: true,
      act: () => goToProvider({ purpose: "link", next: "" }),
    });
  }

  #disconnect() {
    return confirmDialog({
      name: "unlink-provider",
      title: "Remove the link?",
      text: "Afterwards you sign in with your password. Memberships that came from groups end, and so do the sessions that began there.",
      button: "Remove link",
      act: async () => {
        await api.delete("/api/auth/oidc/link");
        toast("The link was removed.", "good");
        // the session ends with the link when it began there
        await api.auth.reload().catch(() => undefined);
        this.#link.load();
      },
    });
  }

  template() {
    if (!config.provider) return html``;
    const link = this.#link.data;
    return html`<section class="card" aria-labelledby="provider-title" data-testid="account-provider">
      <h2 id="provider-title">Single sign-on</h2>
      ${loadState(this.#link, 1)}
      ${link ? this.#state(link) : nothing}
    </section>`;
  }

  /** @param {{ linked: boolean, password: boolean, removable: boolean }} link */
  #state({ linked, password, removable }) {
    if (!password)
      return html`<p class="quiet">Your account comes from the sign-in service of your company and has no password here.</p>`;
    return linked
      ? html`<p class="quiet">Your account is linked to the sign-in service of your company.</p>
        ${removable ? html`<button class="button" type="button" @click=${() => this.#disconnect()}>Remove link</button>` : nothing}`
      : html`<p class="quiet">Link your account to sign in with the sign-in service of your company.</p>
        <button class="button" type="button" @click=${() => this.#connect()}>Link single sign-on</button>`;
  }
}

customElements.define("hg-account-provider", AccountProvider);
