import { t } from "../words.js";
import { incidentStates, sentence, worstOf } from "./conditions.js";
import { countsOf, overall } from "./item-tree.js";
import { isOver } from "./page-state.js";

/** @typedef {import("./item-tree.js").DisplayState} DisplayState */
/** @typedef {import("./page-state.js").State} State */
/** @typedef {import("./conditions.js").Condition} Condition */

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
  const worst = worstOf([
    overall(items),
    ...(working ? /** @type {const} */ (["maintenance"]) : []),
    ...open.map(({ severity = "" }) => /** @type {Condition} */ (severity in incidentStates ? severity : "minor")),
  ]);
  const none = items.length === 0 && worst === overall(items);
  return {
    state: incidentStates[worst] ?? worst,
    words: t(none ? "No services" : sentence(worst, counts, overall(items) === "maintenance")),
    open: open.length,
  };
}

/** @param {import("./item-tree.js").Counts} counts of the monitors that the page shows @param {number} incidents how many are open */
export function countsSentence({ up, degraded, down, pending, maintenance, unknown, total }, incidents) {
  const parts = [
    total && t("{up} of {count} monitors up", { up, count: total }),
    down && t("{count} down", { count: down }),
    degraded && t("{count} degraded", { count: degraded }),
    maintenance && t("{count} under maintenance", { count: maintenance }),
    unknown && t("{count} unknown", { count: unknown }),
    pending && t("{count} pending", { count: pending }),
    incidents && t("{count} open incidents", { count: incidents }),
  ];
  return parts.filter(Boolean).join(", ");
}
