import { html, nothing } from "../../lib/lit-html.js";
import { chosenIds, numberValue, textValue } from "../parts/form.js";
import { skeleton } from "../view.js";
import { itemOptions, read, save } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";
import { MonitorChoices } from "./monitor-choices.js";
import { PagePlacement, placementNames } from "./page-placement.js";
import { showPushDialog } from "./push-dialog.js";

/** @typedef {import("./admin-api.js").Monitor} Monitor */

const METRICS = /** @type {const} */ (["custom1", "custom2", "custom3"]);
const NAMES = ["id", "name", "token", "interval", "maxRetries", "resendNotification", "dependencies", "children"];
const METRIC_FIELDS = METRICS.flatMap((metric) => ["id", "name", "unit"].map((part) => `${metric}.${part}`));

/** What the list of monitors says and does (`monitor-list.js`). */
export const monitors = {
  kind: "monitors",
  one: "monitor",
  many: "monitors",
  none: "A monitor is a script, service or job that regularly calls its push URL. If the calls stop, the monitor is down. Add one to get its URL.",
  gone: "Its history is deleted, and it is removed from all status pages and groups. Pulses with its token will be rejected.",
  edit,
};

/** @param {{ interval: number, maxRetries: number }} monitor @returns {number} in seconds; the server checks every 5 s, and each check after the interval is a miss */
export const downAfter = ({ interval, maxRetries }) => interval + 5 * (maxRetries + 1);

/** @param {number} value */
export function seconds(value) {
  if (value < 120) return `${value} s`;
  return value % 60 === 0 || value >= 3600 ? `${Math.round(value / 60)} min` : `${Math.floor(value / 60)} min ${value % 60} s`;
}

/**
 * The form opens at once; what it offers is loaded meanwhile.
 *
 * @param {Pick<import("./admin-api.js").AdminStore, "reload">} store @param {Monitor} [monitor] without: adds one
 * @param {boolean} [onPage] whether a page is suggested for a new one
 */
async function edit(store, monitor, onPage) {
  const placement = new PagePlacement(onPage);
  let redraw = () => {};
  const choices = new MonitorChoices(() => redraw());
  const loading = choices.load();
  let id = monitor?.id ?? "";
  const dependencies = monitor?.dependencies ?? [];
  const saved = await editDialog(store, {
    name: "monitor",
    title: monitor ? `Edit ${monitor.name}` : "Add monitor",
    button: monitor ? "Save" : "Create monitor",
    names: [...NAMES, ...METRIC_FIELDS, ...placementNames],
    fields: ({ labelled, grouped, ...form }) => {
      redraw = form.redraw;
      return html`
      ${labelled("name", "Name", html`<input name="name" maxlength="200" autofocus value=${monitor?.name ?? ""} placeholder="Production API">`)}
      ${monitor ? nothing : labelled("id", "ID", html`<input name="id" maxlength="100" placeholder="api-prod">`, "Letters, digits, dots, hyphens and underscores. Cannot be changed later. Leave empty to generate one.")}
      ${choices.error === undefined && monitor ? nothing : choices.state}
      ${monitor || !choices.data ? nothing : placement.fields(choices.data, { labelled, grouped, redraw })}
      <div class="pair">
        ${labelled("interval", "Pulse interval (seconds)", html`<input name="interval" inputmode="numeric" value=${monitor?.interval ?? 60}>`)}
        ${labelled("maxRetries", "Failures allowed before down", html`<input name="maxRetries" inputmode="numeric" value=${monitor?.maxRetries ?? 1}>`, "The server checks every 5 s.")}
      </div>
      ${labelled("resendNotification", "Remind every N checks", html`<input name="resendNotification" inputmode="numeric" value=${monitor?.resendNotification ?? 0}>`, "Repeats the notification while the monitor is down. 0 turns reminders off.")}
      ${labelled("token", "Token", html`<input name="token" maxlength="200" autocomplete="off" spellcheck="false" value=${monitor?.token ?? ""}>`, `The secret in the push URL. Leave empty to ${monitor ? "keep the current token" : "generate one"}.`)}
      <details class="more" ?open=${METRICS.some((metric) => monitor?.[metric])}><summary>Custom metrics</summary>
        ${METRICS.map(
          (metric, index) => html`<div class="triple">
          ${labelled(`${metric}.name`, `Metric ${index + 1}`, html`<input name="${metric}.name" maxlength="200" value=${monitor?.[metric]?.name ?? ""} placeholder="Players">`)}
          ${labelled(`${metric}.id`, "Parameter in the push URL", html`<input name="${metric}.id" maxlength="50" value=${monitor?.[metric]?.id ?? ""} placeholder="players">`)}
          ${labelled(`${metric}.unit`, "Unit", html`<input name="${metric}.unit" maxlength="50" value=${monitor?.[metric]?.unit ?? ""}>`)}</div>`,
        )}</details>
      <details class="more" ?open=${dependencies.length > 0}><summary>Dependencies</summary>
        ${
          choices.data
            ? grouped(
                "dependencies",
                html`<hg-picker name="dependencies" label="Depends on" .options=${itemOptions(choices.data, (one) => one.id !== monitor?.id)} .value=${dependencies}></hg-picker>`,
                "While one of these is down, no reminders are sent for this monitor.",
              )
            : choices.loading
              ? skeleton(2)
              : nothing
        }</details>`;
    },
    submit: async (entered, element) => {
      if (!monitor) await loading;
      const form = monitor ? entered : new FormData(element); // with the page that is suggested
      // of a new one whose page was refused, the next attempt changes what there is
      const { id: chosen, ...body } = bodyOf(form, element, monitor);
      const answer = await save("monitors", id || undefined, id ? body : { id: chosen, ...body });
      if (monitor) return;
      id ||= answer.id;
      await placement.save(id, form);
    },
    done: monitor && `${monitor.name} saved.`,
  });
  if (monitor) return;
  if (saved) await showPushDialog(await read("monitors", id));
  else if (id) await store.reload();
}

/** @param {FormData} form @param {HTMLFormElement} element @param {Monitor} [monitor] */
function bodyOf(form, element, monitor) {
  /** @type {Record<string, unknown>} */
  const body = {
    name: textValue(form, "name"),
    interval: numberValue(form, "interval") ?? null,
    maxRetries: numberValue(form, "maxRetries"),
    resendNotification: numberValue(form, "resendNotification"),
    // while the choice could not be loaded, it stays as it is
    ...(element.querySelector("hg-picker") && { dependencies: chosenIds(element, "dependencies") }),
  };
  for (const field of ["id", "token"]) if (textValue(form, field)) body[field] = textValue(form, field);
  for (const metric of METRICS) {
    const sent = Object.fromEntries(
      ["id", "name", "unit"].map((part) => [part, textValue(form, `${metric}.${part}`)]).filter(([, value]) => value),
    );
    if (Object.keys(sent).length > 0) body[metric] = sent;
    else if (monitor?.[metric]) body[metric] = null;
  }
  return body;
}
