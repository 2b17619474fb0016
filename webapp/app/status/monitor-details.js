import { html, nothing } from "../../lib/lit-html.js";
import { errorMessage, exactTime, moment, t } from "../words.js";
import "./history-chart.js";
import { barsOf, extendToNow } from "./history.js";
import { displayState, latency, measure, past, percent, sinceWords, uptimeLabels } from "./items.js";

/** @type {("custom1" | "custom2" | "custom3")[]} */
const METRICS = ["custom1", "custom2", "custom3"];

/**
 * The details of a monitor: its history with a line, its uptimes, its metrics.
 *
 * @param {import("./items.js").Item} item @param {import("./history.js").Range} range
 * @param {import("./history.js").History | undefined} history
 * @param {string} column the metric of the line @param {(column: string) => void} choose
 */
export function details(item, range, history, column, choose) {
  const metrics = METRICS.filter((name) => item[name]);
  const unit = column === "latency" ? "ms" : (item[/** @type {"custom1"} */ (column)]?.config.unit ?? "");
  return html`<div class="details" data-testid="details">
    ${
      metrics.length === 0
        ? nothing
        : html`<div class="segments" role="group" aria-label=${t("Metric")}>
      ${["latency", ...metrics].map((name) => html`<button type="button" aria-pressed=${column === name} @click=${() => choose(name)}>${labelOf(item, name)}</button>`)}
    </div>`
    }
    ${history?.error ? html`<p class="row-problem" role="alert">${t("Could not load the history.")} ${errorMessage(history.error)}</p>` : nothing}
    ${history?.data ? html`<hg-status-chart .facts=${{ bars: barsOf(extendToNow(history.data, range.detail, displayState(item), Date.now()), range, Date.now(), column), name: item.name, label: labelOf(item, column), unit, words: t(range.words) }}></hg-status-chart>` : nothing}
    <dl class="uptimes">${uptimeLabels.map(
      ([name, label]) => html`<div data-unknown=${item[name] === null ? "yes" : "no"}>
      <dt>${t(label)}</dt><dd data-testid=${name}>${percent(/** @type {number | null} */ (item[name]))}</dd>${sinceOf(item, name)}</div>`,
    )}</dl>
    <dl class="facts">
      <div><dt>${t("Last pulse")}</dt><dd>${item.lastCheck ? html`<time datetime=${item.lastCheck} title=${exactTime(item.lastCheck)}>${past(item.lastCheck)}</time>` : t("none yet")}</dd></div>
      <div><dt>${t("Monitored since")}</dt><dd>${item.firstPulse ? moment(item.firstPulse) : t("no pulse yet")}</dd></div>
      <div><dt>${t("Latency")}</dt><dd>${latency(item.latency)}</dd></div>
      ${metrics.map((name) => html`<div><dt>${labelOf(item, name)}</dt><dd data-testid=${name}>${measure(item[name]?.value, item[name]?.config.unit)}</dd></div>`)}
    </dl>
  </div>`;
}

/** @param {import("./items.js").Item} item @param {keyof import("./items.js").Item} name of an uptime */
function sinceOf(item, name) {
  const words = sinceWords(item, /** @type {import("./items.js").UptimeName} */ (name), Date.now());
  return words ? html`<dd class="since" data-testid="since">${words}</dd>` : nothing;
}

/** @param {import("./items.js").Item} item @param {string} column */
const labelOf = (item, column) =>
  column === "latency" ? t("Latency") : (item[/** @type {"custom1"} */ (column)]?.config.name ?? column);
