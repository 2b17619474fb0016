import { html, nothing } from "../../lib/lit-html.js";
import { inWords } from "../in-words.js";
import { openDialog } from "./dialog.js";

/**
 * @typedef {(name: string, label: string, input: unknown, hint?: unknown) => unknown} Labelled a field with what is wrong with it
 * @typedef {(name: string, content: unknown, hint?: unknown) => unknown} Grouped the same for what has a label of its own
 * @typedef {{ labelled: Labelled, grouped: Grouped, redraw: () => void }} Sheet
 */

/**
 * A dialog with a form that can be drawn again while it is filled in. What the server finds wrong stands at the fields that
 * it names, the rest below them.
 *
 * @param {{ title: string, button: string, names: string[], draw: (sheet: Sheet) => unknown,
 *   submit: (form: FormData, element: HTMLFormElement) => Promise<unknown> }} parts `names` of the fields that are drawn
 * @returns {Promise<boolean>} whether it was saved
 */
export async function editDialog({ title, button, names, draw, submit }) {
  /** @type {{ busy: boolean, failure: string, wrong: Map<string, string[]> }} */
  const state = { busy: false, failure: "", wrong: new Map() };
  let saved = false;
  await openDialog(title, ({ close, redraw }) => {
    /** @param {SubmitEvent} event */
    const run = async (event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      Object.assign(state, { busy: true, failure: "", wrong: new Map() });
      redraw();
      try {
        await submit(new FormData(form), form);
        saved = true;
        return close();
      } catch (error) {
        Object.assign(state, sorted(error, names), { busy: false });
      }
      redraw();
      /** @type {HTMLElement | null} */ (form.querySelector("[data-wrong=yes] :is(input, select, textarea)"))?.focus();
    };
    const sheet = { labelled: labelledWith(state.wrong), grouped: groupedWith(state.wrong), redraw };
    return html`<form class="edit" @submit=${run} novalidate>
      ${draw(sheet)}
      ${state.failure ? html`<p class="form-error" role="alert">${state.failure}</p>` : nothing}
      <div class="dialog-actions">
        <button class="button" type="button" @click=${close}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${state.busy} aria-busy=${state.busy}>${button}</button>
      </div>
    </form>`;
  });
  return saved;
}

/** @param {Map<string, string[]>} wrong @returns {Labelled} */
const labelledWith = (wrong) => (name, label, input, hint) =>
  html`<label class="field" data-field=${name} data-wrong=${wrong.has(name) ? "yes" : "no"}><span>${label}</span>${input}${remarks(wrong.get(name), hint)}</label>`;

/** @param {Map<string, string[]>} wrong @returns {Grouped} */
const groupedWith = (wrong) => (name, content, hint) =>
  html`<div class="field" data-field=${name} data-wrong=${wrong.has(name) ? "yes" : "no"}>${content}${remarks(wrong.get(name), hint)}</div>`;

/** @param {string[]} [complaints] @param {unknown} [hint] */
const remarks = (complaints = [], hint = nothing) =>
  html`${complaints.map((complaint) => html`<small class="field-error" role="alert">${complaint}</small>`)}${hint === nothing ? nothing : html`<small>${hint}</small>`}`;

/**
 * Gives each complaint to the field it begins with.
 *
 * @param {unknown} error @param {string[]} names of fields; one of `custom1.id` also takes what is said of `custom1`
 * @returns {{ failure: string, wrong: Map<string, string[]> }}
 */
export function sorted(error, names) {
  /** @type {string[]} */
  const details = /** @type {any} */ (error)?.details ?? [];
  /** @type {Map<string, string[]>} */
  const wrong = new Map();
  const rest = details.filter((detail) => {
    const field = detail.split(" ")[0];
    const name = names.find((one) => one === field) ?? names.find((one) => one.startsWith(`${field}.`));
    if (name) wrong.set(name, [...(wrong.get(name) ?? []), detail]);
    return !name;
  });
  const failure = details.length === 0 ? inWords(error) : rest.join("; ");
  return { failure, wrong };
}
