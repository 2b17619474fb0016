import { html, repeat } from "../../lib/lit-html.js";
import { ScrollSpeed } from "./scroll-speed.js";
import { MOST } from "./windowed-rows.js";

/** Rows above and below the screen that are on the page too, so that scrolling by keys and wheel finds them there. */
const OVERSCAN = 12;
/** The bar above the page covers so much of it, in CSS pixels. */
const BAR = 64;
const FIRST_ROWS = 40;
const PLACE_MS = 200;

/**
 * Which rows of a list are on the page, of a `tbody` with the attribute `data-window`. The others are gaps of about their height. When rows
 * change, those that are being read keep their place on the screen.
 */
export class RowWindow {
  #view;
  #rows;
  #start;
  #end;
  /** The mean height of the rows on the page. */
  #height = 46;
  /** @type {{ id: string, top: number }[]} the rows on the screen before a rendering, in their order */
  #anchors = [];
  /** @type {number | undefined} the row that will be the first on the screen, once it is there */
  #place;
  /** @type {{ index: number, control: string } | undefined} what gets the focus, once it is there */
  #focus;
  /** @type {number | undefined} */
  #timer;
  #speed = new ScrollSpeed();
  #onPlace;

  /**
   * @param {import("../view.js").View} view @param {import("./windowed-rows.js").WindowedRows<any>} rows @param {number} place the first
   *     row on the screen @param {(place: number) => void} onPlace called after scrolling
   */
  constructor(view, rows, place, onPlace) {
    this.#view = view;
    this.#rows = rows;
    this.#onPlace = onPlace;
    this.#place = place > 0 ? place : undefined;
    this.#start = Math.max(0, place - OVERSCAN);
    this.#end = place + FIRST_ROWS;
    rows.want(this.#start, this.#end);
  }

  connect() {
    this.#view.listen(document, "scroll", () => this.#scrolled());
    this.#view.listen(window, "resize", () => this.#scrolled());
    this.#view.listen(this.#view, "click", () => this.#keepPlace()); // before a link is followed
    this.#view.onDisconnect(() => clearTimeout(this.#timer));
  }

  /** To the first row, after a change of the filter. */
  restart() {
    this.#place = undefined;
    this.#anchors = [];
    this.#speed.stop();
    this.#start = 0;
    this.#end = FIRST_ROWS;
    if (this.#top < 0) this.#body?.closest("section")?.scrollIntoView();
  }

  /** @param {(row: any, index: number) => unknown} template of a row @param {(index: number, style: string) => unknown} waiting the template of one that is not fetched, with its height @param {number} columns */
  content(template, waiting, columns) {
    const total = this.#rows.total ?? 0;
    /** @type {{ key: string, index?: number, gap?: number }[]} */
    const parts = [];
    let next = 0;
    for (const index of this.#shown) {
      if (index > next) parts.push({ key: `gap ${next === 0 ? "first" : next}`, gap: index - next });
      parts.push({ key: this.#rows.at(index)?.id ?? `waiting ${index}`, index });
      next = index + 1;
    }
    if (total > next) parts.push({ key: "gap last", gap: total - next });
    return repeat(
      parts,
      ({ key }) => key,
      ({ index = 0, gap }) => {
        const row = this.#rows.at(index);
        if (gap) return html`<tr class="gap" aria-hidden="true"><td colspan=${columns} .style=${this.#tall(gap)}></td></tr>`;
        return row ? template(row, index) : waiting(index, this.#tall(1));
      },
    );
  }

  /** The height of rows as CSS. @param {number} rows */
  #tall(rows) {
    return `height: ${Math.round(rows * this.#height)}px`;
  }

  /** The rows on the page, without the one that has the focus: the first, and the one after the last. @returns {[number, number]} */
  get range() {
    const end = Math.min(this.#end, this.#rows.total ?? 0);
    return [Math.max(0, Math.min(this.#start, end - FIRST_ROWS)), end];
  }

  /** The rows on the page: those near the screen, and the one that has the focus. @returns {number[]} */
  get #shown() {
    const [start, end] = this.range;
    const shown = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
    const id = /** @type {HTMLElement | null} */ (this.#body?.querySelector("tr:focus-within"))?.dataset.id;
    const focused = id === undefined ? -1 : this.#rows.indexOf(id);
    return focused < 0 || (focused >= start && focused < end) ? shown : [...shown, focused].sort((a, b) => a - b);
  }

  /** To be called before each rendering of the view. */
  before() {
    const rows = this.#top < BAR ? this.#elements() : [];
    this.#anchors = [];
    let moved;
    for (const element of rows) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom <= BAR || top >= innerHeight) continue;
      const id = element.dataset.id ?? "";
      const index = this.#rows.indexOf(id);
      if (index < 0) continue;
      moved ??= index - Number(element.dataset.index);
      this.#anchors.push({ id, top });
    }
    if (!moved) return;
    this.#start = Math.max(0, this.#start + moved);
    this.#end = Math.max(FIRST_ROWS, this.#end + moved);
  }

  /** To be called after each rendering of the view. */
  after() {
    this.#stayWithin();
    const rows = this.#elements();
    if (rows.length === 0) {
      if (this.#place === undefined) this.#want(); // after a jump to where no row is held
      return;
    }
    const byId = new Map(rows.map((row) => [row.dataset.id, row]));
    for (const { id, top } of this.#anchors) {
      const difference = (byId.get(id)?.getBoundingClientRect().top ?? top) - top;
      if (!byId.has(id)) continue;
      if (Math.abs(difference) >= 1) scrollBy(0, difference);
      break;
    }
    if (this.#measure(rows)) return; // the gaps get their height first
    this.#moveFocus();
    if (this.#place !== undefined)
      requestAnimationFrame(() => this.#toPlace()); // after the heading of a new page has got the focus
    else this.#want();
  }

  /** The list may have fewer rows than when its place was noted. */
  #stayWithin() {
    const { total } = this.#rows;
    if (this.#place === undefined || total === undefined || this.#place < total) return;
    this.#place = undefined;
    [this.#start, this.#end] = [Math.max(0, total - FIRST_ROWS), total];
  }

  #want() {
    this.#rows.want(this.#start, this.#end, this.#speed.ahead);
  }

  /** Moves the focus among the rows. @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest("tr[data-index]"));
    const control = ["a.name-link", "input[type=checkbox]"].find((one) => target.matches(one));
    if (!row || !control) return;
    const last = (this.#rows.total ?? 1) - 1;
    const index = Number(row.dataset.index);
    /** @type {Record<string, number>} */
    const places = { ArrowDown: Math.min(last, index + 1), ArrowUp: Math.max(0, index - 1), Home: 0, End: last };
    if (!Object.hasOwn(places, event.key)) return;
    event.preventDefault();
    this.#focus = { index: places[event.key], control };
    this.#moveFocus();
  }

  #moveFocus() {
    if (!this.#focus) return;
    const { index, control } = this.#focus;
    const row = this.#body?.querySelector(`tr[data-index="${index}"]`);
    /** @type {HTMLElement | null | undefined} */
    const target = row?.querySelector(control);
    if (target) {
      this.#focus = undefined;
      target.focus();
    } else if (!row) scrollBy(0, this.#top + index * this.#height - innerHeight / 2);
  }

  get #body() {
    return this.#view.querySelector("tbody[data-window]");
  }

  get #top() {
    return this.#body?.getBoundingClientRect().top ?? Infinity;
  }

  /** @returns {HTMLElement[]} the rows on the page */
  #elements() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#view.querySelectorAll("tbody[data-window] > tr[data-id]"))];
  }

  /** The number of the first row on the screen, also while it is being fetched. */
  get #first() {
    const row = this.#elements().find((one) => one.getBoundingClientRect().bottom > BAR);
    if (row && row.getBoundingClientRect().top < innerHeight) return Number(row.dataset.index);
    const at = Math.floor((BAR - this.#top) / this.#height); // the gaps may still have an earlier height
    return Math.max(0, Math.min(at, (this.#rows.total ?? 1) - 1));
  }

  /** @param {HTMLElement[]} rows @returns {boolean} whether the height of the rows is another one, and the view is rendered again */
  #measure(rows) {
    const mean = rows.reduce((sum, row) => sum + row.offsetHeight, 0) / rows.length;
    if (Math.abs(mean - this.#height) < this.#height / 20) return false;
    this.#height = mean;
    this.#view.update();
    return true;
  }

  #toPlace() {
    const row = this.#place === undefined ? null : this.#body?.querySelector(`tr[data-index="${this.#place}"]`);
    if (!row && (this.#rows.total ?? 0) > (this.#place ?? 0)) return; // it is being fetched
    this.#place = undefined;
    if (row) scrollBy(0, row.getBoundingClientRect().top - BAR);
  }

  #scrolled() {
    if (this.#place !== undefined || !this.#body) return;
    const total = this.#rows.total ?? 0;
    const first = this.#first;
    this.#speed.moved((BAR - this.#top) / this.#height, performance.now());
    const visible = Math.ceil(innerHeight / this.#height);
    const start = Math.max(0, Math.min(first, total - visible) - OVERSCAN);
    const end = Math.min(total, first + visible + OVERSCAN, start + MOST - 1);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#keepPlace(), PLACE_MS);
    const enough = Math.abs(start - this.#start) < OVERSCAN / 2 && Math.abs(end - this.#end) < OVERSCAN / 2;
    if (!enough) {
      this.#start = start;
      this.#end = end;
      this.#view.update();
    }
    this.#want();
  }

  #keepPlace() {
    this.#speed.stop();
    if (this.#place !== undefined) return;
    this.#onPlace(this.#top < BAR ? this.#first : 0);
  }
}
