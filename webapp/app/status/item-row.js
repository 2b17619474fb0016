import { html, nothing } from "../../lib/lit-html.js";
import { icons, SizedView } from "../view.js";
import { inTime, onTick, t } from "../words.js";
import { displayState, latency, percent, sinceWords, stateIcon, stateLabels, strategyLabels } from "./items.js";

/** @type {typeof import("./monitor-details.js").details | undefined} loaded when the first monitor is opened */
let details;

/** @type {Record<string, import("./items.js").UptimeName>} */
const uptimeOfRange = { hour: "uptime1h", day: "uptime24h", week: "uptime7d", quarter: "uptime90d", year: "uptime365d" };

/** @typedef {{ histories: import("./history.js").HistoryStore, rowStrip: typeof import("./uptime-strip.js").rowStrip }} Strips what draws histories */

/**
 * One monitor or group in a row, and the details of a monitor once it is opened. The history is fetched once the row is visible.
 *
 * @typedef {Object} RowFacts
 * @property {import("./items.js").Item} item
 * @property {string} rangeName
 * @property {import("./history.js").Range} range
 * @property {Strips | null | undefined} strips
 * @property {number} version of its history
 * @property {number} pulses how many came since the page was opened
 * @property {boolean | undefined} open whether the children are shown; undefined without children
 * @property {() => void} toggle
 */
class Row extends SizedView {
  /** @type {RowFacts | undefined} */
  #facts;
  #inView = false;
  #detailed = false;
  #column = "latency";
  /** Whether the module of the details could not be loaded. */
  #failed = false;

  connected() {
    super.connected();
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry.isIntersecting === this.#inView) return;
        this.#inView = entry.isIntersecting;
        if (this.#inView) this.update();
      },
      { rootMargin: "200px" },
    );
    observer.observe(this);
    this.onDisconnect(() => observer.disconnect());
    this.onDisconnect(onTick(() => this.#detailed && this.update()));
  }

  /** @param {RowFacts} facts */
  set facts(facts) {
    const old = this.#facts;
    this.#facts = facts;
    const same =
      old &&
      /** @type {(keyof RowFacts)[]} */ (["item", "range", "version", "pulses", "open"]).every(
        (name) => old[name] === facts[name],
      );
    if (this.isConnected && !same) this.update();
  }

  template() {
    const facts = this.#facts;
    if (!facts) return nothing;
    const { item, range, rangeName, strips, pulses, open } = facts;
    const state = displayState(item);
    const history = this.#inView || this.#detailed ? strips?.histories.get(item, range.detail) : undefined;
    const uptime = uptimeOfRange[rangeName];
    const since = sinceWords(item, uptime, Date.now());
    const isOpen = open ?? this.#detailed;
    const toggle = () => (open === undefined ? this.#toggle() : facts.toggle());
    return html`<div class="row" data-testid="status-row" data-item-id=${item.id} data-type=${item.type} data-status=${state}
        data-pulse=${pulses === 0 ? nothing : pulses % 2 ? "odd" : "even"}>
        <button class="row-name" type="button" aria-expanded=${isOpen} @click=${toggle}>
          ${icons.chevron}${stateIcon(state)}
          <span class="row-title"><span>${item.name}</span>${this.#subtitle(item, history?.strategy)}</span>
        </button>
        <span class="row-state" data-testid="row-status">${t(stateLabels[state])}</span>
        <span class="row-strip">${this.#strip(item, range, history)}</span>
        <span class="row-uptime" data-testid="row-uptime" title=${t("Uptime over {range}", { range: t(range.words) })}>${percent(item[uptime])}${since ? html`<small>${since}</small>` : nothing}</span>
        <span class="row-latency" data-testid="row-latency" title=${item.type === "group" ? t("Average latency") : t("Latency")}>${latency(state === "down" ? null : item.latency)}</span>
      </div>
      ${open === undefined && this.#detailed ? this.#details(item, range, history) : nothing}`;
  }

  async #toggle() {
    this.#detailed = !this.#detailed;
    this.#failed = false;
    this.update();
    if (details || !this.#detailed) return;
    try {
      ({ details } = await inTime(import("./monitor-details.js")));
    } catch {
      this.#failed = true;
    }
    this.update();
  }

  /** @param {import("./items.js").Item} item @param {import("./history.js").Range} range @param {import("./history.js").History | undefined} history */
  #details(item, range, history) {
    if (this.#failed) return html`<p class="row-problem" role="alert">${t("Could not load the history.")}</p>`;
    return details?.(item, range, history, this.#column, (column) => this.#choose(column)) ?? nothing;
  }

  /** @param {string} column */
  #choose(column) {
    this.#column = column;
    this.update();
  }

  /** @param {import("./items.js").Item} item @param {string | undefined} strategy */
  #subtitle({ type, children, message }, strategy) {
    if (message) return html`<small data-testid="message">${message}</small>`;
    if (type !== "group" || !children?.length) return nothing;
    const how = strategy ? `, ${t(strategyLabels[strategy] ?? strategy)}` : "";
    return html`<small data-testid="strategy">${t("{count} items", { count: children.length })}${how}</small>`;
  }

  /** @param {import("./items.js").Item} item @param {import("./history.js").Range} range @param {import("./history.js").History | undefined} history */
  #strip(item, range, history) {
    const { strips } = /** @type {RowFacts} */ (this.#facts);
    if (strips === null) return html`<span class="row-problem">${t("Could not load the history.")}</span>`;
    const width = this.querySelector(".row-strip")?.clientWidth ?? 0;
    return strips?.rowStrip(item, displayState(item), range, history, width) ?? html`<span class="strip-waiting"></span>`;
  }
}

customElements.define("hg-status-row", Row);
