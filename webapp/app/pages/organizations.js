import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api, isPlatformAdmin } from "../context.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState, pageHead } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { day, errorMessage, exactTime } from "../words.js";
import { createOrganization } from "./create-organization.js";
import { deleteOrganization, renameOrganization } from "./organization-actions.js";

const PAGE = 100;
const MOST = 500;
const TYPING_MS = 250;

/**
 * @typedef {{ id: string, name: string, demo: boolean, members: number, owner_email: string | null, machines: number,
 *   created_at: string }} Organization
 */

/** The organisations of the installation, for its administrators. */
class Organizations extends View {
  #search = "";
  #shown = PAGE;
  /** @type {any} */
  #typing = null;
  /** One more than is shown, to detect whether there are more. */
  #organizations = new Loader(
    "organizations",
    () =>
      api.get("/api/admin/organizations", {
        query: { search: this.#search, limit: String(Math.min(this.#shown + 1, MOST)) },
      }),
    () => this.update(),
  );

  connected() {
    this.#organizations.load();
    this.onDisconnect(() => clearTimeout(this.#typing));
  }

  /** @param {string} search */
  #find(search) {
    this.#search = search.trim();
    this.#shown = PAGE;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#organizations.load(), TYPING_MS);
  }

  #showMore() {
    this.#shown = Math.min(this.#shown + PAGE, MOST);
    this.#organizations.load();
  }

  /** @param {(organization: Organization) => Promise<boolean>} action @param {Organization} organization */
  async #run(action, organization) {
    try {
      // those of the user are also in the session
      if (await action(organization)) await api.auth.reload();
    } catch (error) {
      toast(errorMessage(error), "bad");
    }
    this.#organizations.load();
  }

  template() {
    /** @type {Organization[] | undefined} */
    const found = this.#organizations.data;
    const create = html`<button class="button primary" type="button" @click=${() => createOrganization(() => this.#organizations.load())}>${icons.plus}Create organisation</button>`;
    return html`${pageHead("Organisations", this.#organizations, isPlatformAdmin() ? create : nothing)} ${loadState(this.#organizations, 6)}
      ${
        !found
          ? nothing
          : html`<section class="card" aria-label="Organisations">
        <div class="filters">
          <label class="search">${icons.search}<span class="visually-hidden">Search</span>
            <input type="search" placeholder="Search by name or ID" @input=${(/** @type {any} */ { target }) => this.#find(target.value)}></label>
          <p class="quiet" role="status">${counted(found.length, this.#shown)}</p>
        </div>
        ${found.length === 0 ? html`<p class="quiet">${this.#search ? "No matches. Try a different search." : "No organisations yet."}</p>` : this.#table(found.slice(0, this.#shown))}
        ${this.#more(found)}
      </section>`
      }`;
  }

  /** @param {Organization[]} found */
  #more(found) {
    if (found.length < MOST && found.length <= this.#shown) return nothing;
    if (this.#shown >= MOST)
      return html`<p class="quiet">Only the first ${MOST} organisations are shown. Use the search to narrow the list.</p>`;
    return html`<p><button class="button" type="button" @click=${() => this.#showMore()}>Show more</button></p>`;
  }

  /** @param {Organization[]} found */
  #table(found) {
    return html`<table class="table">
      <thead><tr><th scope="col">Organisation</th><th scope="col">Owner</th><th scope="col">Members</th><th scope="col">Machines</th>
        <th scope="col">Created</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        found,
        ({ id }) => id,
        (organization) => this.#row(organization),
      )}</tbody>
    </table>`;
  }

  /** @param {Organization} organization */
  #row(organization) {
    const { id, name, demo, owner_email, members, machines, created_at } = organization;
    return html`<tr data-testid="organization-row" data-id=${id}>
      <th scope="row">${name}${demo ? html`<span class="tag">demo</span>` : nothing}<span class="below">${id}</span></th>
      <td data-label="Owner" class="person">${owner_email ?? html`<span class="quiet">None yet</span>`}</td>
      <td data-label="Members">${members}</td>
      <td data-label="Machines">${machines}</td>
      <td data-label="Created" class="quiet"><time title=${exactTime(created_at)}>${day(created_at)}</time></td>
      <td class="row-actions"><button class="button small" type="button" aria-label="Rename ${name}" @click=${() => this.#run(renameOrganization, organization)}>Rename</button>${
        demo
          ? nothing
          : html`<button class="button small" type="button" aria-label="Delete ${name}" @click=${() => this.#run(deleteOrganization, organization)}>Delete</button>`
      }</td>
    </tr>`;
  }
}

/** @param {number} found one more than is shown, if there are more @param {number} shown */
function counted(found, shown) {
  if (found > shown || found >= MOST) return `First ${Math.min(shown, found)} organisations`;
  return found === 1 ? "1 organisation" : `${found} organisations`;
}

customElements.define("hg-organizations", Organizations);
