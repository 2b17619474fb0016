import { html } from "../../lib/lit-html.js";
import { chooseTheme, currentTheme } from "../theme.js";
import { View } from "../view.js";
import { t } from "../words.js";
import { icons } from "./icons.js";

/** @type {Record<import("../theme.js").Theme, { label: string, icon: unknown, next: import("../theme.js").Theme }>} */
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
