import { html, nothing } from "../../lib/lit-html.js";
import { openDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { meter } from "../parts/page-parts.js";
import { BulkRun } from "./bulk-run.js";

const NAMED = 5;
const LISTED = 100;

/** @typedef {import("./bulk-run.js").Item} Item */

/**
 * Asks once, then does something to many things, and names those for which it failed. When the dialog is closed meanwhile, no further call
 * begins, and a message says what was done.
 *
 * @param {Object} question
 * @param {string} question.name as for `openDialog`
 * @param {string} question.title @param {string} question.text @param {string} question.button
 * @param {Item[]} question.items
 * @param {number} [question.batch] how many things a call takes
 * @param {(items: Item[]) => Promise<unknown>} question.act a call; throws when it fails, and answers an array of what it changed, if it
 *     may be fewer
 * @param {boolean} [question.danger] whether it cannot be undone
 * @param {(count: number) => string} question.done the message when all of it succeeded
 * @returns {Promise<Item[]>} those to which nothing is to be done any more, once all calls have ended
 */
export async function bulkDialog({ name, title, text, button, items, batch = 1, danger = true, act, done }) {
  let state = /** @type {"asks" | "runs" | "ended"} */ ("asks");
  let open = true;
  let redraw = () => {};
  const run = new BulkRun(items, batch, act, () => open && redraw());
  /** @type {Promise<void> | undefined} */
  let running;

  const start = async (/** @type {() => void} */ close) => {
    state = "runs";
    redraw();
    await run.start();
    if (!open) return;
    state = "ended";
    if (run.failures.length > 0) return redraw();
    close();
  };

  await openDialog(name, title, (dialog) => {
    redraw = dialog.redraw;
    if (state === "ended") return report(run, dialog.close);
    return html`<p>${text}</p>
      ${state === "asks" ? html`<p class="quiet">${listed(items)}</p>` : html`<p role="status">${run.count} of ${run.all}</p>${meter(run.count, run.all, "Progress")}`}
      <div class="dialog-actions">
        <button class="button" type="button" autofocus @click=${dialog.close}>${state === "asks" ? "Cancel" : "Stop"}</button>
        <button class="button ${danger ? "danger" : "primary"}" type="button" ?disabled=${state === "runs"} aria-busy=${state === "runs"} @click=${() => {
          running = start(dialog.close);
        }}>${button}</button>
      </div>`;
  });
  open = false;
  run.stop();
  await running;
  const words = running && summary(run, state === "ended", done);
  if (words) toast(...words);
  return run.done;
}

/**
 * What is said when the dialog has closed.
 *
 * @param {BulkRun} run @param {boolean} ended whether the dialog was there to its end, and has named what failed
 * @param {(count: number) => string} done
 * @returns {[text: string, kind: "good" | "bad" | "warn"] | undefined}
 */
export function summary({ succeeded, gone, failures, count, all }, ended, done) {
  if (failures.length > 0 && ended) return undefined;
  const [first] = failures;
  if (first)
    return [`Done for ${succeeded.length} of ${all}, failed for ${failures.length}: ${first.item.name}: ${first.reason}`, "bad"];
  const missing =
    gone.length === 0 ? "" : gone.length === 1 ? " 1 was no longer there." : ` ${gone.length} were no longer there.`;
  if (count < all) return [`Stopped. ${done(succeeded.length)}${missing}`, "warn"];
  return [`${done(succeeded.length)}${missing}`, "good"];
}

/** @param {BulkRun} run @param {() => void} close */
const report = (
  { succeeded, failures, all },
  close,
) => html`<p class="form-error" role="alert">Done for ${succeeded.length} of ${all}, failed for ${failures.length}:</p>
  <ul class="bulk-failures">${failures.slice(0, LISTED).map(({ item, reason }) => html`<li><strong>${item.name}</strong> ${reason}</li>`)}</ul>
  ${failures.length > LISTED ? html`<p class="quiet">And ${failures.length - LISTED} more. They stay selected.</p>` : nothing}
  <div class="dialog-actions"><button class="button" type="button" autofocus @click=${close}>Done</button></div>`;

/** @param {Item[]} items */
function listed(items) {
  const names = items.slice(0, NAMED).map(({ name }) => name);
  return items.length > NAMED ? `${names.join(", ")} and ${items.length - NAMED} more` : names.join(", ");
}
