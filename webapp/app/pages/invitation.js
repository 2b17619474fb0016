import { html, nothing } from "../../lib/lit-html.js";
import { api, config, signedIn } from "../context.js";
import { FormState, field } from "../parts/form.js";
import { Loader } from "../parts/page-parts.js";
import { logo, skeleton, View } from "../view.js";
import { day, errorMessage, exactTime } from "../words.js";
import "../parts/sign-in-code.js";
import { navigate } from "../router.js";

/**
 * @typedef {{ organization: string, role: string, email: string, invited_by: { name: string, email: string } | null, expires_at: string }} Details
 */

/**
 * The page of an invitation's link: says who invites, to what and for which address, then joins with the signed-in account, or creates an
 * account with a name and a password.
 */
class Invitation extends View {
  #token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
  #form = new FormState(() => this.update());
  #asUser = signedIn() !== null;
  /** @type {import("../../sdk/auth.js").Challenge | null} the invitation is accepted, and a code is asked for */
  #challenge = null;
  /** @type {Loader<Details>} */
  #details = new Loader(
    `invitation:${this.#token}`,
    () => api.post("/api/auth/invitation/details", { token: this.#token }, { anonymous: true }),
    () => this.update(),
  );

  connected() {
    if (this.#token) this.#details.load();
  }

  /** @param {SubmitEvent} event */
  async #accept(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const accept = async () => {
      if (this.#asUser) return api.auth.acceptInvitationAsUser(this.#token);
      const name = String(form.get("name")).trim();
      const answer = await api.auth.acceptInvitation(this.#token, name, String(form.get("password")));
      this.#challenge = "challenge" in answer ? answer : null;
    };
    if ((await this.#form.submit(accept, refusal)) && !this.#challenge) this.#done();
  }

  #done() {
    navigate("/now", { replace: true });
  }

  #useAnotherAccount() {
    this.#asUser = false;
    this.update();
  }

  template() {
    if (this.#challenge)
      return html`<div class="gate"><div class="gate-card">
        <div class="gate-brand">${logo}<h1 tabindex="-1">Invitation accepted</h1><p>Sign in to continue.</p></div>
        <hg-sign-in-code .challenge=${this.#challenge} @signed-in=${() => this.#done()}></hg-sign-in-code>
      </div></div>`;
    const { data } = this.#details;
    return html`<div class="gate"><div class="gate-card">
      <div class="gate-brand">${logo}<h1 tabindex="-1">${data ? html`Join <bdi>${data.organization}</bdi>` : "Invitation"}</h1></div>
      ${this.#token ? (data ? this.#offer(data) : this.#unread()) : html`<p class="form-error" role="alert">This invitation link is incomplete. Open the full link that was sent to you.</p>`}
    </div></div>`;
  }

  /** Without knowing what is offered, nothing can be accepted. */
  #unread() {
    const { error, loading } = this.#details;
    if (error === undefined) return skeleton(3, "Reading the invitation");
    const again = /** @type {any} */ (error)?.code !== "INVALID_INVITATION";
    return html`<p class="form-error" role="alert">${refusal(error)}</p>
      ${again ? html`<button class="button wide" type="button" aria-busy=${loading} @click=${() => this.#details.load()}>Retry</button>` : nothing}`;
  }

  /** @param {Details} details */
  #offer({ organization, role, email, invited_by: by, expires_at }) {
    const other = this.#asUser && signedIn()?.user.email.toLowerCase() !== email;
    return html`<dl class="gate-facts" data-testid="invitation">
        ${by ? html`<div><dt>From</dt><dd><bdi>${by.name}</bdi> <span class="quiet">${by.email}</span></dd></div>` : nothing}
        <div><dt>To join</dt><dd><bdi>${organization}</bdi>, as ${role}</dd></div>
        <div><dt>For</dt><dd>${email}</dd></div>
        <div><dt>Expires</dt><dd><time title=${exactTime(expires_at)}>${day(expires_at)}</time></dd></div>
      </dl>
      <p>${
        this.#asUser
          ? other
            ? html`You join with your own account, not with <strong>${email}</strong>.`
            : "You join with your account."
          : "Choose a name and a password to create your account."
      }</p>
      ${this.#asUser ? this.#user() : this.#fields()}
      <p class="quiet">${
        this.#asUser
          ? html`<button class="button small" type="button" @click=${() => this.#useAnotherAccount()}>Create another account</button>`
          : html`Already have an account? <a href="/">Sign in</a>, then open this link again.`
      }</p>`;
  }

  #user() {
    const user = signedIn()?.user;
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#accept(e)}>
      <p>Signed in as <strong>${user?.name}</strong> (${user?.email}).</p>
      ${this.#submit("Join organisation")}
    </form>`;
  }

  #fields() {
    return html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#accept(e)}>
      ${field("Your name", html`<input name="name" required autocomplete="name" maxlength="100" autofocus>`)}
      ${field("Password", html`<input name="password" type="password" required minlength=${config.password_length} autocomplete="new-password">`, `At least ${config.password_length} characters.`)}
      ${this.#submit("Create account")}
    </form>`;
  }

  /** @param {string} label */
  #submit(label) {
    return html`${this.#form.alert ?? nothing}
      <button class="button primary wide" type="submit" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy}>${label}</button>`;
  }
}

/** @param {any} error */
function refusal(error) {
  if (error?.code === "INVALID_INVITATION") return "This invitation has expired or was already used. Ask for a new one.";
  if (error?.code === "INVALID_CREDENTIALS")
    return "There is already an account with the invited address. Sign in with it, then open this link again.";
  return errorMessage(error);
}

customElements.define("hg-invitation", Invitation);
