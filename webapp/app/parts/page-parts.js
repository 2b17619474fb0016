import { html, nothing, svg } from "../../lib/lit-html.js";
import { conditionLabels } from "../machines.js";
import { icons, skeleton } from "../view.js";
import { ago, errorMessage } from "../words.js";

/**
 * The state of a load, above its data: a skeleton, or an error with a Retry button and the age of old data.
 *
 * @param {import("../loader.js").Loader<any>} loader
 * @param {number} [rows] how many skeleton rows
 */
export function loadState(loader, rows = 6) {
  if (loader.error) {
    return html`<div class="notice" data-kind="bad" role="alert">
      ${icons.warning}
      <p><strong>${loader.data ? `Showing data from ${ago(loader.at)}.` : "Could not load this page."}</strong>
        ${errorMessage(loader.error)}</p>
      <button class="button" type="button" aria-busy=${loader.loading} @click=${() => loader.load()}>Retry</button>
    </div>`;
  }
  if (loader.data) return nothing;
  return skeleton(rows);
}

/** @param {string} title @param {unknown} text @param {unknown} [action] */
export const empty = (title, text, action = nothing) => html`<div class="empty"><h2>${title}</h2><p>${text}</p>${action}</div>`;

/** @param {import("../machines.js").Condition | "online"} condition */
export const badge = (condition) =>
  html`<span class="badge" data-condition=${condition}><span class="lamp" aria-hidden="true"></span>${conditionLabels[condition] ?? condition}</span>`;

/**
 * A meter: a bar that is filled in part.
 *
 * @param {number} value
 * @param {number} most
 * @param {string} label
 */
export const meter = (value, most, label) => html`<svg class="bar-meter" width="100%" height="8" role="meter" aria-label=${label}
  aria-valuemin="0" aria-valuemax=${most} aria-valuenow=${value}>
  <rect class="bar-track" width="100%" height="8" rx="4"></rect>
  ${value > 0 ? svg`<rect class="bar-fill" width="${(100 * value) / most}%" height="8" rx="4"></rect>` : nothing}
</svg>`;

/**
 * The header of a page: title, freshness and actions.
 *
 * @param {string} title
 * @param {import("../loader.js").Loader<any> | null} loader
 * @param {unknown} [actions]
 */
export const pageHead = (title, loader, actions = nothing) =>
  html`<header class="page-head">
    <div class="page-title"><h1 tabindex="-1">${title}</h1>
    ${loader ? html`<p class="freshness" data-loading=${loader.loading ? "yes" : "no"}>${freshness(loader)}</p>` : nothing}</div>
    <div class="page-actions">${actions}</div>
  </header>`;

/** @param {import("../loader.js").Loader<any>} loader */
function freshness({ at, error, loading }) {
  if (!at) return loading ? "Loading…" : "";
  return error ? `As of ${ago(at)}` : `Updated ${ago(at)}`;
}
