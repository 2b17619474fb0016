import { countsOf, overall } from "./item-tree.js";
import { pluralize } from "./labels.js";
import { isOver } from "./page-state.js";

/** @typedef {import("./item-tree.js").DisplayState} DisplayState */
/** @typedef {import("./page-state.js").State} State */
/** @typedef {DisplayState | "minor" | "major" | "critical"} Condition a state, or the severity of an open incident */

/** @type {Condition[]} from best to worst */
const conditions = ["up", "pending", "maintenance", "unknown", "minor", "degraded", "major", "critical", "down"];

/** @type {Record<string, DisplayState>} the state as which an incident counts */
const incidentStates = { minor: "degraded", major: "degraded", critical: "down" };

/**
 * The state of the whole page: what its services are, but never better than its worst open incident, and never up while a maintenance is
 * in progress. An incident can be open that no monitor detects.
 *
 * @param {Pick<State, "page" | "incidents" | "maintenances">} state
 * @returns {{ state: DisplayState, words: string, open: number }} `open`: how many incidents are
 */
export function headlineOf({ page: { items }, incidents, maintenances }) {
  const counts = countsOf(items);
  const open = incidents.filter((incident) => !isOver(incident));
  const working = counts.maintenance > 0 || maintenances.some(({ status }) => status === "in_progress");
  const worst = [
    overall(items),
    ...(working ? /** @type {const} */ (["maintenance"]) : []),
    ...open.map(({ severity = "" }) => /** @type {Condition} */ (severity in incidentStates ? severity : "minor")),
  ].reduce((a, b) => (conditions.indexOf(a) < conditions.indexOf(b) ? b : a));
  const none = items.length === 0 && worst === overall(items);
  return {
    state: incidentStates[worst] ?? worst,
    words: none ? "No services" : sentence(worst, counts, overall(items) === "maintenance"),
    open: open.length,
  };
}

/** @param {Condition} condition @param {import("./item-tree.js").Counts} counts @param {boolean} all whether all services are under maintenance */
function sentence(condition, { up, total }, all) {
  switch (condition) {
    case "up":
      return up === total ? "All systems operational" : "All services available"; // a group can be up although one of its monitors is not
    case "pending":
      return "Waiting for data";
    case "maintenance":
      return all ? "Under maintenance" : "Maintenance in progress";
    case "unknown":
      return "Not all services have reported since the monitoring was interrupted";
    case "minor":
      return "Minor incident";
    case "major":
      return "Major incident";
    case "critical":
      return "Critical incident";
    case "down":
      return "Down";
    default:
      return "Degraded";
  }
}

/** @param {import("./item-tree.js").Counts} counts of the monitors that the page shows @param {number} incidents how many are open */
export function countsSentence({ up, degraded, down, pending, maintenance, unknown, total }, incidents) {
  const parts = [
    total && `${up} of ${pluralize(total, "monitor")} up`,
    down && `${down} down`,
    degraded && `${degraded} degraded`,
    maintenance && `${maintenance} under maintenance`,
    unknown && `${unknown} unknown`,
    pending && `${pending} pending`,
    incidents && pluralize(incidents, "open incident"),
  ];
  return parts.filter(Boolean).join(", ");
}
