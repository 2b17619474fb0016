import { t } from "../words.js";
import { nameOf } from "./page-state.js";

/** @typedef {{ text: string, kind: "good" | "bad" | "warn" | "plain" }} EventMessage */

/** @type {Record<string, string>} */
export const reportStatusLabels = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
  scheduled: "Scheduled",
  in_progress: "In progress",
  completed: "Completed",
  cancelled: "Cancelled",
};

/** @type {Record<string, string>} */
export const severityLabels = { minor: "Minor", major: "Major", critical: "Critical" };

/** @type {Record<string, (title: string) => EventMessage>} */
const endings = {
  resolved: (title) => ({ text: t("Incident resolved: {title}", { title }), kind: "good" }),
  in_progress: (title) => ({ text: t("Maintenance in progress: {title}", { title }), kind: "warn" }),
  completed: (title) => ({ text: t("Maintenance completed: {title}", { title }), kind: "good" }),
  cancelled: (title) => ({ text: t("Maintenance cancelled: {title}", { title }), kind: "plain" }),
};

/**
 * The message about an event, if it has one. Events of monitors that the page does not show have none.
 *
 * @param {import("./page-state.js").State} state @param {import("./page-state.js").StatusEvent} event @returns {EventMessage | null}
 */
export function eventMessage(state, { action, data }) {
  const monitor = nameOf(state, data.monitorId);
  switch (action) {
    case "monitor-down":
      return monitor ? { text: t("{name} is down", { name: monitor }), kind: "bad" } : null;
    case "monitor-recovered":
      return monitor ? { text: t("{name} has recovered", { name: monitor }), kind: "good" } : null;
    case "incident-created":
      return { text: t("New incident: {title}", { title: data.incident.title }), kind: "warn" };
    case "maintenance-created":
      return { text: t("Maintenance scheduled: {title}", { title: data.maintenance.title }), kind: "plain" };
    case "incident-update-added":
    case "maintenance-update-added": {
      const { title } = data.incident ?? data.maintenance;
      const { status } = data.update;
      return endings[status]?.(title) ?? { text: `${title}: ${t(reportStatusLabels[status] ?? status)}`, kind: "warn" };
    }
    default:
      return null;
  }
}
