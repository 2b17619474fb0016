import { html, repeat } from "../../lib/lit-html.js";
import { View } from "../view.js";
import { t } from "../words.js";
import { icons } from "./icons.js";

const SHOWN_MS = 5_000;

/** @param {string} text @param {"good" | "bad" | "warn" | "plain"} [kind] */
export function toast(text, kind = "plain") {
  dispatchEvent(new CustomEvent("heliograph:toast", { detail: { text, kind } }));
}

/** Short messages in a corner, announced by screen readers. */
class Toasts extends View {
  /** @type {{ id: number, text: string, kind: string }[]} */
  #shown = [];
  #next = 0;

  connected() {
    this.listen(window, "heliograph:toast", ({ detail }) => {
      const id = this.#next++;
      this.#shown = [...this.#shown.slice(-3), { id, ...detail }];
      setTimeout(() => this.#dismiss(id), SHOWN_MS);
      this.update();
    });
  }

  /** @param {number} id */
  #dismiss(id) {
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
    this.update();
  }

  template() {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${repeat(
        this.#shown,
        ({ id }) => id,
        ({ id, text, kind }) => html`<div class="toast" data-kind=${kind}>
        <p>${text}</p>
        <button class="icon-button" @click=${() => this.#dismiss(id)} aria-label=${t("Dismiss")}>${icons.close}</button>
      </div>`,
      )}
    </div>`;
  }
}

customElements.define("hg-toasts", Toasts);
