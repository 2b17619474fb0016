import { html, nothing } from "../../lib/lit-html.js";
import { icons } from "../view.js";
import { ago, exactTime } from "../words.js";
import { listed } from "./units.js";

/**
 * A part of the console: what it reads, and how it is shown.
 *
 * @typedef {Object} Part
 * @property {() => Promise<any>} read
 * @property {(data: any) => unknown} template
 * @property {() => unknown} [actions] in the header of the page
 *
 * @typedef {{ update: () => void, load: (ms?: number) => void }} Host the page of a part; `load` reads the part again, after a time
 */

const MOST_PAGES = 10;

/** @type {Record<string, [tone: string, label: string]>} */
const states = {
  ready: ["healthy", "Ready"],
  draining: ["stale", "Draining"],
  starting: ["pending", "Starting"],
  unhealthy: ["quarantined", "Unhealthy"],
  silent: ["offline", "Silent"],
};

/** @param {string} tone @param {string} label */
export const lampBadge = (tone, label) =>
  html`<span class="badge" data-condition=${tone}><span class="lamp" aria-hidden="true"></span>${label}</span>`;

/** @param {string} state of a node */
export function stateBadge(state) {
  const [tone, label] = states[state] ?? ["pending", state];
  return lampBadge(tone, label);
}

/** How long ago something was, with the exact time beside it. @param {string | number | null | undefined} when */
export const since = (when) => html`<time title=${exactTime(when)}>${ago(when)}</time>`;

/**
 * Says whose rows a list lacks.
 *
 * @param {string[]} missing the nodes that did not answer
 * @param {string} what the list shows, such as `sockets`
 */
export function missingNotice(missing, what) {
  if (missing.length === 0) return nothing;
  const one = missing.length === 1;
  return html`<div class="notice" data-kind="warn" role="status" data-testid="missing-nodes">${icons.warning}
    <p><strong><bdi>${listed(missing)}</bdi> did not answer in time.</strong> ${one ? "Its" : "Their"} ${what} are not in this list.</p></div>`;
}

/** @param {{ label: string, name: string, value: string, list?: string[], choose: (value: string) => void }} options */
export const textFilter = ({ label, name, value, choose }) =>
  html`<label class="search">${icons.search}<span class="visually-hidden">${label}</span>
    <input type="search" name=${name} placeholder=${label} maxlength="200" autocomplete="off" spellcheck="false" .value=${value}
      @input=${(/** @type {any} */ { target }) => choose(target.value.trim())}></label>`;

/** @param {{ label: string, name: string, value: string, options: [value: string, label: string][], choose: (value: string) => void }} options */
export const choiceFilter = ({ label, name, value, options, choose }) =>
  html`<label><span class="visually-hidden">${label}</span>
    <select name=${name} @change=${(/** @type {any} */ { target }) => choose(target.value)}>
      ${options.map(([one, words]) => html`<option value=${one} ?selected=${one === value} .selected=${one === value}>${words}</option>`)}
    </select></label>`;

/** The nodes to choose from: those of the rows, and the one that is chosen. @param {{ node: string }[]} rows @param {string} chosen @returns {[string, string][]} */
export function nodeOptions(rows, chosen) {
  const names = new Set(rows.map(({ node }) => node));
  if (chosen) names.add(chosen);
  return [["", "All nodes"], ...[...names].sort().map((name) => /** @type {[string, string]} */ ([name, name]))];
}

/**
 * What follows the shown rows. All of them are read again every few seconds, so they are not many.
 *
 * @param {boolean} more whether the list goes on @param {number} pages how many are shown @param {() => void} show
 */
export function moreRows(more, pages, show) {
  if (!more) return nothing;
  if (pages >= MOST_PAGES) return html`<p class="quiet more">Use the filters to narrow the list and see others.</p>`;
  return html`<p class="more"><button class="button" type="button" @click=${show}>Show more</button></p>`;
}
