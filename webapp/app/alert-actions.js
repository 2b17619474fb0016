import { api } from "./context.js";
import { bulkDialog } from "./list/bulk-dialog.js";
import { confirmDialog } from "./parts/dialog.js";
import { toast } from "./parts/page-controls.js";
import { errorMessage } from "./words.js";

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
    name: "resolve-alert",
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

/**
 * Acknowledges or resolves many alerts after one question.
 *
 * @param {"acknowledge" | "resolve"} action @param {import("./list/bulk-run.js").Item[]} items
 * @returns {Promise<import("./list/bulk-run.js").Item[]>} those that were changed
 */
export function changeAlerts(action, items) {
  const alerts = (/** @type {number} */ count) => (count === 1 ? "1 alert" : `${count} alerts`);
  const resolves = action === "resolve";
  return bulkDialog({
    name: "change-alerts",
    title: `${resolves ? "Resolve" : "Acknowledge"} ${alerts(items.length)}?`,
    text: resolves
      ? "They will be shown as resolved everywhere. This cannot be undone."
      : "They stay on the walls, as acknowledged by you. Those that are already acknowledged do not change.",
    button: resolves ? "Resolve" : "Acknowledge",
    danger: resolves,
    items,
    act: ([{ id }]) => api.post(`/api/v1/alerts/${encodeURIComponent(id)}/${action}`),
    done: (count) => `${alerts(count)} ${resolves ? "resolved" : "acknowledged"}.`,
  });
}
