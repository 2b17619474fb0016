import { html, render } from "../../lib/lit-html.js";
import { icons } from "./icons.js";

/**
 * Opens a modal dialog and gives the focus back when it closes. The content is drawn again with `redraw`.
 *
 * @param {string} title
 * @param {(dialog: { close: () => void, redraw: () => void }) => unknown} content
 * @returns {Promise<void>} settles when it is closed
 */
export function openDialog(title, content) {
  const element = document.createElement("dialog");
  element.className = "dialog";
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
  const left = () => element.close();
  addEventListener("heliograph:route", left);
  addEventListener("popstate", left);
  return new Promise((resolve) => {
    element.addEventListener("close", () => {
      removeEventListener("heliograph:route", left);
      removeEventListener("popstate", left);
      element.remove();
      resolve();
    });
  });
}

/**
 * Asks before something that cannot be undone. `act` runs with the dialog open; what it throws is shown there.
 *
 * @param {{ title: string, text: string, button: string, act: () => Promise<unknown> }} question
 * @returns {Promise<boolean>} whether it was done
 */
export async function confirmed({ title, text, button, act }) {
  let busy = false;
  let done = false;
  let failure = "";
  await openDialog(title, ({ close, redraw }) => {
    const run = async () => {
      busy = true;
      redraw();
      try {
        await act();
        done = true;
        close();
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
        busy = false;
        redraw();
      }
    };
    return html`<p>${text}</p>
      ${failure ? html`<p class="form-error" role="alert">${failure}</p>` : ""}
      <div class="dialog-actions">
        <button class="button" type="button" autofocus @click=${close}>Cancel</button>
        <button class="button danger" type="button" ?disabled=${busy} aria-busy=${busy} @click=${run}>${button}</button>
      </div>`;
  });
  return done;
}
