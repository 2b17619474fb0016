import { html, nothing } from "../../lib/lit-html.js";
import { errorMessage } from "../error-message.js";
import { openDialog } from "../parts/dialog.js";
import { meter } from "../parts/page-parts.js";
import { toast } from "../parts/toasts.js";

const NAMED = 5;
const LISTED = 100;

/**
 * @typedef {{ id: string, name: string }} Item
 * @typedef {{ item: Item, reason: string }} Failure
 */

/**
 * Asks once, then does something to many things, and names those for which it failed.
 *
 * @param {Object} question
 * @param {string} question.title @param {string} question.text @param {string} question.button
 * @param {Item[]} question.items
 * @param {number} [question.batch] how many things a call takes
 * @param {number} [question.parallel] how many calls run at once
 * @param {(items: Item[]) => Promise<unknown>} question.act a call; throws when it fails
 * @param {boolean} [question.danger] whether it cannot be undone
 * @param {(count: number) => string} question.done the message when all of it succeeded
 * @returns {Promise<Item[]>} those for which it succeeded
 */
export async function bulkDialog({ title, text, button, items, batch = 1, parallel = 1, danger = true, act, done }) {
  /** @type {Item[]} */
  const succeeded = [];
  /** @type {Failure[]} */
  const failures = [];
  let state = /** @type {"asks" | "runs" | "ended"} */ ("asks");
  let open = true;
  let redraw = () => {};

  const run = async (/** @type {() => void} */ close) => {
    state = "runs";
    redraw();
    const waiting = batches(items, batch);
    const work = async () => {
      for (let some = waiting.shift(); some && open; some = waiting.shift()) {
        try {
          await act(some);
          succeeded.push(...some);
        } catch (error) {
          failures.push(...some.map((item) => ({ item, reason: errorMessage(error) })));
        }
        redraw();
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    state = "ended";
    if (failures.length > 0) return redraw();
    toast(done(succeeded.length), "good");
    close();
  };

  await openDialog(title, (dialog) => {
    redraw = dialog.redraw;
    const count = succeeded.length + failures.length;
    if (state === "ended") return report(succeeded.length, items.length, failures, dialog.close);
    return html`<p>${text}</p>
      ${state === "asks" ? html`<p class="quiet">${listed(items)}</p>` : html`<p role="status">${count} of ${items.length}</p>${meter(count, items.length, "Progress")}`}
      <div class="dialog-actions">
        <button class="button" type="button" autofocus @click=${dialog.close}>${state === "asks" ? "Cancel" : "Stop"}</button>
        <button class="button ${danger ? "danger" : "primary"}" type="button" ?disabled=${state === "runs"} aria-busy=${state === "runs"} @click=${() => run(dialog.close)}>${button}</button>
      </div>`;
  });
  open = false;
  return succeeded;
}

/** @param {number} succeeded @param {number} all @param {Failure[]} failures @param {() => void} close */
const report = (
  succeeded,
  all,
  failures,
  close,
) => html`<p class="form-error" role="alert">Done for ${succeeded} of ${all}, failed for ${failures.length}:</p>
  <ul class="bulk-failures">${failures.slice(0, LISTED).map(({ item, reason }) => html`<li><strong>${item.name}</strong> ${reason}</li>`)}</ul>
  ${failures.length > LISTED ? html`<p class="quiet">And ${failures.length - LISTED} more. They stay selected.</p>` : nothing}
  <div class="dialog-actions"><button class="button" type="button" autofocus @click=${close}>Done</button></div>`;

/** @param {Item[]} items */
function listed(items) {
  const names = items.slice(0, NAMED).map(({ name }) => name);
  return items.length > NAMED ? `${names.join(", ")} and ${items.length - NAMED} more` : names.join(", ");
}

/** @param {Item[]} items @param {number} size @returns {Item[][]} */
export const batches = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
