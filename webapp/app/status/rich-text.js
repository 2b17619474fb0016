import { html } from "../../lib/lit-html.js";

/** What a text has that is not shown as it was written. */
const MARKUP = /[*_`[\\]|<?https?:\/\/|<mailto:|^\s*(?:[-+]|\d+[.)])\s/m;

/** @typedef {typeof import("./appearance.js")} Extras what only some pages need, and load then */
/** @type {Partial<Extras> | undefined} empty while it could not be loaded: texts are legible as they were written */
export let extras;
/** @type {Promise<void> | undefined} */
let loading;
/** After a failed load, it is tried again when the page is rendered after this time. */
const RETRY_MS = 10_000;
let failedAt = -Infinity;

/** @param {import("./page-state.js").State} state */
const isPlain = ({ page, incidents, maintenances }) =>
  !page.appearance && ![...incidents, ...maintenances].some(({ updates }) => updates.some(({ message }) => MARKUP.test(message)));

/**
 * Whether a page can be shown as it is meant.
 *
 * @param {import("./page-state.js").State} state @param {() => void} changed called once it can, if it cannot yet
 * @param {() => Promise<Extras>} [load]
 */
export function isLegible(state, changed, load = () => import("./appearance.js")) {
  if (extras?.formatted || isPlain(state)) return true;
  if (!loading && performance.now() - failedAt < RETRY_MS) return true;
  loading ??= load()
    .then((module) => {
      extras = module;
    })
    .catch(() => {
      extras = {};
      failedAt = performance.now();
      loading = undefined;
    });
  loading.then(changed);
  return extras !== undefined;
}

/** A text in Markdown. @param {string} text */
export const richText = (text) => (MARKUP.test(text) && extras?.formatted?.(text)) || html`<p class="text">${text}</p>`;
