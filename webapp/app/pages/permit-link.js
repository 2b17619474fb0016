import { html, nothing } from "../../lib/lit-html.js";
import { api, config } from "../context.js";
import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";

/**
 * The button with which an administrator lets an account be linked to the company's sign-in service.
 *
 * @param {{ id: string, email: string }} account
 */
export function permitLink({ id, email }) {
  if (!config.provider) return nothing;
  const ask = () =>
    confirmDialog({
      name: "permit-link",
      title: `Link ${email} to single sign-on?`,
      text: "The next person who signs in there with this verified address gets the account. Its sessions end then. The permission ends after a week.",
      button: "Allow link",
      act: async () => {
        await api.post(`/api/accounts/${id}/oidc-link`);
        toast(`${email} is linked at the next sign-in.`, "good");
      },
    });
  return html`<button class="button small" type="button" aria-label="Link ${email} to single sign-on" @click=${ask}>Link</button>`;
}
