import { html, live, nothing, repeat } from "../../lib/lit-html.js";
import { api, signedIn } from "../context.js";
import { errorMessage } from "../error-message.js";
import { Loader } from "../loader.js";
import { confirmDialog } from "../parts/dialog.js";
import { icons } from "../parts/icons.js";
import { loadState, pageHead } from "../parts/page-parts.js";
import { toast } from "../parts/toasts.js";
import { day, exactTime } from "../time.js";
import { View } from "../view.js";

const PAGE = 100;
const MOST = 500;
const TYPING_MS = 250;

/** @type {[role: string, label: string][]} */
const roles = [
  ["user", "User"],
  ["service", "Service"],
  ["admin", "Administrator"],
];

/** @typedef {{ id: string, email: string, name: string, role: string, disabled: boolean, created_at: string }} Account */

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
    await api.patch(`/api/accounts/${id}`, changes);
    toast(done, "good");
    this.#accounts.load();
  }

  /** @param {Account} account @param {string} role */
  async #changeRole(account, role) {
    const label = roles.find(([one]) => one === role)?.[1].toLowerCase();
    try {
      await this.#change(account, { role }, `The role of ${account.email} is now ${label}.`);
    } catch (error) {
      toast(errorMessage(error), "bad");
      this.#accounts.load();
    }
  }

  /** @param {Account} account */
  #toggle(account) {
    const { email, disabled } = account;
    const act = () => this.#change(account, { disabled: !disabled }, `${email} ${disabled ? "enabled" : "disabled"}.`);
    if (disabled) return act().catch((error) => toast(errorMessage(error), "bad"));
    const text = "The user is signed out on all devices and cannot sign in until you enable the account again.";
    return confirmDialog({ title: `Disable ${email}?`, text, button: "Disable", act });
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
    const { id, email, name, role, disabled, created_at } = account;
    const self = id === signedIn()?.user.id;
    const verb = disabled ? "Enable" : "Disable";
    return html`<tr data-testid="account-row" data-email=${email} data-disabled=${disabled ? "yes" : "no"}>
      <th scope="row">${name}${self ? html`<span class="tag">you</span>` : nothing}${disabled ? html`<span class="tag bad">disabled</span>` : nothing}
        <span class="below">${email}</span></th>
      <td data-label="Role">${self ? html`<span>${roles.find(([one]) => one === role)?.[1]}</span>` : this.#roleChoice(account)}</td>
      <td data-label="Created" class="quiet"><time title=${exactTime(created_at)}>${day(created_at)}</time></td>
      <td class="row-actions">${
        self
          ? nothing
          : html`<button class="button small" type="button" aria-label="${verb} ${email}"
        @click=${() => this.#toggle(account)}>${verb}</button>`
      }</td>
    </tr>`;
  }

  /** @param {Account} account */
  #roleChoice(account) {
    return html`<select aria-label="Role of ${account.email}" title="Administrators manage accounts and status pages. Services publish to channels."
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
