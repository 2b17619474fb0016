import { html, nothing } from "../../lib/lit-html.js";
import { textValue } from "../parts/form.js";
import { span, timeZone } from "../words.js";
import { recurrenceWords } from "./recurrence.js";
import "./recurrence-fields.js";

const HOUR_MS = 3_600_000;

/** @type {import("./report-list.js").ReportKind} */
export const maintenances = {
  kind: "maintenances",
  one: "maintenance",
  none: "Schedule a maintenance to tell visitors in advance about planned downtime. It starts and ends automatically.",
  add: "Schedule maintenance",
  statuses: ["scheduled", "in_progress", "completed", "cancelled"],
  end: "completed",
  endWords: "Complete",
  names: ["scheduled_start", "scheduled_end"],
  fields: (labelled, report, { series, redraw }) => {
    if (series) return html`<hg-recurrence .given=${series}></hg-recurrence>`;
    const start = report?.scheduled_start ?? nextHour(1);
    const end = report?.scheduled_end ?? nextHour(2);
    // one template for both, or the element would be made anew when it is changed
    return html`${report ? nothing : html`<hg-recurrence .start=${local(start)} @change=${redraw}></hg-recurrence>`}
      ${
        recurrenceIn(document)
          ? nothing
          : html`<div class="pair">
      ${labelled("scheduled_start", "Starts", html`<input type="datetime-local" name="scheduled_start" value=${local(start)}>`, `Time zone: ${timeZone()}.`)}
      ${labelled("scheduled_end", "Ends", html`<input type="datetime-local" name="scheduled_end" value=${local(end)}>`)}</div>`
      }`;
  },
  values: (form, element) => {
    const { missing } = /** @type {any} */ (element.querySelector("hg-recurrence")) ?? {};
    if (missing) throw new Error(missing);
    const recurrence = recurrenceIn(element);
    if (recurrence) return { recurrence };
    return { scheduled_start: utc(textValue(form, "scheduled_start")), scheduled_end: utc(textValue(form, "scheduled_end")) };
  },
  when: ({ scheduled_start, scheduled_end, recurrence }) =>
    html`${span(scheduled_start, scheduled_end)}${recurrence ? ` · ${recurrenceWords(recurrence)}` : nothing}`,
  asksStatus: false,
};

/** What was chosen in a form that is open. @param {ParentNode} parent @returns {import("./recurrence.js").Recurrence | undefined} */
const recurrenceIn = (parent) => /** @type {any} */ (parent.querySelector("hg-recurrence"))?.value;

/** @param {number} hours from now, rounded down @returns {string} */
const nextHour = (hours) => new Date((Math.floor(Date.now() / HOUR_MS) + hours) * HOUR_MS).toISOString();

/** @param {string} iso @returns {string} for an input of type `datetime-local` */
export function local(iso) {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {string} entered in local time @returns {string} in UTC; what is not a time as it was entered, so that the server refuses it */
export function utc(entered) {
  const time = new Date(entered);
  return Number.isNaN(time.getTime()) ? entered : time.toISOString();
}
