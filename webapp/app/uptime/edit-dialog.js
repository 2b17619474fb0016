import { formDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";

/**
 * A form dialog that changes what the store holds, and reloads it.
 *
 * @param {Pick<import("./admin-api.js").AdminStore, "reload">} store
 * @param {import("../parts/dialog.js").FormDialog & { done?: string }} options `done`: the message after it
 * @returns {Promise<boolean>} whether it was saved
 */
export async function editDialog(store, { done, ...dialog }) {
  if (!(await formDialog(dialog))) return false;
  if (done) toast(done, "good");
  await store.reload();
  return true;
}
