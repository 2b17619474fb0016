import { html } from "../../lib/lit-html.js";
import { textValue } from "../parts/form.js";
import { severityLabels } from "../status/reports.js";
import { moment, span } from "../words.js";

/** @type {import("./report-list.js").ReportKind} */
export const incidents = {
  kind: "incidents",
  one: "incident",
  none: "Create an incident to tell the visitors of a status page what is wrong and what is being done about it.",
  add: "Create incident",
  statuses: ["investigating", "identified", "monitoring", "resolved"],
  end: "resolved",
  endWords: "Resolve",
  names: ["severity"],
  fields: (labelled, report) =>
    labelled(
      "severity",
      "Severity",
      html`<select name="severity">${Object.entries(severityLabels).map(
        ([value, words]) => html`<option value=${value}
    ?selected=${value === (report?.severity ?? "minor")}>${words}</option>`,
      )}</select>`,
    ),
  values: (form) => ({ severity: textValue(form, "severity") }),
  when: ({ created_at, resolved_at }) => (resolved_at ? span(created_at, resolved_at) : `Since ${moment(created_at)}`),
  asksStatus: true,
};
