import { html } from "../../lib/lit-html.js";
import { View } from "../view.js";
import { t } from "../words.js";
import { icons } from "./icons.js";

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
