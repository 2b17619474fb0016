import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { View } from "../view.js";

/** @type {Record<import("../../sdk/index.js").ConnectionState, [state: string, label: string, explanation: string]>} */
const words = {
  none: ["none", "", "This page does not use a live connection."],
  connecting: ["reconnecting", "Reconnecting", "Opening the live connection."],
  live: ["live", "Live", "Changes appear immediately."],
  stale: ["reconnecting", "Reconnecting", "The server does not answer at the moment."],
  reconnecting: ["reconnecting", "Reconnecting", "Connection lost. Reconnecting automatically."],
  polling: ["polling", "Offline", "No live connection. This page refreshes periodically and keeps trying to reconnect."],
  offline: ["polling", "Offline", "Not connected. Check your network connection."],
  failed: ["polling", "Offline", "No live connection, and no more attempts are made. Reload the page to try again."],
};

/** @type {import("../../sdk/index.js").ConnectionState | null} */
let own = null;

/**
 * Sets the state of a page's own connection, which is shown in place of the shared one's.
 *
 * @param {import("../../sdk/index.js").ConnectionState | null} state null when the page is left
 */
export function showConnection(state) {
  own = state;
  dispatchEvent(new CustomEvent("heliograph:connection"));
}

/** Shows the state of the connection. */
class Connection extends View {
  connected() {
    this.onDisconnect(api.onConnection(() => this.update()));
    this.listen(window, "heliograph:connection", () => this.update());
  }

  template() {
    const [state, label, explanation] = words[own ?? api.connection];
    return html`<span class="connection" data-testid="connection" data-state=${state} role="status" title=${explanation}>
      <span class="connection-lamp" aria-hidden="true"></span><span class="connection-label">${label}</span>
      <span class="visually-hidden">${explanation}</span>
    </span>`;
  }
}

customElements.define("hg-connection", Connection);
