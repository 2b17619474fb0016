import { html, repeat } from "../../lib/lit-html.js";
import { icons, View } from "../view.js";
import { t } from "../words.js";

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

const KEY = "heliograph.theme";

/** @typedef {"system" | "light" | "dark"} Theme */

/** @returns {Theme} */
export function currentTheme() {
  const kept = localStorage.getItem(KEY);
  return kept === "dark" || kept === "light" ? kept : "system";
}

/** @param {Theme} theme */
export function chooseTheme(theme) {
  if (theme === "system") {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
}

/** @type {Record<Theme, { label: string, icon: unknown, next: Theme }>} */
const themes = {
  system: { label: "system", icon: icons.system, next: "light" },
  light: { label: "light", icon: icons.sun, next: "dark" },
  dark: { label: "dark", icon: icons.moon, next: "system" },
};

/** Cycles through the three themes. */
class ThemeToggle extends View {
  template() {
    const { label, icon, next } = themes[currentTheme()];
    const words = t("Theme: {label}. Switch to {next}", { label: t(label), next: t(themes[next].label) });
    const change = () => {
      chooseTheme(next);
      this.update();
    };
    return html`<button class="icon-button" type="button" @click=${change} aria-label=${words} title=${words}>${icon}</button>`;
  }
}

customElements.define("hg-theme-toggle", ThemeToggle);
