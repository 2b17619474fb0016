import { html, nothing } from "../../lib/lit-html.js";
import { t } from "../words.js";

/** @typedef {import("../../sdk/index.js").ConnectionState} ConnectionState */

/** @type {Record<string, [label: string, explanation: string]>} */
export const words = {
  connecting: ["Connecting", "Opening the live connection."],
  live: ["Live", "Connected and receiving updates."],
  reconnecting: [
    "Reconnecting",
    "No live connection. Reconnecting automatically; meanwhile the page is refreshed every 30 seconds.",
  ],
  disconnected: ["Disconnected", "Not connected. Check your network connection."],
  failed: ["Failed", "Could not reconnect, and no more attempts are made. The page is refreshed every 30 seconds."],
};

/** States that look the same to a reader. @type {Partial<Record<ConnectionState, string>>} */
const shownAs = { none: "disconnected", offline: "disconnected", polling: "reconnecting", stale: "reconnecting" };

/** @param {ConnectionState} connection @param {() => void} retry */
export function indicator(connection, retry) {
  const state = shownAs[connection] ?? connection;
  const [label, explanation] = words[state].map((text) => t(text));
  return html`<div class="indicator"><span class="connection" data-testid="connection" data-state=${state} role="status" title=${explanation}>
      <span class="connection-lamp" aria-hidden="true"></span><span class="connection-label">${label}</span>
      <span class="visually-hidden">${explanation}</span></span>
    ${state === "failed" || state === "disconnected" ? html`<button class="button small" type="button" @click=${retry}>${t("Connect")}</button>` : nothing}</div>`;
}
