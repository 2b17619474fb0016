import { html, nothing } from "../../lib/lit-html.js";
import { markdown } from "../markdown.js";

/**
 * @typedef {{ url: string, width: number, height: number }} Logo
 * @typedef {{ intro?: string, footer?: string, accentLight?: string, accentDark?: string, logo?: Logo }} Appearance
 */

/** Of pages without an accent of their own, as in tokens.css. */
const LINKS = { light: "#0f5f7d", dark: "#7cc7e3" };

/** Colours the links and the edge of a page. @param {Appearance | undefined} look @param {HTMLElement} [element] */
export function applyAccent({ accentLight, accentDark } = {}, element = document.documentElement) {
  const has = Boolean(accentLight || accentDark);
  element.toggleAttribute("data-accent", has);
  if (has) element.style.setProperty("--link", `light-dark(${accentLight ?? LINKS.light}, ${accentDark ?? LINKS.dark})`);
  else element.style.removeProperty("--link");
}

/** The logo stands beside the name, which says the same. @param {Appearance | undefined} look */
export const logoOf = (look) =>
  look?.logo
    ? html`<img class="page-logo" src=${look.logo.url} width=${look.logo.width} height=${look.logo.height} alt="" data-testid="page-logo">`
    : nothing;

/** @param {string} text in Markdown */
export const formatted = (text) => html`<div class="text">${markdown(text)}</div>`;

/** @param {string | undefined} text @param {"intro" | "footer"} place */
export const pageText = (text, place) =>
  text ? html`<div class="page-${place}" data-testid=${place}>${formatted(text)}</div>` : nothing;
