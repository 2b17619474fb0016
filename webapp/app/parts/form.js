import { html, nothing } from "../../lib/lit-html.js";
import { openDialog } from "./dialog.js";
import { inWords } from "./states.js";

/**
 * A dialog with a form. What `submit` throws is shown in the form; what it returns, if anything, is shown instead of it.
 *
 * @param {{ title: string, fields: unknown, button: string, submit: (form: FormData) => Promise<unknown> }} parts
 */
export function formDialog({ title, fields, button, submit }) {
  /** @type {{ busy: boolean, failure: string, result?: unknown }} */
  const state = { busy: false, failure: "" };
  return openDialog(title, ({ close, redraw }) => {
    /** @param {SubmitEvent} event */
    const run = async (event) => {
      event.preventDefault();
      const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
      Object.assign(state, { busy: true, failure: "" });
      redraw();
      try {
        state.result = await submit(form);
        if (state.result === undefined) return close();
      } catch (error) {
        state.failure = inWords(error);
      }
      state.busy = false;
      redraw();
    };
    if (state.result !== undefined) {
      return html`<div aria-live="polite">${state.result}</div>
        <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`;
    }
    return html`<form @submit=${run}>
      ${fields}
      ${state.failure ? html`<p class="form-error" role="alert">${state.failure}</p>` : nothing}
      <div class="dialog-actions">
        <button class="button" type="button" @click=${close}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${state.busy} aria-busy=${state.busy}>${button}</button>
      </div>
    </form>`;
  });
}

/** @param {string} label @param {unknown} input @param {unknown} [hint] */
export const field = (label, input, hint = nothing) =>
  html`<label class="field"><span>${label}</span>${input}${hint === nothing ? nothing : html`<small>${hint}</small>`}</label>`;

/** @param {string} name @param {string} label @param {string} hint @param {boolean} [checked] */
export const choice = (name, label, hint, checked = false) =>
  html`<label class="choice"><input type="checkbox" name=${name} ?checked=${checked}><span>${label}<small>${hint}</small></span></label>`;
