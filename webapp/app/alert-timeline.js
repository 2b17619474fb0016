/**
 * @typedef {import("./alerts.js").Alert & { updated_at: string }} Alert
 * @typedef {{ at: string, what: string, by: string }} Step `by`: who did it; empty where that is not recorded
 */

/** Who did what with an alert, from first to last. @param {Alert} alert @returns {Step[]} */
export function timelineOf({ source, created_at, updated_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by }) {
  const steps = [{ at: created_at, what: "Created", by: source === "people" ? "" : source }];
  if (acknowledged_at) steps.push({ at: acknowledged_at, what: "Acknowledged", by: acknowledged_by ?? "" });
  if (resolved_at) steps.push({ at: resolved_at, what: "Resolved", by: resolved_by ?? "" });
  if (!steps.some(({ at }) => at === updated_at)) steps.push({ at: updated_at, what: "Last changed", by: "" });
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Those that say the same: of the same source, at the same site, with the same message. @param {Alert} alert @param {Alert[]} others @returns {Alert[]} */
export const sameBefore = (alert, others) =>
  others.filter(
    ({ id, site, source, message }) =>
      id !== alert.id && site === alert.site && source === alert.source && message === alert.message,
  );

/** How long an alert was open, such as `3 min`. @param {Alert} alert @param {number} now */
export function openFor({ created_at, resolved_at }, now) {
  const minutes = Math.floor(((resolved_at ? Date.parse(resolved_at) : now) - Date.parse(created_at)) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
