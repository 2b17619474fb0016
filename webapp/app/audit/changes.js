import { html, nothing } from "../../lib/lit-html.js";

/** @typedef {Record<string, any> | null} Values */

/**
 * What an act has changed, field by field.
 *
 * @param {Values} before
 * @param {Values} after
 * @returns {{ field: string, before: string | null, after: string | null }[]} null where there was or is no value
 */
export function changes(before, after) {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: shown(before?.[field]), after: shown(after?.[field]) }))
    .filter((change) => change.before !== null || change.after !== null);
}

/** @param {any} value */
function shown(value) {
  if (value === undefined || value === null || value === "") return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** @param {Values} before @param {Values} after */
export function changesView(before, after) {
  const list = changes(before, after);
  if (list.length === 0) return nothing;
  return html`<details class="audit-changes"><summary>${list.length === 1 ? list[0].field : `${list.length} values`}</summary>
    <dl>${list.map(
      (change) => html`<dt>${change.field}</dt>
      <dd>${change.before === null ? nothing : html`<del>${change.before}</del>`} ${change.after === null ? nothing : html`<ins>${change.after}</ins>`}</dd>`,
    )}</dl></details>`;
}
