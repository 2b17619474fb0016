import { html, nothing } from "../../lib/lit-html.js";
import { api, config, isPlatformAdmin, signedIn } from "../context.js";
import { signOut } from "../main.js";
import { FormState, field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { Loader, pageHead } from "../parts/page-parts.js";
import { takeAddRequest } from "../router.js";
import { icons, View } from "../view.js";
import { errorMessage } from "../words.js";
import "./account-devices.js";
import "./account-factor.js";
import "./account-sessions.js";
import "./account-provider.js";
import { deleteOwnAccount, editOwnProfile } from "./account-profile.js";
import { createOrganization } from "./create-organization.js";

/** The user's own account: organisations, password, signing out. */
class Account extends View {
  #password = new FormState(() => this.update());
  #link = new Loader(
    "account-link",
    () => api.get("/api/auth/oidc/link"),
    () => this.update(),
  );

  connected() {
    if (config.provider) this.#link.load();
    if (takeAddRequest() && isPlatformAdmin()) queueMicrotask(() => createOrganization(() => this.update()));
  }

  /** @param {SubmitEvent} event */
  async #changePassword(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const values = new FormData(form);
    const change = () => api.auth.changePassword(String(values.get("current")), String(values.get("next")));
    if (!(await this.#password.submit(change))) return;
    form.reset();
    toast("Password changed. All other devices are signed out.", "good");
  }

  async #edit() {
    const user = signedIn()?.user;
    if (user && (await editOwnProfile({ email: user.email, name: user.name }))) this.update();
  }

  #delete() {
    return deleteOwnAccount(() => signOut()).catch((error) => toast(errorMessage(error), "bad"));
  }

  template() {
    const session = signedIn();
    const password = this.#link.data?.password !== false;
    return html`${pageHead("Account", null, html`<button class="button" type="button" @click=${() => signOut()}>${icons.leave}Sign out</button>`)}
      <div class="columns">
        <section class="card" aria-labelledby="me-title">
          <h2 id="me-title">${session?.user.name}</h2><p class="quiet">${session?.user.email}</p>
          <ul class="plain">${session?.organizations.map(({ name, role }) => html`<li><strong>${name}</strong><span class="tag">${role}</span></li>`)}</ul>
          ${session?.organizations.length === 0 ? html`<p class="quiet">You are not a member of an organisation yet. Ask an owner or admin for an invitation.</p>` : nothing}
          ${session?.user.role === "admin" ? html`<button class="button" type="button" @click=${() => createOrganization(() => this.update())}>${icons.plus}Create organisation</button>` : nothing}
          ${
            password
              ? html`<div class="row-buttons"><button class="button" type="button" @click=${() => this.#edit()}>${icons.pencil}Edit name and email</button>
                <button class="button" type="button" @click=${() => this.#delete()}>${icons.trash}Delete account</button></div>`
              : nothing
          }
          ${config.version ? html`<p class="quiet">Heliograph ${config.version}</p>` : nothing}
        </section>
        ${password ? this.#passwordCard(session?.user.email ?? "") : nothing}
        <hg-factor .password=${password}></hg-factor>
        <hg-sessions></hg-sessions>
        <hg-account-provider></hg-account-provider>
        <hg-devices></hg-devices>
      </div>`;
  }

  /** @param {string} email */
  #passwordCard(email) {
    return html`<section class="card" aria-labelledby="password-title">
      <h2 id="password-title">Change password</h2>
      <form @submit=${(/** @type {SubmitEvent} */ e) => this.#changePassword(e)}>
        <input type="text" name="username" autocomplete="username" hidden .value=${email}>
        ${field("Current password", html`<input name="current" type="password" autocomplete="current-password" required>`)}
        ${field("New password", html`<input name="next" type="password" autocomplete="new-password" required minlength=${config.password_length}>`, `At least ${config.password_length} characters.`)}
        ${this.#password.alert}
        <button class="button primary" type="submit" ?disabled=${this.#password.busy} aria-busy=${this.#password.busy}>Change password</button>
      </form>
    </section>`;
  }
}

customElements.define("hg-account", Account);
