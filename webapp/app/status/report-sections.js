import { html, nothing, repeat } from "../../lib/lit-html.js";
import { moment, span } from "../time.js";
import { t } from "../words.js";
import { reportStatusLabels, severityLabels } from "./event-messages.js";
import { isOver, nameOf, overlapsMonth, startOf, upcoming } from "./page-state.js";
import { richText } from "./rich-text.js";

/**
 * @typedef {import("./page-state.js").Report} Report
 * @typedef {import("./page-state.js").State} State
 */

/** @param {Report} report */
const isMaintenance = (report) => report.scheduled_start !== undefined;

/** @param {Report[]} reports */
const newestFirst = (reports) => [...reports].sort((a, b) => startOf(b).localeCompare(startOf(a)));

/** Open incidents, and maintenances in progress. @param {State} state */
export function currentReports(state) {
  const working = newestFirst(state.maintenances.filter(({ status }) => status === "in_progress"));
  return html`${section(state, t("Incidents"), "incidents", newestFirst(state.incidents.filter((one) => !isOver(one))))}
    ${section(state, t("Maintenance in progress"), "maintenances", working)}`;
}

/** Maintenances that have not begun. @param {State} state @param {string} until the last month that is fetched */
export const plannedReports = (state, until) =>
  section(state, t("Scheduled maintenance"), "planned", newestFirst(upcoming(state.maintenances, until)).reverse());

/**
 * What announces them elsewhere; readers of feeds know no password.
 *
 * @param {string} slug @param {boolean} hasPassword @param {(() => void) | undefined} subscribe by mail, where that is possible
 */
export function subscriptions(slug, hasPassword, subscribe) {
  const files = hasPassword
    ? []
    : [
        ["feed.atom", "Atom"],
        ["feed.rss", "RSS"],
        ["calendar.ics", t("Calendar")],
      ];
  if (!subscribe && files.length === 0) return nothing;
  return html`<p class="feeds" data-testid="feeds">${t("Subscribe to incidents and maintenance:")}
    ${subscribe ? html`<button type="button" data-testid="subscribe" @click=${subscribe}>${t("Email")}</button>` : nothing}
    ${files.map(([file, words]) => html`<a href="/v1/status/${slug}/${file}">${words}</a>`)}</p>
    <div class="subscribe"></div>`;
}

/** @param {State} state @param {string} title @param {string} hook @param {Report[]} reports */
const section = (
  state,
  title,
  hook,
  reports,
) => html`<section class="current" data-testid=${hook} aria-labelledby="${hook}-title" ?hidden=${reports.length === 0}>
  <h2 id="${hook}-title">${title}</h2>
  ${repeat(
    reports,
    ({ id }) => id,
    (report) => reportCard(state, report),
  )}
</section>`;

/** @param {State} state @param {string} month @param {number} now */
export function pastReports(state, month, now) {
  const reports = newestFirst(
    [...state.incidents, ...state.maintenances].filter((one) => isOver(one) && overlapsMonth(one, month, now)),
  );
  if (reports.length === 0)
    return html`<p class="quiet" data-testid="quiet-month">${t("No past incidents or maintenance this month.")}</p>`;
  return repeat(
    reports,
    ({ id }) => id,
    (report) => reportCard(state, report),
  );
}

/** @param {State} state @param {Report} report */
function reportCard(state, report) {
  const names = report.affected_monitors.map((id) => nameOf(state, id)).filter(Boolean);
  const [newest, ...earlier] = [...report.updates].reverse();
  return html`<article class="report" data-testid=${isMaintenance(report) ? "maintenance" : "incident"} data-report-id=${report.id}
      data-severity=${report.severity ?? "none"} data-status=${report.status}>
    <header><h3>${report.title}</h3>
      <p class="report-tags">
        ${report.severity ? html`<span class="tag severity" data-severity=${report.severity}>${t(severityLabels[report.severity] ?? report.severity)}</span>` : nothing}
        <span class="tag stage" data-testid="report-status" data-status=${report.status}>${t(reportStatusLabels[report.status] ?? report.status)}</span>
      </p></header>
    ${isMaintenance(report) ? html`<p class="report-when">${span(report.scheduled_start, report.scheduled_end)}</p>` : nothing}
    ${names.length > 0 ? html`<p class="quiet">${t("Affects {names}", { names: names.join(", ") })}</p>` : nothing}
    ${newest ? timeline([newest]) : nothing}
    ${earlier.length > 0 ? html`<details><summary>${t("{count} earlier updates", { count: earlier.length })}</summary>${timeline(earlier)}</details>` : nothing}
  </article>`;
}

/** @param {import("./page-state.js").Update[]} updates */
const timeline = (updates) =>
  html`<ol class="timeline">${repeat(
    updates,
    ({ id }) => id,
    (update) => html`<li data-testid="update" data-status=${update.status}>
  <p><strong>${t(reportStatusLabels[update.status] ?? update.status)}</strong> <time datetime=${update.created_at}>${moment(update.created_at)}</time></p>
  ${richText(update.message)}</li>`,
  )}</ol>`;
