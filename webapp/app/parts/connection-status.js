import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { View } from "../view.js";

/** @type {Record<import("../../sdk/index.js").ConnectionState, [state: string, label: string, explanation: string]>} */
const words = {
  none: ["none", "Idle", "This page has no live connection."],
  connecting: ["reconnecting", "Connecting", "Opening the live connection."],
  live: ["live", "Live", "Changes arrive the moment they happen."],
  reconnecting: ["reconnecting", "Reconnecting", "The live connection was lost and is being opened again."],
  polling: ["polling", "Polling", "There is no live connection: this page looks for changes now and then."],
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
