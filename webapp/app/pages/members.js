import { html, live, nothing, repeat } from "../../lib/lit-html.js";
import { api, currentOrg, mayAdminister, signedIn } from "../context.js";
import { listAll } from "../list-all.js";
import { Loader, loadState, pageHead, subscribeToTable } from "../parts/page-parts.js";
import "../parts/copy-field.js";
import { confirmDialog, formDialog } from "../parts/dialog.js";
import { field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { takeAddRequest } from "../router.js";
import { icons, View } from "../view.js";
import { day, errorMessage, exactTime } from "../words.js";
import { offerRevocation } from "./offer-revocation.js";
import { deleteOrganization, renameOrganization } from "./organization-actions.js";

/**
 * @typedef {{ account_id?: string, invitation_id?: string, email: string, name?: string, role: string,
 *   created_at?: string, expires_at?: string, pending?: boolean }} Member
 */

/** The members and invitations of the organisation. */
class Members extends View {
  #org = currentOrg()?.id;
  #members = new Loader(
    `members:${this.#org}`,
    (onSeq) => listAll("/api/members", { query: { org_id: this.#org }, onSeq }),
    () => this.update(),
  );

  connected() {
    subscribeToTable(this, {
      name: "members-rt",
      table: "members",
      loader: this.#members,
      onChange: ({ seq }) => this.#members.load(seq),
    });
    this.#members.load();
    if (takeAddRequest() && mayAdminister()) queueMicrotask(() => this.#invite());
  }

  #invite() {
    formDialog({
      name: "invite-member",
      title: "Invite member",
      fields: () => html`${field("Email", html`<input name="email" type="email" required autofocus autocomplete="off">`)}
        ${field("Role", html`<select name="role">${roles().map((role) => html`<option value=${role} ?selected=${role === "member"}>${role}</option>`)}</select>`, "Members have read access. Admins also manage machines, auth keys and members.")}`,
      button: "Invite",
      submit: async (form) => {
        const email = String(form.get("email")).trim();
        const answer = await api.post("/api/members", { org_id: this.#org, email, role: form.get("role") });
        this.#members.load();
        if (answer.sent) return toast(`Invitation sent to ${email}.`, "good");
        return html`<p>Send this invitation link to <strong>${email}</strong>. You won’t be able to see it again. It expires on ${day(answer.expires_at)}.</p>
          <hg-copy label="Invitation link" .text=${answer.url}></hg-copy>`;
      },
    });
  }

  /** @param {Member} member @param {string} role */
  async #changeRole(member, role) {
    const { account_id, email } = member;
    try {
      const left = await api.patch(`/api/members/${account_id}`, { role }, { query: { org_id: this.#org } });
      toast(`The role of ${email} is now ${role}.`, "good");
      if (email === signedIn()?.user.email) await api.auth.reload();
      else this.#offerRevocation(member, left);
    } catch (error) {
      toast(errorMessage(error), "bad");
    }
    this.#members.load();
  }

  /** @param {Member} member */
  async #remove(member) {
    const { account_id, invitation_id, email } = member;
    let left = {};
    const path = invitation_id ? `/api/members/invitations/${invitation_id}` : `/api/members/${account_id}`;
    await confirmDialog({
      name: "remove-member",
      title: invitation_id ? `Revoke the invitation for ${email}?` : `Remove ${email}?`,
      text: invitation_id
        ? "The invitation link stops working."
        : "The member loses access to this organisation immediately, and invitations that the member sent stop working.",
      button: invitation_id ? "Revoke" : "Remove",
      act: async () => {
        left = await api.delete(path, { query: { org_id: this.#org } });
        toast(invitation_id ? "Invitation revoked." : `${email} removed.`, "good");
        this.#members.load();
      },
    });
    return this.#offerRevocation(member, left);
  }

  /** @param {Member} member @param {object} left */
  #offerRevocation({ account_id, email }, left) {
    return offerRevocation(email, left, {
      keys: () => api.delete("/api/keys", { query: { org_id: this.#org, created_by: account_id } }),
    });
  }

  template() {
    const members = this.#members.data;
    const invite = html`<button class="button primary" type="button" @click=${() => this.#invite()}>${icons.plus}Invite member</button>`;
    return html`${pageHead("Members", this.#members, mayAdminister() ? invite : nothing)} ${loadState(this.#members, 4)}
      ${
        !members
          ? nothing
          : html`<section class="card" aria-label="Members"><table class="table">
        <thead><tr><th scope="col">Member</th><th scope="col">Role</th><th scope="col">Joined</th>
          ${mayAdminister() ? html`<th scope="col"><span class="visually-hidden">Actions</span></th>` : nothing}</tr></thead>
        <tbody>${repeat(
          members,
          (/** @type {Member} */ m) => m.account_id ?? m.invitation_id,
          (/** @type {Member} */ m) => this.#row(m),
        )}</tbody>
      </table></section>
      ${mayAdminister() ? this.#organization() : nothing}`
      }`;
  }

  #organization() {
    const organization = currentOrg();
    if (!organization) return nothing;
    return html`<section class="card apart" aria-labelledby="organization-title">
      <h2 id="organization-title">Organisation</h2>
      <p>${organization.name}<span class="below">ID ${organization.id}</span></p>
      <div class="row-buttons"><button class="button" type="button" @click=${() => this.#run(renameOrganization)}>${icons.pencil}Rename organisation</button>
      ${organization.role === "owner" ? html`<button class="button" type="button" @click=${() => this.#run(deleteOrganization)}>${icons.trash}Delete organisation</button>` : nothing}</div>
    </section>`;
  }

  /** @param {(organization: { id: string, name: string }) => Promise<boolean>} action */
  async #run(action) {
    const organization = currentOrg();
    try {
      if (organization && (await action(organization))) await api.auth.reload();
    } catch (error) {
      toast(errorMessage(error), "bad");
    }
    this.update();
  }

  /** @param {Member} member */
  #row(member) {
    const { email, name, role, created_at, expires_at, pending } = member;
    const self = email === signedIn()?.user.email;
    const mine = mayAdminister() && (role !== "owner" || currentOrg()?.role === "owner");
    return html`<tr data-testid="member-row" data-email=${email} data-pending=${pending ? "yes" : "no"}>
      <th scope="row">${pending ? email : name || email}${self ? html`<span class="tag">you</span>` : nothing}
        ${pending ? html`<span class="tag">invited</span>` : html`<span class="below">${email}</span>`}</th>
      <td data-label="Role">${mine && !pending ? this.#roleChoice(member) : html`<span>${role}</span>`}</td>
      <td data-label=${pending ? "Expires" : "Joined"} class="quiet"><time title=${exactTime(pending ? expires_at : created_at)}>${pending ? `expires ${day(expires_at)}` : day(created_at)}</time></td>
      ${
        mayAdminister()
          ? html`<td class="row-actions">${
              mine || pending
                ? html`<button class="button small" type="button"
        aria-label="${pending ? "Revoke the invitation for" : "Remove"} ${email}" @click=${() => this.#remove(member)}>${pending ? "Revoke" : "Remove"}</button>`
                : nothing
            }</td>`
          : nothing
      }
    </tr>`;
  }

  /** @param {Member} member */
  #roleChoice(member) {
    const choices = roles();
    return html`<select aria-label="Role of ${member.email}" .value=${live(member.role)}
      @change=${(/** @type {any} */ { target }) => this.#changeRole(member, target.value)}>
      ${choices.map((role) => html`<option value=${role} ?selected=${role === member.role}>${role}</option>`)}
    </select>`;
  }
}

/** @returns {string[]} the roles that the user may assign */
const roles = () => (currentOrg()?.role === "owner" ? ["member", "admin", "owner"] : ["member", "admin"]);

customElements.define("hg-members", Members);
