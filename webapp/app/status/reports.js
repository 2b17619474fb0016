import { html, nothing, repeat } from "../../lib/lit-html.js";
import { inTime, moment, span, t } from "../words.js";
import { isOver, nameOf, startOf, upcoming } from "./page-state.js";

/** What a text has that is not shown as it was written. */
const MARKUP = /[*_`[\\]|<?https?:\/\/|<mailto:|^\s*(?:[-+]|\d+[.)])\s/m;

/** @typedef {typeof import("./appearance.js")} Extras what only some pages need, and load then */
/** @type {Partial<Extras> | undefined} empty while it could not be loaded: texts are legible as they were written */
export let extras;
/** @type {Promise<void> | undefined} */
let loading;
/** After a failed load, it is tried again when the page is rendered after this time. */
const RETRY_MS = 10_000;
let failedAt = -Infinity;

/** @param {import("./page-state.js").State} state */
const isPlain = ({ page, incidents, maintenances }) =>
  !page.appearance && ![...incidents, ...maintenances].some(({ updates }) => updates.some(({ message }) => MARKUP.test(message)));

/**
 * Whether a page can be shown as it is meant.
 *
 * @param {import("./page-state.js").State} state @param {() => void} changed called once it can, if it cannot yet
 * @param {() => Promise<Extras>} [load]
 */
export function isLegible(state, changed, load = () => import("./appearance.js")) {
  if (extras?.formatted || isPlain(state)) return true;
  if (!loading && performance.now() - failedAt < RETRY_MS) return true;
  loading ??= inTime(load())
    .then((module) => {
      extras = module;
    })
    .catch(() => {
      extras = {};
      failedAt = performance.now();
      loading = undefined;
    });
  loading.then(changed);
  return extras !== undefined;
}

/** A text in Markdown. @param {string} text */
export const richText = (text) => (MARKUP.test(text) && extras?.formatted?.(text)) || html`<p class="text">${text}</p>`;

/** The months whose incidents and maintenances were shown, and what could not be fetched of them. */
export class ReportMonths {
  /** @type {Map<string, boolean>} whether each was fetched */
  #months = new Map();
  /** @type {Map<string, unknown>} why a kind and month could not be fetched */
  #errors = new Map();

  /** @param {string} month such as 2026-03 @returns {string[]} all that were shown, and this one */
  with(month) {
    return [...new Set([...this.#months.keys(), month])];
  }

  /** @param {string} month whether its incidents and maintenances were fetched */
  has(month) {
    return this.#months.get(month) ?? false;
  }

  /** @param {string} month that is shown from now on */
  begin(month) {
    this.#months.set(month, this.has(month));
  }

  /** @param {string} month @param {boolean} fetched both of its kinds */
  end(month, fetched) {
    this.#months.set(month, this.has(month) || fetched);
  }

  /** @param {string} kind @param {string} month @param {unknown} error undefined: it was fetched */
  note(kind, month, error) {
    if (error === undefined) this.#errors.delete(`${kind} ${month}`);
    else this.#errors.set(`${kind} ${month}`, error);
  }

  /** @param {string} kind @param {string} month whether its last fetch failed */
  lacks(kind, month) {
    return this.#errors.has(`${kind} ${month}`);
  }

  /** @param {string} month whether its last fetch failed */
  failed(month) {
    return [...this.#errors.keys()].some((key) => key.endsWith(` ${month}`));
  }

  /** @returns {unknown} why something is missing */
  get error() {
    return [...this.#errors.values()][0];
  }

  /** All are to be fetched again. */
  clear() {
    this.#errors.clear();
    for (const month of this.#months.keys()) this.#months.set(month, false);
  }
}

/**
 * @typedef {import("./page-state.js").Report} Report
 * @typedef {import("./page-state.js").State} State
 */

/** @type {Record<string, string>} */
export const reportStatusLabels = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
  scheduled: "Scheduled",
  in_progress: "In progress",
  completed: "Completed",
  cancelled: "Cancelled",
};

/** @type {Record<string, string>} */
export const severityLabels = { minor: "Minor", major: "Major", critical: "Critical" };

/** @param {Report} report */
const isMaintenance = (report) => report.scheduled_start !== undefined;

/** @param {Report[]} reports */
export const newestFirst = (reports) => [...reports].sort((a, b) => startOf(b).localeCompare(startOf(a)));

/** Open incidents, and maintenances in progress. @param {State} state */
export function currentReports(state) {
  const working = newestFirst(state.maintenances.filter(({ status }) => status === "in_progress"));
  return html`${section(state, t("Incidents"), "incidents", newestFirst(state.incidents.filter((one) => !isOver(one))))}
    ${section(state, t("Maintenance in progress"), "maintenances", working)}`;
}

/** Maintenances that have not begun. @param {State} state @param {string} until the last month that is fetched */
export const plannedReports = (state, until) =>
  section(state, t("Scheduled maintenance"), "planned", newestFirst(upcoming(state.maintenances, until)).reverse());

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

/** @param {State} state @param {Report} report */
export function reportCard(state, report) {
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

/** @typedef {{ text: string, kind: "good" | "bad" | "warn" | "plain" }} EventMessage */

/** @type {Record<string, (title: string) => EventMessage>} */
const endings = {
  resolved: (title) => ({ text: t("Incident resolved: {title}", { title }), kind: "good" }),
  in_progress: (title) => ({ text: t("Maintenance in progress: {title}", { title }), kind: "warn" }),
  completed: (title) => ({ text: t("Maintenance completed: {title}", { title }), kind: "good" }),
  cancelled: (title) => ({ text: t("Maintenance cancelled: {title}", { title }), kind: "plain" }),
};

/**
 * The message about an event, if it has one. Events of monitors that the page does not show have none.
 *
 * @param {import("./page-state.js").State} state @param {import("./page-state.js").StatusEvent} event @returns {EventMessage | null}
 */
export function eventMessage(state, { action, data }) {
  const monitor = nameOf(state, data.monitorId);
  switch (action) {
    case "monitor-down":
      return monitor ? { text: t("{name} is down", { name: monitor }), kind: "bad" } : null;
    case "monitor-recovered":
      return monitor ? { text: t("{name} has recovered", { name: monitor }), kind: "good" } : null;
    case "incident-created":
      return { text: t("New incident: {title}", { title: data.incident.title }), kind: "warn" };
    case "maintenance-created":
      return { text: t("Maintenance scheduled: {title}", { title: data.maintenance.title }), kind: "plain" };
    case "incident-update-added":
    case "maintenance-update-added": {
      const { title } = data.incident ?? data.maintenance;
      const { status } = data.update;
      return endings[status]?.(title) ?? { text: `${title}: ${t(reportStatusLabels[status] ?? status)}`, kind: "warn" };
    }
    default:
      return null;
  }
}
