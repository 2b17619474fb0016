import { html } from "../../lib/lit-html.js";

/** @param {string} words @param {unknown} icon @param {string} name of what the action is about @param {() => unknown} run @param {boolean} [disabled] */
export const iconButton = (words, icon, name, run, disabled = false) =>
  html`<button class="icon-button" type="button" title=${words} aria-label="${words} ${name}" ?disabled=${disabled} @click=${run}>${icon}</button>`;
