/**
 * @typedef {import("./item-tree.js").DisplayState} DisplayState
 * @typedef {DisplayState | "minor" | "major" | "critical"} Condition a state, or the severity of an open incident
 */

/** @type {Condition[]} from best to worst */
const conditions = ["up", "pending", "maintenance", "unknown", "minor", "degraded", "major", "critical", "down"];

/** @type {Record<string, DisplayState>} the state as which an incident counts */
export const incidentStates = { minor: "degraded", major: "degraded", critical: "down" };

/** @param {Condition[]} some @returns {Condition} */
export const worstOf = (some) => some.reduce((a, b) => (conditions.indexOf(a) < conditions.indexOf(b) ? b : a));

/** The sentences of the headline; their English is the key of their translations. */
export const sentences = {
  up: "All systems operational",
  available: "All services available",
  pending: "Waiting for data",
  maintained: "Under maintenance",
  maintenance: "Maintenance in progress",
  unknown: "Not all services have reported since the monitoring was interrupted",
  minor: "Minor incident",
  major: "Major incident",
  critical: "Critical incident",
  down: "Down",
  degraded: "Degraded",
};

/** @param {Condition} condition @param {import("./item-tree.js").Counts} counts @param {boolean} all whether all services are under maintenance */
export function sentence(condition, { up, total }, all) {
  if (condition === "up" && up !== total) return sentences.available; // a group can be up although one of its monitors is not
  if (condition === "maintenance" && all) return sentences.maintained;
  return sentences[condition];
}
