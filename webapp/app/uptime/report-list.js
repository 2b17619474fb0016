import { html, nothing, repeat } from "../../lib/lit-html.js";
import { confirmDialog } from "../parts/dialog.js";
import { choice, chosenIds, textValue } from "../parts/form.js";
import { iconButton } from "../parts/icon-button.js";
import { empty } from "../parts/page-parts.js";
import { isOver, startOf } from "../status/page-state.js";
import { reportStatusLabels, severityLabels } from "../status/reports.js";
import { icons } from "../view.js";
import { moment } from "../words.js";
import { addUpdate, create, endSeries, itemOptions, nameOf, remove, removeUpdate, update } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";

/**
 * @typedef {import("./admin-api.js").AdminStore} AdminStore
 * @typedef {import("./admin-api.js").Report} Report
 *
 * @typedef {Object} ReportKind incidents or maintenances
 * @property {"incidents" | "maintenances"} kind as in the path of its calls
 * @property {"incident" | "maintenance"} one
 * @property {string} none its purpose, shown where there is none
 * @property {string} add
 * @property {string[]} statuses
 * @property {string} end the status of its regular end
 * @property {string} endWords
 * @property {string[]} names of its own fields
 * @property {(labelled: import("../parts/form.js").FormState["labelled"], report: Report | undefined, more: { series?: import("./recurrence.js").Recurrence, redraw: () => void }) => unknown} fields of its own
 * @property {(form: FormData, element: HTMLFormElement) => object} values of its own fields
 * @property {(report: Report) => unknown} when
 * @property {boolean} asksStatus whether a new one is given a status
 */

/** @param {ReportKind} kind @param {AdminStore} store */
export function reportList(kind, store) {
  const reports = [...store.data[kind.kind]].sort(
    (a, b) => Number(isOver(a)) - Number(isOver(b)) || startOf(b).localeCompare(startOf(a)),
  );
  const add = html`<button class="button primary" type="button" @click=${() => edit(kind, store)}>${icons.plus}${kind.add}</button>`;
  if (store.data.pages.length === 0)
    return empty(`No ${kind.kind} yet`, "Add a status page first. Incidents and maintenances are shown there.");
  if (reports.length === 0) return empty(`No ${kind.kind} yet`, kind.none, add);
  return html`<section aria-label=${kind.kind}><div class="filters"><p class="quiet">${reports.length} ${reports.length === 1 ? kind.one : kind.kind}</p>${add}</div>
    <div class="bulletins">${repeat(
      reports,
      ({ id }) => id,
      (report) => card(kind, store, report),
    )}</div></section>`;
}

/** @param {ReportKind} kind @param {AdminStore} store @param {Report} report */
function card(kind, store, report) {
  const { title, status, affected_monitors: affected } = report;
  const page = store.data.pages.find(({ id }) => id === report.status_page_id);
  return html`<article class="card bulletin" data-testid=${kind.one} data-item-id=${report.id} data-over=${isOver(report) ? "yes" : "no"}>
    <header class="card-head"><h2>${title}</h2>
      <p><span class="tag" data-testid="bulletin-status">${reportStatusLabels[status] ?? status}</span>${report.severity ? html`<span class="tag" data-severity=${report.severity}>${severityLabels[report.severity] ?? report.severity}</span>` : nothing}</p></header>
    <p class="quiet">${kind.when(report)} · ${page ? html`<a href="/status/${page.slug}" target="_blank" rel="noopener">${page.name}</a>` : report.status_page_id}
      ${affected.length > 0 ? html` · affects ${affected.map((id) => nameOf(store.data, id)).join(", ")}` : nothing}
      ${report.suppress_notifications ? " · reminders off" : nothing}</p>
    <div class="bulletin-actions">
      <button class="button small" type="button" aria-label="Post update to ${title}" @click=${() => post(kind, store, report)}>Post update</button>
      ${isOver(report) ? nothing : html`<button class="button small" type="button" aria-label="${kind.endWords} ${title}" @click=${() => post(kind, store, report, kind.end)}>${kind.endWords}</button>`}
      ${
        report.series_id && !isOver(report)
          ? html`<button class="button small" type="button" aria-label="Edit series ${title}" @click=${() => edit(kind, store, report, report.recurrence)}>Edit series</button>
      <button class="button small" type="button" aria-label="End series ${title}" @click=${() => end(store, report)}>End series</button>`
          : nothing
      }
      ${iconButton("Edit", icons.pencil, title, () => edit(kind, store, report))}
      ${iconButton("Delete", icons.trash, title, () => drop(kind, store, report))}</div>
    <details ?open=${!isOver(report)}><summary>${report.updates.length} ${report.updates.length === 1 ? "update" : "updates"}</summary>
      <ol class="timeline">${repeat(
        [...report.updates].reverse(),
        ({ id }) => id,
        (update) => html`<li data-testid="update">
        <p><strong>${reportStatusLabels[update.status] ?? update.status}</strong> <time datetime=${update.created_at}>${moment(update.created_at)}</time>
          ${report.updates.length > 1 ? iconButton("Delete update", icons.trash, `“${update.message.slice(0, 40)}”`, () => dropUpdate(kind, store, report, update)) : nothing}</p>
        <p class="update-text">${update.message}</p></li>`,
      )}</ol></details>
  </article>`;
}

