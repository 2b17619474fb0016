import { html, nothing } from "../../lib/lit-html.js";
import { chosenIds, numberValue, textValue } from "../parts/form.js";
import { iconButton } from "../parts/icon-button.js";
import { icons } from "../parts/icons.js";
import { byName } from "../sort.js";
import { itemOptions, read, save } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";
import { showPushDialog } from "./push-dialog.js";

/** @typedef {import("./admin-api.js").Monitor} Monitor */

const METRICS = /** @type {const} */ (["custom1", "custom2", "custom3"]);
const NAMES = ["id", "name", "token", "interval", "maxRetries", "resendNotification", "dependencies", "children"];
const METRIC_FIELDS = METRICS.flatMap((metric) => ["id", "name", "unit"].map((part) => `${metric}.${part}`));

/** @type {import("./resource-list.js").ResourceType} */
export const monitors = {
  kind: "monitors",
  one: "monitor",
  many: "monitors",
  none: "A monitor is something that says regularly that it is well: a script, a service, a job. It calls an address, and if it stops, it is down.",
  gone: "Its history goes with it, and it disappears from every page and group. What still pulses with its token is refused.",
  rows: (data) => byName(data.monitors),
  name: ({ name }) => name,
  columns: [
    ["Pulse", ({ interval }) => `every ${seconds(interval)}`],
    ["Down after", (monitor) => seconds(downAfter(monitor))],
    ["Reminder", ({ resendNotification }) => (resendNotification ? `each ${resendNotification} misses` : "never")],
    [
      "Metrics",
      (monitor) =>
        METRICS.map((metric) => monitor[metric]?.name)
          .filter(Boolean)
          .join(", ") || "–",
    ],
  ],
  actions: (row) => iconButton("Push address of", icons.copy, row.name, () => showPushDialog(row)),
  edit,
};

/** @param {Monitor} monitor @returns {number} in seconds; the server checks every 5 s, and each check after the interval is a miss */
const downAfter = ({ interval, maxRetries }) => interval + 5 * (maxRetries + 1);

/** @param {number} value */
function seconds(value) {
  if (value < 120) return `${value} s`;
  return value % 60 === 0 || value >= 3600 ? `${Math.round(value / 60)} min` : `${Math.floor(value / 60)} min ${value % 60} s`;
}

/** @param {import("./admin-api.js").AdminStore} store @param {Monitor} [monitor] */
async function edit(store, monitor) {
  let id = monitor?.id ?? "";
  const dependencies = monitor?.dependencies ?? [];
  const saved = await editDialog(store, {
    title: monitor ? `Edit ${monitor.name}` : "Add a monitor",
    button: monitor ? "Save" : "Add the monitor",
    names: [...NAMES, ...METRIC_FIELDS],
    fields: ({ labelled, grouped }) => html`
      ${labelled("name", "Name", html`<input name="name" maxlength="200" autofocus value=${monitor?.name ?? ""} placeholder="Production API">`)}
      ${monitor ? nothing : labelled("id", "Id", html`<input name="id" maxlength="100" placeholder="api-prod">`, "Letters, digits, dots, hyphens, underscores. It cannot be changed later. Left empty, one is made.")}
      <div class="pair">
        ${labelled("interval", "Pulse every, in seconds", html`<input name="interval" inputmode="numeric" value=${monitor?.interval ?? 60}>`)}
        ${labelled("maxRetries", "Misses to forgive", html`<input name="maxRetries" inputmode="numeric" value=${monitor?.maxRetries ?? 1}>`, "The server looks every 5 s.")}
      </div>
      ${labelled("resendNotification", "Say again that it is down, each so many misses", html`<input name="resendNotification" inputmode="numeric" value=${monitor?.resendNotification ?? 0}>`, "0: never.")}
      ${labelled("token", "Token", html`<input name="token" maxlength="200" autocomplete="off" spellcheck="false" value=${monitor?.token ?? ""}>`, `The secret in its push address. Left empty, ${monitor ? "it stays as it is" : "one is made"}.`)}
      <details class="more" ?open=${METRICS.some((metric) => monitor?.[metric])}><summary>Metrics of its own</summary>
        ${METRICS.map(
          (metric, index) => html`<div class="triple">
          ${labelled(`${metric}.name`, `Metric ${index + 1}`, html`<input name="${metric}.name" maxlength="200" value=${monitor?.[metric]?.name ?? ""} placeholder="Players">`)}
          ${labelled(`${metric}.id`, "Called in a pulse", html`<input name="${metric}.id" maxlength="50" value=${monitor?.[metric]?.id ?? ""} placeholder="players">`)}
          ${labelled(`${metric}.unit`, "Unit", html`<input name="${metric}.unit" maxlength="50" value=${monitor?.[metric]?.unit ?? ""}>`)}</div>`,
        )}</details>
      <details class="more" ?open=${dependencies.length > 0}><summary>Dependencies</summary>
        ${grouped(
          "dependencies",
          html`<hg-picker name="dependencies" label="It cannot be up without" .options=${itemOptions(store.data, (one) => one.id !== monitor?.id)} .value=${dependencies}></hg-picker>`,
          "While one of these is down, nobody is reminded that this one is down too.",
        )}</details>`,
    submit: async (form, element) => {
      const body = bodyOf(form, element, monitor);
      const answer = await save("monitors", monitor?.id, body);
      if (!monitor) id = answer.id;
    },
    done: monitor && `${monitor.name} was changed.`,
  });
  if (saved && !monitor) await showPushDialog(await read("monitors", id));
}

/** @param {FormData} form @param {HTMLFormElement} element @param {Monitor} [monitor] */
function bodyOf(form, element, monitor) {
  /** @type {Record<string, unknown>} */
  const body = {
    name: textValue(form, "name"),
    interval: numberValue(form, "interval") ?? null,
    maxRetries: numberValue(form, "maxRetries"),
    resendNotification: numberValue(form, "resendNotification"),
    dependencies: chosenIds(element, "dependencies"),
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
