import { html, nothing } from "../../lib/lit-html.js";

/** @type {Record<import("../../sdk/status/feed.js").FeedState, [label: string, explanation: string]>} */
const words = {
  connecting: ["Connecting", "Opening the live connection."],
  live: ["Live", "Connected and receiving updates."],
  reconnecting: ["Reconnecting", "The connection was lost and is being opened again."],
  disconnected: ["Disconnected", "Not connected: this browser has no network."],
  failed: ["Failed", "The connection could not be opened again, and no more attempts are made."],
};

/** @param {import("../../sdk/status/feed.js").FeedState} state @param {() => void} retry */
export function indicator(state, retry) {
  const [label, explanation] = words[state];
  return html`<div class="indicator"><span class="connection" data-testid="connection" data-state=${state} role="status" title=${explanation}>
      <span class="connection-lamp" aria-hidden="true"></span><span class="connection-label">${label}</span>
      <span class="visually-hidden">${explanation}</span></span>
    ${state === "failed" || state === "disconnected" ? html`<button class="button small" type="button" @click=${retry}>Connect</button>` : nothing}</div>`;
}
