import { api } from "./context.js";
import { errorMessage } from "./error-message.js";
import { confirmDialog } from "./parts/dialog.js";
import { toast } from "./parts/toasts.js";

/** @typedef {import("./alerts.js").Alert} Alert */

/** @param {Alert} alert @param {() => void} changed */
export async function acknowledgeAlert({ id, site }, changed) {
  try {
    await api.post(`/api/v1/alerts/${id}/acknowledge`);
    toast(`Alert at ${site} acknowledged.`, "good");
  } catch (error) {
    toast(errorMessage(error), "bad");
  }
  changed();
}

/** @param {Alert} alert @param {() => void} changed */
export function resolveAlert({ id, site, message, source }, changed) {
  return confirmDialog({
    title: `Resolve the alert at ${site}?`,
    text: `“${message}” will be shown as resolved everywhere. ${source === "people" ? "" : `It stays resolved while ${source} keeps repeating it. `}This cannot be undone.`,
    button: "Resolve",
    act: async () => {
      await api.post(`/api/v1/alerts/${id}/resolve`);
      toast("Alert resolved.", "good");
      changed();
    },
  });
}
