import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api, currentOrg, isPlatformAdmin, mayAdminister } from "../context.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import "../parts/copy-field.js";
import { confirmDialog, formDialog } from "../parts/dialog.js";
import { choice, field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { icons, View } from "../view.js";
import { ago, day, exactTime } from "../words.js";
import { offerRevocation } from "./offer-revocation.js";

/**
 * @typedef {{ id: string, name: string, prefix: string, scopes: string[], org_id: string | null, created_by: string,
 *   created_at: string, expires_at: string, last_used_at: string | null }} Token
 */

/** @type {[scope: string, label: string, hint: string][]} */
const SCOPES = [
  ["read", "Read", "Lists, sockets and streams, and the metrics."],
  ["publish", "Publish", "Events on channels."],
  ["pulses", "Pulses", "Reports for every monitor, by its id."],
  ["alerts", "Alerts", "Open, acknowledge and resolve them, also by the webhook; read them."],
  ["administer", "Administer", "Change what you may change, and read."],
];
const OF_ORGANIZATIONS = ["read", "administer"];

/** The tokens with which programs call the API, of the current organisation and of the installation. */
class Tokens extends View {
  #org = currentOrg();
  #tokens = new Loader(
    `tokens:${this.#org?.id}`,
    () => this.#fetch(),
    () => this.update(),
  );

  connected() {
    this.updateOnTick();
    this.#tokens.load();
  }

  /** @returns {Promise<Token[]>} of both that the user administers, newest first */
  async #fetch() {
    const lists = await Promise.all([
      isPlatformAdmin() ? api.get("/api/tokens") : [],
      this.#org && mayAdminister() ? api.get("/api/tokens", { query: { org_id: this.#org.id } }) : [],
    ]);
    return lists.flat().sort((/** @type {Token} */ a, /** @type {Token} */ b) => b.created_at.localeCompare(a.created_at));
  }

  /** @param {"installation" | "organization"} target */
  #create(target) {
    const own = target === "organization";
    const scopes = SCOPES.filter(([scope]) => !own || OF_ORGANIZATIONS.includes(scope));
    formDialog({
      name: "api-token",
      title: own ? `Create API token for ${this.#org?.name}` : "Create API token for the installation",
      fields: () => html`${field(
        "Name",
        html`<input name="name" required maxlength="200" autofocus autocomplete="off" placeholder="Deployment script">`,
      )}
      ${field(
        "Expires after",
        html`<select name="days"><option value="7">7 days</option><option value="30">30 days</option>
        <option value="90" selected>90 days</option><option value="366">1 year</option></select>`,
      )}
      <fieldset class="field"><legend>Scopes</legend>${scopes.map(([scope, label, hint]) => choice(scope, label, hint, scope === "read"))}</fieldset>`,
      button: "Create token",
      submit: async (form) => {
        const { token } = await api.post("/api/tokens", {
          name: String(form.get("name")),
          org_id: own ? this.#org?.id : undefined,
          expires_in_days: Number(form.get("days")),
          scopes: scopes.map(([scope]) => scope).filter((scope) => form.has(scope)),
        });
        this.#tokens.load();
        return html`<p>Copy the token now. <strong>You won’t be able to see it again.</strong></p>
          <hg-copy label="API token" .text=${token}></hg-copy>
          <p class="quiet">Programs send it in a header:</p>
          <hg-copy label="Header" .text=${`Authorization: Bearer ${token}`}></hg-copy>`;
      },
    });
  }

  /** @param {Token} token */
  async #revoke({ id, name, org_id }) {
    const query = { org_id: org_id ?? undefined };
    let left = {};
    await confirmDialog({
      name: "revoke-token",
      title: `Revoke ${name}?`,
      text: "Programs that use this token are refused at once, and their connections are closed.",
      button: "Revoke",
      act: async () => {
        left = await api.delete(`/api/tokens/${id}`, { query });
        toast("API token revoked.", "good");
        this.#tokens.load();
      },
    });
    return offerRevocation(name, left, { all: () => api.post(`/api/tokens/${id}/revoke-created`, undefined, { query }) });
  }

  #buttons() {
    const own = this.#org && mayAdminister();
    const buttons = [
      isPlatformAdmin() ? this.#button("installation", "Installation token", !own) : nothing,
      own ? this.#button("organization", "Organisation token", true) : nothing,
    ];
    return html`<span class="button-row">${buttons}</span>`;
  }

  /** @param {"installation" | "organization"} target @param {string} label @param {boolean} primary */
  #button(target, label, primary) {
    return html`<button class="button ${primary ? "primary" : ""}" type="button" data-testid="create-${target}" @click=${() => this.#create(target)}>${icons.plus}${label}</button>`;
  }

  template() {
    /** @type {Token[] | undefined} */
    const tokens = this.#tokens.data;
    return html`${pageHead("API tokens", this.#tokens, tokens?.length ? this.#buttons() : nothing)} ${loadState(this.#tokens, 4)}
      ${
        !tokens
          ? nothing
          : tokens.length === 0
            ? empty(
                "No API tokens yet",
                "Scripts and other systems sign in with a token instead of a password. It may do no more than the person who created it.",
                this.#buttons(),
              )
            : html`<section class="card" aria-label="API tokens">
        <table class="table">
          <thead><tr><th scope="col">Token</th><th scope="col">Status</th><th scope="col">Scopes</th><th scope="col">For</th><th scope="col">Last used</th>
            <th scope="col">Created</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${repeat(
            tokens,
            ({ id }) => id,
            (token) => this.#row(token),
          )}</tbody>
        </table></section>`
      }`;
  }

  /** @param {Token} token */
  #row(token) {
    const { id, name, prefix, scopes, org_id, created_by, created_at, expires_at, last_used_at } = token;
    const expired = Date.parse(expires_at) <= Date.now();
    return html`<tr data-testid="token-row" data-id=${id}>
      <th scope="row">${name}<code class="below">${prefix}…</code></th>
      <td data-label="Status"><span class="badge" data-condition=${expired ? "offline" : "healthy"}><span class="lamp" aria-hidden="true"></span>${expired ? "Expired" : `Valid until ${day(expires_at)}`}</span></td>
      <td data-label="Scopes"><span>${scopes.join(", ")}</span></td>
      <td data-label="For"><span>${org_id ? this.#org?.name : "Installation"}</span></td>
      <td data-label="Last used"><span>${last_used_at ? html`<time title=${exactTime(last_used_at)}>${ago(last_used_at)}</time>` : "Never"}</span></td>
      <td data-label="Created" class="quiet person"><span><time title=${exactTime(created_at)}>${ago(created_at)}</time> by ${created_by}</span></td>
      <td class="row-actions"><button class="button small" type="button" aria-label="Revoke ${name}" @click=${() => this.#revoke(token)}>Revoke</button></td>
    </tr>`;
  }
}

customElements.define("hg-tokens", Tokens);
