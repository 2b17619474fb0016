import { html, nothing, render } from "../../lib/lit-html.js";
import { icons } from "../view.js";
import { FormState } from "./form.js";

/**
 * Opens a modal dialog; the focus returns when it closes. `redraw` renders the content again.
 *
 * @param {string} name of the dialog, as `data-dialog`: each call has its own
 * @param {string} title
 * @param {(dialog: { close: () => void, redraw: () => void }) => unknown} content
 * @returns {Promise<void>} settles when it is closed
 */
export function openDialog(name, title, content) {
  const element = document.createElement("dialog");
  element.className = "dialog";
  element.dataset.dialog = name;
  element.setAttribute("aria-labelledby", "dialog-title");
  const controls = { close: () => element.close(), redraw };
  function redraw() {
    render(
      html`<header class="dialog-head">
          <h2 id="dialog-title">${title}</h2>
          <button class="icon-button" type="button" @click=${controls.close} aria-label="Close">${icons.close}</button>
        </header>
        <div class="dialog-body">${content(controls)}</div>`,
      element,
    );
  }
  redraw();
  document.body.append(element);
  element.showModal();
  /** @type {HTMLElement | null} */ (element.querySelector("[autofocus]"))?.focus();
  const pageLeft = () => element.close();
  addEventListener("heliograph:route", pageLeft);
  addEventListener("popstate", pageLeft);
  return new Promise((resolve) => {
    element.addEventListener("close", () => {
      removeEventListener("heliograph:route", pageLeft);
      removeEventListener("popstate", pageLeft);
      element.remove();
      resolve();
    });
  });
}

/**
 * Asks before something that cannot be undone, or else (`harmless`) that leads elsewhere. `act` runs while the dialog is open; an error is shown in it.
 *
 * @param {{ name: string, title: string, text: string, button: string, harmless?: boolean, act: () => Promise<unknown> }} question
 * @returns {Promise<boolean>} whether it was confirmed and done
 */
export async function confirmDialog({ name, title, text, button, harmless = false, act }) {
  let done = false;
  /** @type {() => void} */
  let redraw = () => {};
  const state = new FormState(() => redraw());
  await openDialog(name, title, (dialog) => {
    redraw = dialog.redraw;
    const run = async () => {
      done = await state.submit(act);
      if (done) dialog.close();
    };
    return html`<p>${text}</p>
      ${state.alert}
      <div class="dialog-actions">
        <button class="button" type="button" autofocus @click=${dialog.close}>Cancel</button>
        <button class="button ${harmless ? "primary" : "danger"}" type="button" ?disabled=${state.busy} aria-busy=${state.busy} @click=${run}>${button}</button>
      </div>`;
  });
  return done;
}

/**
 * @typedef {{ labelled: FormState["labelled"], grouped: FormState["grouped"], redraw: () => void }} FormFields
 *
 * @typedef {Object} FormDialog
 * @property {string} name as for `openDialog`
 * @property {string} title
 * @property {string} button
 * @property {(fields: FormFields) => unknown} fields rendered again with each change; inputs keep what was entered
 * @property {string[]} [names] of the fields at which the server's errors are shown; with them the browser checks nothing itself
 * @property {(form: FormData, element: HTMLFormElement) => Promise<unknown>} submit its error is shown in the form; content that it
 *     returns is shown in place of the form
 */

/**
 * A dialog with a form.
 *
 * @param {FormDialog} options
 * @returns {Promise<boolean>} whether it was submitted
 */
export async function formDialog({ name, title, button, fields, names = [], submit }) {
  /** @type {unknown} */
  let result;
  let submitted = false;
  /** @type {() => void} */
  let redraw = () => {};
  const state = new FormState(() => redraw(), names);
  await openDialog(name, title, (dialog) => {
    redraw = dialog.redraw;
    /** @param {SubmitEvent} event */
    const run = async (event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      const values = new FormData(form);
      submitted = await state.submit(async () => {
        result = await submit(values, form);
      });
      if (submitted && result === undefined) return dialog.close();
      /** @type {HTMLElement | null} */ (form.querySelector("[data-wrong=yes] :is(input, select, textarea)"))?.focus();
    };
    if (result !== undefined) {
      return html`<div aria-live="polite">${result}</div>
        <div class="dialog-actions"><button class="button" type="button" @click=${dialog.close}>Done</button></div>`;
    }
    const { labelled, grouped } = state;
    return html`<form class=${names.length > 0 ? "edit" : nothing} ?novalidate=${names.length > 0} @submit=${run}>
      ${fields({ labelled, grouped, redraw })}
      ${state.alert}
      <div class="dialog-actions">
        <button class="button" type="button" @click=${dialog.close}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${state.busy} aria-busy=${state.busy}>${button}</button>
      </div>
    </form>`;
  });
  return submitted;
}
