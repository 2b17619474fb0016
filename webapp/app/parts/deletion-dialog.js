import { html, nothing } from "../../lib/lit-html.js";
import { openDialog } from "./dialog.js";
import { choice, FormState, field } from "./form.js";

/**
 * @typedef {Object} Deletion
 * @property {string} name as for `openDialog`
 * @property {string} title
 * @property {string} [refusal] why it cannot be done; then nothing else is asked
 * @property {string} text what happens
 * @property {string[]} contents what is deleted with it
 * @property {string[]} [kept] what stays
 * @property {string} [typed] the text to be typed, so that nothing is deleted by a slip
 * @property {boolean} [password] whether the user's password is asked for
 * @property {[label: string, hint: string]} [option] what is done too if it is chosen
 * @property {string} button
 * @property {(entered: string, chosen: boolean) => Promise<unknown>} act its error is shown in the dialog
 */

/**
 * Says what would be deleted before it is.
 *
 * @param {Deletion} deletion
 * @returns {Promise<boolean>} whether it was deleted
 */
export async function deletionDialog({ name, title, refusal, text, contents, kept = [], typed, password, option, button, act }) {
  let done = false;
  let entered = "";
  /** @type {() => void} */
  let redraw = () => {};
  const state = new FormState(() => redraw());
  await openDialog(name, title, (dialog) => {
    redraw = dialog.redraw;
    if (refusal)
      return html`<p>${refusal}</p>
        <div class="dialog-actions"><button class="button" type="button" autofocus @click=${dialog.close}>Close</button></div>`;
    /** @param {SubmitEvent} event */
    const run = async (event) => {
      event.preventDefault();
      const chosen = new FormData(/** @type {HTMLFormElement} */ (event.target)).has("option");
      done = await state.submit(() => act(entered, chosen));
      if (done) dialog.close();
    };
    /** @param {{ target: any }} event */
    const enter = ({ target }) => {
      entered = target.value;
      redraw();
    };
    const ready = typed === undefined ? !password || entered !== "" : entered.trim() === typed;
    return html`<form @submit=${run}>
      <p>${text}</p>
      ${list("Deleted with it:", contents)} ${list("Not deleted:", kept)}
      ${typed === undefined ? nothing : field(`Type ${typed} to confirm`, html`<input name="typed" autofocus autocomplete="off" spellcheck="false" @input=${enter}>`)}
      ${password ? field("Your password", html`<input name="password" type="password" autofocus autocomplete="current-password" @input=${enter}>`) : nothing}
      ${option ? choice("option", ...option) : nothing}
      ${state.alert}
      <div class="dialog-actions">
        <button class="button" type="button" @click=${dialog.close}>Cancel</button>
        <button class="button danger" type="submit" ?disabled=${state.busy || !ready} aria-busy=${state.busy}>${button}</button>
      </div>
    </form>`;
  });
  return done;
}

/** @param {string} heading @param {string[]} lines */
const list = (heading, lines) =>
  lines.length === 0
    ? nothing
    : html`<div class="deletion-list"><p>${heading}</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;

/** @param {number} count @param {string} noun @param {string} [plural] @returns {string[]} nothing for none */
export const counted = (count, noun, plural = `${noun}s`) =>
  count === 0 ? [] : [count === 1 ? `1 ${noun}` : `${count} ${plural}`];
