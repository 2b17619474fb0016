import { html, nothing } from "../../lib/lit-html.js";
import { api, config } from "../context.js";
import { View } from "../view.js";
import { errorMessage } from "../words.js";

const KEY = "heliograph.provider";

/**
 * What a tab does when the sign-in service sends the person back.
 *
 * @typedef {{ purpose: "sign-in" | "link", next: string }} Journey
 */

/** Goes to the sign-in service. @param {Journey} journey */
export async function goToProvider(journey) {
  const { url } = await api.auth.startProvider();
  sessionStorage.setItem(KEY, JSON.stringify(journey));
  location.assign(url);
}

/** @returns {Journey} what this tab went to the sign-in service for; it is asked once */
export function returned() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "") ?? {};
  } catch {
    return { purpose: "sign-in", next: "" };
  } finally {
    sessionStorage.removeItem(KEY);
  }
}

/** The button for signing in at the company's sign-in service, and whether that answers. */
class ProviderButton extends View {
  #busy = false;
  #failure = config.provider?.available === false ? "The sign-in service does not answer at the moment." : "";

  async #go() {
    if (this.#busy) return;
    this.#busy = true;
    this.#failure = "";
    this.update();
    try {
      const next = new URLSearchParams(location.search).get("next") ?? "";
      await goToProvider({ purpose: "sign-in", next });
    } catch (error) {
      this.#failure = errorMessage(error);
    }
    this.#busy = false;
    this.update();
  }

  template() {
    return html`<div class="provider">
      <button class="button wide" type="button" ?disabled=${this.#busy} aria-busy=${this.#busy} data-testid="provider-button"
        @click=${() => this.#go()}>${config.provider?.button}</button>
      <div role="alert">${this.#failure ? html`<p class="form-error" data-testid="provider-failure">${this.#failure}</p>` : nothing}</div>
    </div>`;
  }
}

customElements.define("hg-provider-button", ProviderButton);
