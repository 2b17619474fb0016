import { html } from "../../lib/lit-html.js";
import { icons, View } from "../view.js";

const MOST_ROWS = 30;

/**
 * A text with a button that copies it, on one line or as many as it has. Property `text`; attribute `label`. The button of the first text in
 * a dialog is its primary one.
 */
class Copy extends View {
  #text = "";
  #copied = false;

  get text() {
    return this.#text;
  }

  set text(text) {
    if (text === this.#text) return;
    this.#text = text;
    this.#copied = false;
    if (this.isConnected) this.renderNow(); // together with the page around it
  }

  async #copy() {
    const field = /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
    field.select();
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      document.execCommand("copy"); // without TLS there is no navigator.clipboard
    }
    this.#copied = true;
    this.update();
    setTimeout(() => {
      this.#copied = false;
      this.update();
    }, 2_500);
  }

  template() {
    const rows = Math.min(this.text.trimEnd().split("\n").length, MOST_ROWS);
    return html`<div class="copy" data-rows=${rows > 1 ? "many" : "one"}>
      <textarea readonly rows=${rows} .value=${this.text} aria-label=${this.getAttribute("label") ?? "Text"}
        @focus=${(/** @type {any} */ event) => event.target.select()}></textarea>
      <button class="button ${this.closest("dialog")?.querySelector("hg-copy") === this ? "primary" : ""}" type="button" @click=${() => this.#copy()}>
        ${this.#copied ? icons.check : icons.copy}<span aria-live="polite">${this.#copied ? "Copied" : "Copy"}</span>
      </button>
    </div>`;
  }
}

customElements.define("hg-copy", Copy);
