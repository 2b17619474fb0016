import { html, nothing, repeat } from "../../lib/lit-html.js";
import { icons } from "../view.js";
import { searchMatcher, t } from "../words.js";
import { displayState, filterTree, monitorsIn } from "./items.js";
import "./item-row.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The time ranges that can be chosen, and the buckets they are made of. */
export const ranges = {
  hour: /** @type {import("./history.js").Range} */ ({
    label: "1 h",
    words: "the last hour",
    detail: "raw",
    bars: 60,
    each: MINUTE,
  }),
  day: /** @type {import("./history.js").Range} */ ({
    label: "24 h",
    words: "the last 24 hours",
    detail: "raw",
    bars: 72,
    each: 20 * MINUTE,
  }),
  week: /** @type {import("./history.js").Range} */ ({
    label: "7 d",
    words: "the last 7 days",
    detail: "hourly",
    bars: 84,
    each: 2 * HOUR,
  }),
  quarter: /** @type {import("./history.js").Range} */ ({
    label: "90 d",
    words: "the last 90 days",
    detail: "daily",
    bars: 90,
    each: DAY,
  }),
  year: /** @type {import("./history.js").Range} */ ({
    label: "365 d",
    words: "the last 365 days",
    detail: "daily",
    bars: 73,
    each: 5 * DAY,
  }),
};

/** From this number of monitors on there is a search field, and groups without problems begin closed. */
const MANY = 13;

/**
 * The tree of groups and monitors, with range, search and filter.
 *
 * @typedef {import("./items.js").Item} Item
 */
export class ServiceList {
  /** @type {string} */
  range;
  #search = "";
  #troubledOnly = false;
  /** @type {Map<string, boolean>} groups that were opened or closed by hand */
  #opened = new Map();
  /** @type {Map<string, number>} */
  #pulses = new Map();
  /** @type {Map<string, number>} */
  #versions = new Map();
  #version = 0;
  /** @type {import("./item-row.js").Strips | null | undefined} undefined until they are loaded; null: they could not be */
  #strips;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
    this.range = "";
  }

  /** Shows the histories from now on. @param {import("./item-row.js").Strips | null} strips null: they could not be loaded */
  show(strips) {
    this.#strips = strips;
    this.touch();
  }

  /** @param {string} id whose row is highlighted */
  pulse(id) {
    this.#pulses.set(id, (this.#pulses.get(id) ?? 0) + 1);
  }

  /** @param {string} [id] whose history has changed; without one: any may have */
  touch(id) {
    if (id) this.#versions.set(id, (this.#versions.get(id) ?? 0) + 1);
    else this.#version++;
    this.#changed();
  }

  /** @param {Item[]} items */
  template(items) {
    this.range ||= firstRange(items);
    const many = monitorsIn(items).length >= MANY;
    const found = this.#found(items);
    return html`<section class="services" aria-labelledby="services-title">
      <header class="services-head">
        <h2 id="services-title">${t("Services")}</h2>
        ${many ? this.#filters() : nothing}
        <div class="segments" role="group" aria-label=${t("Time range")}>${Object.entries(ranges).map(
          ([name, { label, words }]) => html`<button type="button"
          aria-pressed=${this.range === name} title=${t(words)} @click=${() => this.#set(() => (this.range = name))}>${label}</button>`,
        )}</div>
      </header>
      ${found.length === 0 ? html`<p class="quiet" role="status">${this.#search ? t("No matches. Try a different search.") : t("No problems.")}</p>` : this.#level(found, many)}
    </section>`;
  }

  #filters() {
    return html`<label class="search">${icons.search}<span class="visually-hidden">${t("Search services")}</span>
        <input type="search" placeholder=${t("Search")} .value=${this.#search} @input=${(/** @type {any} */ { target }) => this.#set(() => (this.#search = target.value))}></label>
      <label class="only"><input type="checkbox" .checked=${this.#troubledOnly}
        @change=${(/** @type {any} */ { target }) => this.#set(() => (this.#troubledOnly = target.checked))}>${t("Problems only")}</label>`;
  }

  /** @param {Item[]} items */
  #found(items) {
    const matches = searchMatcher(this.#search);
    const troubled = (/** @type {Item} */ item) => !item.children?.length && ["degraded", "down"].includes(displayState(item));
    const narrowed = matches.isEmpty ? items : filterTree(items, ({ name }) => matches(name));
    return this.#troubledOnly ? filterTree(narrowed, troubled) : narrowed;
  }

  /** @param {Item[]} items @param {boolean} many @param {string} [path] of the group, since an item can be in several @returns {unknown} */
  #level(items, many, path = "") {
    return html`<ul class="level">${repeat(
      items,
      ({ id }) => id,
      (item) => this.#node(item, many, `${path}/${item.id}`),
    )}</ul>`;
  }

  /** @param {Item} item @param {boolean} many @param {string} path @returns {unknown} */
  #node(item, many, path) {
    const children = item.children ?? [];
    const open = children.length > 0 ? this.#isOpen(item, many, path) : undefined;
    const facts = {
      item,
      rangeName: this.range,
      range: ranges[/** @type {"day"} */ (this.range)],
      strips: this.#strips,
      version: this.#version + (this.#versions.get(item.id) ?? 0),
      pulses: this.#pulses.get(item.id) ?? 0,
      open,
      toggle: () => this.#set(() => this.#opened.set(path, !open)),
    };
    return html`<li class="node" data-kind=${item.type}><hg-status-row .facts=${facts}></hg-status-row>
      ${open ? this.#level(children, many, path) : nothing}</li>`;
  }

  /** @param {Item} item @param {boolean} many @param {string} path */
  #isOpen(item, many, path) {
    return (
      this.#opened.get(path) ??
      (!many || Boolean(this.#search) || this.#troubledOnly || ["degraded", "down"].includes(displayState(item)))
    );
  }

  /** @param {() => void} change */
  #set(change) {
    change();
    this.#changed();
  }
}

/** @param {Item[]} items @returns {string} one that fits the age of the data: a new page would show 89 unknown days of 90 */
function firstRange(items) {
  const first = Math.min(...monitorsIn(items).map(({ firstPulse }) => (firstPulse ? Date.parse(firstPulse) : Infinity)));
  const hours = (Date.now() - first) / 3_600_000;
  if (hours > 14 * 24) return "quarter";
  return hours > 2 * 24 ? "week" : hours > 3 ? "day" : "hour";
}
