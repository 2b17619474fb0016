import { conditionLabels } from "./machines.js";

/**
 * @typedef {import("./machines.js").Machine & { arch?: string | null, status_since: string | null, enrolment: Enrolment | null }} MachineDetails
 *
 * @typedef {{ at: string, by_auth_key: boolean, auth_key_id?: string | null, auth_key_prefix?: string | null, auth_key_description?: string | null,
 *   account_id: string | null, account_name: string | null }} Enrolment
 *
 * @typedef {{ event: string, status: string | null, changes: Record<string, any> }} MachineEvent
 */

/** The times for which availability is shown. @type {Record<string, { label: string, words: string }>} */
export const windows = {
  day: { label: "24 h", words: "24 hours" },
  week: { label: "7 days", words: "7 days" },
  month: { label: "30 days", words: "30 days" },
  quarter: { label: "90 days", words: "90 days" },
};

/** @type {Record<string, string>} */
const columns = {
  tailnet_ip: "address",
  os: "system",
  arch: "architecture",
  version: "version of the agent",
  last_seen: "last seen",
};

/** What happened, in words. @param {MachineEvent} event */
export function eventWords({ event, status, changes }) {
  if (event === "DELETE") return "Deleted";
  if (event === "INSERT") return `Added${status ? `, ${label(status)}` : ""}`;
  const words = [];
  if (status) words.push(`Now ${label(status)}`);
  if (typeof changes.name === "string") words.push(`Renamed to ${changes.name}`);
  if (typeof changes.admin_disabled === "boolean") words.push(changes.admin_disabled ? "Disabled" : "Enabled");
  if (typeof changes.ephemeral === "boolean") words.push(changes.ephemeral ? "Made ephemeral" : "Made permanent");
  const others = Object.keys(columns).filter((name) => name in changes && !(status && name === "last_seen"));
  if (others.length > 0) words.push(`Changed: ${others.map((name) => columns[name]).join(", ")}`);
  return words.join(". ") || "Updated";
}

/** @param {string} status */
const label = (status) => (conditionLabels[/** @type {"online"} */ (status)] ?? status).toLowerCase();

/** A share as a percentage that says 100 % only when it is. @param {number | null} share */
export function percentOnline(share) {
  if (share === null) return "–";
  const percent = Math.floor(share * 10_000) / 100;
  return `${percent === 100 && share < 1 ? 99.99 : percent} %`;
}
