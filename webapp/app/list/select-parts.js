import { html, live, nothing } from "../../lib/lit-html.js";

/** What selects a row, before its name. @param {boolean} selected @param {string} words for screen readers @param {(selected: boolean, range: boolean) => void} choose `range`: from the row that was chosen last */
export const selectBox = (selected, words, choose) =>
  html`<label class="select"><input type="checkbox" .checked=${live(selected)} @click=${(/** @type {any} */ { target, shiftKey }) => choose(target.checked, shiftKey)}><span class="visually-hidden">${words}</span></label>`;

/** What selects all rows, beside the filters. @param {number} size of the selection @param {number} total @param {(selected: boolean) => void} choose @param {boolean} [busy] whether they are being selected */
export const selectAllBox = (size, total, choose, busy = false) =>
  total === 0
    ? nothing
    : html`<label class="select-all" aria-busy=${busy}><input type="checkbox" .checked=${live(busy || size >= total)} .indeterminate=${!busy && size > 0 && size < total}
      @change=${(/** @type {any} */ { target }) => choose(target.checked)}>Select all</label>`;

/** What can be done with the selected rows, while there are some. @param {number} size of the selection @param {string} label @param {unknown} buttons @param {() => void} clear */
export const selectionBar = (size, label, buttons, clear) =>
  size === 0
    ? nothing
    : html`<div class="selection-bar" role="region" aria-label=${label}><p role="status">${size} selected</p>${buttons}
      <button class="button small" type="button" @click=${clear}>Clear selection</button></div>`;
