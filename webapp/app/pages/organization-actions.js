import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { counted, deletionDialog } from "../parts/deletion-dialog.js";
import { formDialog } from "../parts/dialog.js";
import { textValue } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";

/** @typedef {{ id: string, name: string }} Organization */

/** @param {Organization} organization @returns {Promise<boolean>} whether it was renamed */
export const renameOrganization = ({ id, name }) =>
  formDialog({
    name: "rename-organization",
    title: `Rename ${name}`,
    names: ["name"],
    fields: ({ labelled }) =>
      labelled(
        "name",
        "Name",
        html`<input name="name" required maxlength="200" autofocus value=${name}>`,
        `The ID ${id} stays, so addresses and programs go on.`,
      ),
    button: "Rename",
    submit: async (form) => {
      const renamed = await api.patch(`/api/organizations/${encodeURIComponent(id)}`, { name: textValue(form, "name") });
      toast(`The organisation is now called ${renamed.name}.`, "good");
    },
  });

/** Says what the organisation has, and deletes it. @param {Organization} organization @returns {Promise<boolean>} whether it was deleted */
export async function deleteOrganization({ id }) {
  const path = `/api/organizations/${encodeURIComponent(id)}`;
  const has = await api.get(`${path}/deletion`);
  return deletionDialog({
    name: "delete-organization",
    title: `Delete ${has.name}?`,
    text: "Its members lose access at once, and its machines are deleted within minutes. This cannot be undone.",
    contents: [
      ...counted(has.machines, "machine with its history", "machines with their history"),
      ...counted(has.members, "membership"),
      ...counted(has.invitations, "open invitation"),
      ...counted(has.auth_keys, "auth key"),
      ...counted(has.api_tokens, "API token"),
      ...counted(has.events, "event in the log", "events in the log"),
    ],
    kept: ["the accounts of its members", "monitors, status pages and alerts, which belong to the installation"],
    typed: has.name,
    button: "Delete organisation",
    act: async () => {
      await api.delete(path, { query: { name: has.name } });
      toast(`${has.name} deleted.`, "good");
    },
  });
}
