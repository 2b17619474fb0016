import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { empty, Loader, loadState, pageHead } from "../parts/page-parts.js";
import "../parts/copy-field.js";
import { confirmDialog, formDialog } from "../parts/dialog.js";
import { field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { icons, View } from "../view.js";
import { ago, exactTime } from "../words.js";

/**
 * @typedef {{ id: string, name: string, prefix: string, created_by: string, created_at: string, last_used_at: string | null }} Screen
 */

/** The tokens with which wall screens show alerts without a sign-in, for administrators of the installation. */
class Screens extends View {
  #screens = new Loader(
    "screens",
    () => api.get("/api/screen-tokens"),
    () => this.update(),
  );

  connected() {
    this.updateOnTick();
    this.#screens.load();
  }

  #create() {
    formDialog({
      name: "screen",
      title: "Add wall screen",
      fields: () =>
        field(
          "Name",
          html`<input name="name" required maxlength="200" autofocus autocomplete="off" placeholder="NOC, left wall">`,
        ),
      button: "Create link",
      submit: async (form) => {
        const { token } = await api.post("/api/screen-tokens", { name: String(form.get("name")) });
        this.#screens.load();
        return html`<p>Open this address on the screen. <strong>You won’t be able to see it again.</strong></p>
          <hg-copy label="Address of the wall" .text=${`${location.origin}/alerts/wall#screen=${token}`}></hg-copy>
          <p class="quiet">Add <code>?site=…</code> before the <code>#</code> to show only some sites. For screens of other makers:</p>
          <hg-copy label="Screen token" .text=${token}></hg-copy>`;
      },
    });
  }

  /** @param {Screen} screen */
  #revoke({ id, name }) {
    return confirmDialog({
      name: "revoke-screen",
      title: `Revoke ${name}?`,
      text: "The screen stops showing alerts at once. It needs a new address to show them again.",
      button: "Revoke",
      act: async () => {
        await api.delete(`/api/screen-tokens/${id}`);
        toast("Screen token revoked.", "good");
        this.#screens.load();
      },
    });
  }

  template() {
    /** @type {Screen[] | undefined} */
    const screens = this.#screens.data;
    const create = html`<button class="button primary" type="button" @click=${() => this.#create()}>${icons.plus}Add screen</button>`;
    return html`${pageHead("Wall screens", this.#screens, screens?.length ? create : nothing)} ${loadState(this.#screens, 4)}
      ${
        !screens
          ? nothing
          : screens.length === 0
            ? empty(
                "No wall screens yet",
                "A screen with a token shows alerts without a sign-in, and can do nothing else.",
                create,
              )
            : html`<section class="card" aria-label="Wall screens">
        <table class="table">
          <thead><tr><th scope="col">Screen</th><th scope="col">Last used</th><th scope="col">Created</th>
            <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${repeat(
            screens,
            ({ id }) => id,
            (screen) => this.#row(screen),
          )}</tbody>
        </table></section>`
      }`;
  }

  /** @param {Screen} screen */
  #row(screen) {
    const { id, name, prefix, created_by, created_at, last_used_at } = screen;
    return html`<tr data-testid="screen-row" data-id=${id}>
      <th scope="row">${name}<code class="below">${prefix}…</code></th>
      <td data-label="Last used"><span>${last_used_at ? html`<time title=${exactTime(last_used_at)}>${ago(last_used_at)}</time>` : "Never"}</span></td>
      <td data-label="Created" class="quiet person"><span><time title=${exactTime(created_at)}>${ago(created_at)}</time> by ${created_by}</span></td>
      <td class="row-actions"><button class="button small" type="button" aria-label="Revoke ${name}" @click=${() => this.#revoke(screen)}>Revoke</button></td>
    </tr>`;
  }
}

customElements.define("hg-screens", Screens);
