import { html } from "../../lib/lit-html.js";
import { api, chooseOrg, signedIn } from "../context.js";
import "../parts/copy-field.js";
import { formDialog } from "../parts/dialog.js";
import { field } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { navigate } from "../router.js";

/**
 * Creates an organisation, for administrators of the installation. One of one's own is switched to, and what is to be done in it is shown.
 *
 * @param {() => unknown} created
 */
export async function createOrganization(created) {
  let switched = false;
  await formDialog({
    name: "create-organization",
    title: "Create organisation",
    fields: () => html`${field("Name", html`<input name="name" required maxlength="200" autofocus>`)}
      ${field("Owner email", html`<input name="owner" type="email" required .value=${signedIn()?.user.email ?? ""}>`)}`,
    button: "Create organisation",
    submit: async (form) => {
      const body = { name: String(form.get("name")).trim(), owner_email: String(form.get("owner")).trim() };
      const { organization, invitation } = await api.post("/api/organizations", body);
      await api.auth.reload();
      if (signedIn()?.organizations.some(({ id }) => id === organization.id)) {
        chooseOrg(organization.id);
        switched = true;
      }
      created();
      toast(`${body.name} created.${switched ? " You are working in it now." : ""}`, "good");
      if (!invitation?.url) return undefined;
      return html`<p>Send this invitation link to <strong>${body.owner_email}</strong>. You won’t be able to see it again.</p>
        <hg-copy label="Invitation link" .text=${invitation.url}></hg-copy>`;
    },
  });
  if (switched) navigate("/now");
}
