import { html } from "../../lib/lit-html.js";
import { span } from "../time.js";
import { text } from "./admin-api.js";

const HOUR_MS = 3_600_000;

/** @type {import("./report-list.js").Kind} */
export const maintenances = {
  kind: "maintenances",
  one: "maintenance",
  none: "A maintenance tells visitors beforehand when something will not be there. It begins and ends by itself at its times.",
  add: "Schedule a maintenance",
  statuses: ["scheduled", "in_progress", "completed", "cancelled"],
  end: "completed",
  endWords: "Complete",
  names: ["scheduled_start", "scheduled_end"],
  fields: (labelled, report) => {
    const start = report?.scheduled_start ?? nextHour(1);
    const end = report?.scheduled_end ?? nextHour(2);
    return html`<div class="pair">
      ${labelled("scheduled_start", "Begins", html`<input type="datetime-local" name="scheduled_start" value=${local(start)}>`, "By the clock of this browser.")}
      ${labelled("scheduled_end", "Ends", html`<input type="datetime-local" name="scheduled_end" value=${local(end)}>`)}</div>`;
  },
  values: (form) => ({ scheduled_start: utc(text(form, "scheduled_start")), scheduled_end: utc(text(form, "scheduled_end")) }),
  when: ({ scheduled_start, scheduled_end }) => span(scheduled_start, scheduled_end),
  asksStatus: false,
};

/** @param {number} away hours */
const nextHour = (away) => new Date((Math.floor(Date.now() / HOUR_MS) + away) * HOUR_MS).toISOString();

/** @param {string} iso as a field for a local time takes it */
export function local(iso) {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {string} written in local time @returns {string} what is no time stays what it is, so that the server says so */
export function utc(written) {
  const time = new Date(written);
  return Number.isNaN(time.getTime()) ? written : time.toISOString();
}
