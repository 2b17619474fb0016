import { html } from "../lib/lit-html.js";
import { icons } from "./view.js";
import { ago, exactTime } from "./words.js";

/** How severities are shown. @type {Record<import("./alerts.js").Severity, [label: string, icon: unknown]>} */
export const kinds = { critical: ["Critical", icons.critical], warning: ["Warning", icons.warning], info: ["Info", icons.info] };

/** Who reports an alert. @param {string} source */
export const originOf = (source) => (source === "people" ? "manually" : `by ${source}`);

/** Whether a link can be followed without running anything. @param {string | null} link @returns {link is string} */
export const isWebAddress = (link) => /^https?:\/\//i.test(link ?? "");

/** The status of an alert, with who changed it last. @param {import("./alerts.js").Alert} alert */
export function statusOf({ status, acknowledged_at, acknowledged_by, resolved_at, resolved_by }) {
  if (status === "open") return "Open";
  const [word, at, by] =
    status === "resolved" ? ["Resolved", resolved_at, resolved_by] : ["Acknowledged", acknowledged_at, acknowledged_by];
  return html`${word}<span class="below"><time title=${exactTime(at)}>${ago(at)}</time> by ${by}</span>`;
}
