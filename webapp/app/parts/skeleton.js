import { html } from "../../lib/lit-html.js";

/** A placeholder while data is loading. @param {number} [rows] @param {string} [label] */
export const skeleton = (rows = 1, label = "Loading") => html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: rows }, () => html`<span class="skeleton-row"></span>`)}
  </div>`;
