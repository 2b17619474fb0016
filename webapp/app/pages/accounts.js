import { html, live, nothing, repeat } from "../../lib/lit-html.js";
import { api, signedIn } from "../context.js";
import { Loader, loadState, pageHead } from "../parts/page-parts.js";
import { day, errorMessage, exactTime, moment } from "../words.js";
import "../parts/copy-field.js";
import { confirmDialog, formDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { icons, View } from "../view.js";
import { accountActions } from "./account-actions.js";
import { offerRevocation } from "./offer-revocation.js";
import { permitLink } from "./permit-link.js";

const PAGE = 100;
const MOST = 500;
const TYPING_MS = 250;

/** @type {[role: string, label: string][]} */
const roles = [
  ["user", "User"],
  ["operator", "Operator"],
  ["service", "Service"],
  ["admin", "Administrator"],
];

/**
 * @typedef {{ id: string, email: string, name: string, role: string, disabled: boolean, locked_until: string | null,
 *   second_factor: boolean, created_at: string }} Account
 */

/** The accounts of the installation, for its administrators. */
class Accounts extends View {
  #search = "";
  #shown = PAGE;
  /** @type {any} */
  #typing = null;
  /** One more than is shown, to detect whether there are more. */
  #accounts = new Loader(
    "accounts",
    () => api.get("/api/accounts", { query: { search: this.#search, limit: String(Math.min(this.#shown + 1, MOST)) } }),
    () => this.update(),
  );

  connected() {
    this.#accounts.load();
    this.onDisconnect(() => clearTimeout(this.#typing));
  }

  /** @param {string} search */
  #find(search) {
    this.#search = search.trim();
    this.#shown = PAGE;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#accounts.load(), TYPING_MS);
  }

  #showMore() {
    this.#shown = Math.min(this.#shown + PAGE, MOST);
    this.#accounts.load();
  }

  /** @param {Account} account @param {Partial<Account>} changes @param {string} done */
  async #change({ id }, changes, done) {
    const changed = await api.patch(`/api/accounts/${id}`, changes);
    toast(done, "good");
    this.#accounts.load();
    return changed;
  }

  /** @param {Account} account @param {string} role */
  async #changeRole(account, role) {
    const label = roles.find(([one]) => one === role)?.[1].toLowerCase();
    try {
      const changed = await this.#change(account, { role }, `The role of ${account.email} is now ${label}.`);
      await offerRevocation(account.email, changed, this.#revocations(account));
    } catch (error) {
      toast(errorMessage(error), "bad");
      this.#accounts.load();
    }
  }

  /** @param {Account} account */
  async #toggle(account) {
    const { email, disabled } = account;
    let changed = {};
    const act = async () => {
      changed = await this.#change(account, { disabled: !disabled }, `${email} ${disabled ? "enabled" : "disabled"}.`);
    };
    if (disabled) return act().catch((error) => toast(errorMessage(error), "bad"));
    const text =
      "The user is signed out on all devices and cannot sign in until you enable the account again. Invitations from this user stop working.";
    await confirmDialog({ name: "disable-account", title: `Disable ${email}?`, text, button: "Disable", act });
    return offerRevocation(email, changed, this.#revocations(account));
  }

  /** @param {Account} account */
  #revocations({ id }) {
    return {
      keys: () => api.post(`/api/accounts/${id}/revoke-keys`),
      screens: () => api.post(`/api/accounts/${id}/revoke-screens`),
    };
  }

  /** @param {Account} account */
  async #unlock({ id, email }) {
    try {
      await api.post(`/api/accounts/${id}/unlock`);
      toast(`${email} can sign in again.`, "good");
    } catch (error) {
      toast(errorMessage(error), "bad");
    }
    this.#accounts.load();
  }

  /** @param {Account} account */
  #resetLink({ id, email }) {
    return formDialog({
      name: "reset-password",
      title: `Reset the password of ${email}?`,
      fields:
        () => html`<p>You get a link to send to the user, who chooses a new password there. The current password keeps working until then;
        afterwards the user is signed out on all other devices. An earlier link stops working now.</p>`,
      button: "Create reset link",
      submit: async () => {
        const { url, expires_at } = await api.post(`/api/accounts/${id}/reset-link`);
        return html`<p>Send this link to <strong>${email}</strong>. It works once, until ${moment(expires_at)}. You won’t be able to see it again.</p>
          <hg-copy label="Reset link" .text=${url}></hg-copy>`;
      },
    });
  }

  template() {
    const accounts = this.#accounts.data;
    return html`${pageHead("Accounts", this.#accounts)} ${loadState(this.#accounts, 6)}
      ${
        !accounts
          ? nothing
          : html`<section class="card" aria-label="Accounts">
        <div class="filters">
          <label class="search">${icons.search}<span class="visually-hidden">Search</span>
            <input type="search" placeholder="Search by name or email" @input=${(/** @type {any} */ { target }) => this.#find(target.value)}></label>
          <p class="quiet" role="status">${counted(accounts.length, this.#shown)}</p>
        </div>
        ${accounts.length === 0 ? html`<p class="quiet">No matches. Try a different search.</p>` : this.#table(accounts.slice(0, this.#shown))}
        ${this.#more(accounts)}
      </section>`
      }`;
  }

  /** @param {Account[]} accounts */
  #more(accounts) {
    if (accounts.length < MOST && accounts.length <= this.#shown) return nothing;
    if (this.#shown >= MOST)
      return html`<p class="quiet">Only the first ${MOST} accounts are shown. Use the search to narrow the list.</p>`;
    return html`<p><button class="button" type="button" @click=${() => this.#showMore()}>Show more</button></p>`;
  }

  /** @param {Account[]} accounts */
  #table(accounts) {
    return html`<table class="table">
      <thead><tr><th scope="col">User</th><th scope="col">Role</th><th scope="col">Created</th>
        <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        accounts,
        ({ id }) => id,
        (account) => this.#row(account),
      )}</tbody>
    </table>`;
  }

  /** @param {Account} account */
  #row(account) {
    const { id, email, name, role, disabled, locked_until, created_at } = account;
    const self = id === signedIn()?.user.id;
    const verb = disabled ? "Enable" : "Disable";
    return html`<tr data-testid="account-row" data-email=${email} data-disabled=${disabled ? "yes" : "no"}>
      <th scope="row">${name}${self ? html`<span class="tag">you</span>` : nothing}${disabled ? html`<span class="tag bad">disabled</span>` : nothing}${locked_until ? html`<span class="tag bad" title="Too many failed sign-ins. Until ${moment(locked_until)}, only known devices can sign in.">locked</span>` : nothing}
        <span class="below">${email}</span></th>
      <td data-label="Role">${self ? html`<span>${roles.find(([one]) => one === role)?.[1]}</span>` : this.#roleChoice(account)}</td>
      <td data-label="Created" class="quiet"><time title=${exactTime(created_at)}>${day(created_at)}</time></td>
      <td class="row-actions">${locked_until ? html`<button class="button small" type="button" aria-label="Unlock ${email}" @click=${() => this.#unlock(account)}>Unlock</button>` : nothing}${
        self || disabled
          ? nothing
          : html`<button class="button small" type="button" aria-label="Reset password of ${email}" @click=${() => this.#resetLink(account)}>Reset password</button>${permitLink(account)}`
      }${
        self
          ? nothing
          : html`<button class="button small" type="button" aria-label="${verb} ${email}"
        @click=${() => this.#toggle(account)}>${verb}</button>`
      }<button class="button small" type="button" aria-label="More for ${email}" @click=${() => accountActions(account, self, () => this.#accounts.load())}>More</button></td>
    </tr>`;
  }

  /** @param {Account} account */
  #roleChoice(account) {
    return html`<select aria-label="Role of ${account.email}" title="Administrators manage accounts and status pages. Operators handle alerts. Services publish to channels."
      .value=${live(account.role)} @change=${(/** @type {any} */ { target }) => this.#changeRole(account, target.value)}>
      ${roles.map(([role, label]) => html`<option value=${role} ?selected=${role === account.role}>${label}</option>`)}
    </select>`;
  }
}

/** @param {number} found one more than is shown, if there are more @param {number} shown */
function counted(found, shown) {
  if (found > shown || found >= MOST) return `First ${Math.min(shown, found)} accounts`;
  return found === 1 ? "1 account" : `${found} accounts`;
}

customElements.define("hg-accounts", Accounts);
