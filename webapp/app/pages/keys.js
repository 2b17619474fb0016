import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api, currentOrg, mayAdminister, publicAddress } from "../context.js";
import { listAll } from "../list-all.js";
import { empty, Loader, loadState, pageHead, subscribeToTable } from "../parts/page-parts.js";
import "../parts/copy-field.js";
import { confirmDialog, formDialog } from "../parts/dialog.js";
import { choice, field, numberValue } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { icons, View } from "../view.js";
import { ago, day, exactTime } from "../words.js";

/**
 * @typedef {{ id: string, description: string | null, prefix: string, reusable: boolean, ephemeral: boolean,
 *   may_replace: boolean, max_uses: number | null, expires_at: string | null, revoked_at: string | null, used_count: number, last_used_at: string | null,
 *   created_by: string | null, created_at: string }} Key
 */

/** The auth keys of the organisation, which register machines. */
class Keys extends View {
  #org = currentOrg()?.id;
  #keys = new Loader(
    `keys:${this.#org}`,
    (onSeq) => this.#fetch(onSeq),
    () => this.update(),
  );

  connected() {
    this.updateOnTick();
    if (mayAdminister())
      subscribeToTable(this, { name: "keys-rt", table: "keys", loader: this.#keys, onChange: ({ seq }) => this.#keys.load(seq) });
    this.#keys.load();
  }

  /** @param {(seq: number, epoch?: string) => void} onSeq @returns {Promise<Key[]>} with the names of their creators, where these are still members */
  async #fetch(onSeq) {
    const query = { org_id: this.#org };
    const people = listAll("/api/members", { query }).catch(() => []); // the keys are shown without names
    /** @type {Key[]} */
    const keys = await listAll("/api/keys", { query, onSeq });
    const names = new Map((await people).map((/** @type {any} */ { account_id, name, email }) => [account_id, name || email]));
    return keys.map((key) => ({ ...key, created_by: names.get(key.created_by) ?? null }));
  }

  #create() {
    formDialog({
      name: "auth-key",
      title: "Create auth key",
      fields:
        () => html`${field("Description", html`<input name="description" maxlength="200" autofocus placeholder="Depot rollout">`)}
        ${field(
          "Expires after",
          html`<select name="days"><option value="1">1 day</option><option value="7">7 days</option>
          <option value="30" selected>30 days</option><option value="90">90 days</option><option value="">Never</option></select>`,
        )}
        <div @change=${toggleLimit}>${choice("reusable", "Reusable", "Registers several machines instead of one.")}</div>
        ${field(
          "Machine limit",
          html`<input name="max_uses" type="number" min="1" max="1000000" step="1" disabled>`,
          "How many machines may register with this key. Leave empty for no limit.",
        )}
        ${choice("ephemeral", "Ephemeral machines", "Machines registered with this key are deleted 3 minutes after their last heartbeat.")}
        ${choice("may_replace", "Replace machines of the same name", "For reinstalled machines: one that registers under a name that is taken takes over that machine’s place. Without this, it becomes name-2.")}`,
      button: "Create key",
      submit: async (form) => {
        const days = Number(form.get("days"));
        const { key } = await api.post("/api/keys", {
          org_id: this.#org,
          description: String(form.get("description")).trim() || undefined,
          reusable: form.has("reusable"),
          ephemeral: form.has("ephemeral"),
          may_replace: form.has("may_replace"),
          max_uses: numberValue(form, "max_uses"),
          expires_in_days: days || undefined,
        });
        this.#keys.load();
        const command = `curl -fsS ${publicAddress()}/agent.sh | HELIOGRAPH_AUTH_KEY=${key} sh -s -- up`;
        return html`<p>Copy the key now. <strong>You won’t be able to see it again.</strong></p>
          <hg-copy label="Auth key" .text=${key}></hg-copy>
          <p class="quiet">Or run this command on a machine:</p>
          <hg-copy label="Command" .text=${command}></hg-copy>`;
      },
    });
  }

  /** @param {Key} key */
  #revoke({ id, description, prefix }) {
    return confirmDialog({
      name: "revoke-key",
      title: `Revoke ${description || prefix}?`,
      text: "No more machines can register with this key. Machines that are already registered are not affected.",
      button: "Revoke",
      act: async () => {
        await api.delete(`/api/keys/${id}`, { query: { org_id: this.#org } });
        toast("Auth key revoked.", "good");
        this.#keys.load();
      },
    });
  }

  template() {
    const keys = this.#keys.data;
    const create = html`<button class="button primary" type="button" @click=${() => this.#create()}>${icons.plus}Create key</button>`;
    return html`${pageHead("Auth keys", this.#keys, keys?.length ? create : nothing)} ${loadState(this.#keys, 4)}
      ${
        !keys
          ? nothing
          : keys.length === 0
            ? empty("No auth keys yet", "Create a key to register machines in this organisation.", create)
            : html`<section class="card" aria-label="Auth keys">
        <table class="table">
          <thead><tr><th scope="col">Key</th><th scope="col">Status</th><th scope="col">Type</th><th scope="col">Used</th><th scope="col">Created</th>
            <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${repeat(
            keys,
            (/** @type {Key} */ { id }) => id,
            (/** @type {Key} */ key) => this.#row(key),
          )}</tbody>
        </table></section>`
      }`;
  }

  /** @param {Key} key */
  #row(key) {
    const {
      description,
      prefix,
      reusable,
      ephemeral,
      may_replace,
      max_uses,
      used_count,
      last_used_at,
      created_by,
      created_at,
      revoked_at,
    } = key;
    const [state, words] = stateOf(key);
    return html`<tr data-testid="key-row" data-state=${state}>
      <th scope="row">${description || "No description"}<code class="below">${prefix}…</code></th>
      <td data-label="Status"><span class="badge" data-condition=${state === "valid" ? "healthy" : "offline"}><span class="lamp" aria-hidden="true"></span>${words}</span></td>
      <td data-label="Type"><span>${reusable ? "Reusable" : "One-time"}${ephemeral ? ", ephemeral" : ""}${may_replace ? ", may replace" : ""}</span></td>
      <td data-label="Used"><span>${max_uses ? `${used_count} of ${max_uses}` : `${used_count} ×`}${last_used_at ? html`, <time title=${exactTime(last_used_at)}>${ago(last_used_at)}</time>` : nothing}</span></td>
      <td data-label="Created" class="quiet"><span><time title=${exactTime(created_at)}>${ago(created_at)}</time>${created_by ? ` by ${created_by}` : nothing}</span></td>
      <td class="row-actions">${revoked_at ? nothing : html`<button class="button small" type="button" aria-label="Revoke ${description || prefix}" @click=${() => this.#revoke(key)}>Revoke</button>`}</td>
    </tr>`;
  }
}

/** Only a reusable key registers several machines. @param {Event} event of the choice */
function toggleLimit({ target }) {
  const { checked, form } = /** @type {HTMLInputElement} */ (target);
  const limit = /** @type {HTMLInputElement | undefined} */ (form?.elements.namedItem("max_uses"));
  if (limit) limit.disabled = !checked;
}

/** @param {Key} key @returns {[state: string, words: string]} */
function stateOf({ revoked_at, expires_at, reusable, max_uses, used_count }) {
  if (revoked_at) return ["revoked", "Revoked"];
  if (expires_at && Date.parse(expires_at) < Date.now()) return ["expired", "Expired"];
  if (used_count >= (reusable ? (max_uses ?? Infinity) : 1)) return ["used", "Used"];
  return ["valid", expires_at ? `Valid until ${day(expires_at)}` : "Valid"];
}

customElements.define("hg-keys", Keys);