/**
 * @param {ReportKind} kind @param {AdminStore} store @param {Report} [report]
 * @param {import("./recurrence.js").Recurrence} [series] its recurrence, when all that have not begun are edited
 */
async function edit(kind, store, report, series) {
  const affected = report?.affected_monitors ?? [];
  await editDialog(store, {
    name: "report",
    title: report ? `Edit ${series ? "all of " : ""}${report.title}` : kind.add,
    button: report ? "Save" : kind.add,
    names: ["status_page_id", "title", "status", "message", "affected_monitors", ...kind.names],
    fields: ({ labelled, grouped, redraw }) => html`
      ${report ? nothing : labelled("status_page_id", "Status page", html`<select name="status_page_id">${store.data.pages.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select>`)}
      ${labelled("title", "Title", html`<input name="title" maxlength="300" autofocus value=${report?.title ?? ""}>`)}
      ${kind.fields(labelled, report, { series, redraw })}
      ${report || !kind.asksStatus ? nothing : labelled("status", "Status", statusSelect(kind, kind.statuses[0]))}
      ${report ? nothing : labelled("message", "Message", html`<textarea name="message" rows="3" maxlength="10000"></textarea>`)}
      ${grouped("affected_monitors", html`<hg-picker name="affected_monitors" label="Affected monitors and groups" .options=${itemOptions(store.data)} .value=${affected}></hg-picker>`)}
      ${choice("suppress_notifications", "Suppress reminders", "No reminders are sent for affected monitors that are still down.", report?.suppress_notifications ?? false)}`,
    submit: async (form, element) => {
      const body = {
        title: textValue(form, "title"),
        ...kind.values(form, element),
        ...(series && { apply_to: "series" }),
        affected_monitors: chosenIds(element, "affected_monitors"),
        suppress_notifications: form.has("suppress_notifications"),
      };
      if (report) {
        await update(kind.kind, report.id, body);
        return;
      }
      const first = {
        status_page_id: textValue(form, "status_page_id"),
        message: textValue(form, "message"),
        ...(kind.asksStatus && { status: textValue(form, "status") }),
      };
      await create(kind.kind, { ...first, ...body });
    },
    done: report ? `${report.title} saved.` : `${kind.one === "incident" ? "Incident" : "Maintenance"} published.`,
  });
}

/** @param {ReportKind} kind @param {string} chosen */
const statusSelect = (kind, chosen) =>
  html`<select name="status">${kind.statuses.map((status) => html`<option value=${status} ?selected=${status === chosen}>${reportStatusLabels[status]}</option>`)}</select>`;

/** @param {ReportKind} kind @param {AdminStore} store @param {Report} report @param {string} [status] */
async function post(kind, store, report, status = report.status) {
  await editDialog(store, {
    name: "report-update",
    title: `Post update to ${report.title}`,
    button: "Post update",
    names: ["status", "message"],
    fields: ({ labelled }) => html`${labelled("status", "Status", statusSelect(kind, status))}
      ${labelled("message", "Message", html`<textarea name="message" rows="4" maxlength="10000" autofocus></textarea>`)}`,
    submit: async (form) => {
      await addUpdate(kind.kind, report.id, { status: textValue(form, "status"), message: textValue(form, "message") });
    },
  });
}

/** @param {ReportKind} kind @param {AdminStore} store @param {Report} report */
const drop = (kind, store, report) =>
  confirmDialog({
    name: "delete-report",
    title: `Delete ${report.title}?`,
    text: "It is removed from its status page, together with all its updates.",
    button: "Delete",
    act: async () => {
      await remove(kind.kind, report.id);
      await store.reload();
    },
  });

/** @param {AdminStore} store @param {Report} report */
const end = (store, report) =>
  confirmDialog({
    name: "end-series",
    title: `End the series ${report.title}?`,
    text: "Every occurrence that has not begun is deleted. One that is in progress stays, as do those that are over.",
    button: "End series",
    act: async () => {
      await endSeries(report.id);
      await store.reload();
    },
  });

/** @param {ReportKind} kind @param {AdminStore} store @param {Report} report @param {import("../status/page-state.js").Update} update */
const dropUpdate = (kind, store, report, update) =>
  confirmDialog({
    name: "delete-update",
    title: "Delete this update?",
    text: `“${update.message.slice(0, 200)}” If it is the latest update, the status reverts to the one before.`,
    button: "Delete update",
    act: async () => {
      await removeUpdate(kind.kind, report.id, update.id);
      await store.reload();
    },
  });
