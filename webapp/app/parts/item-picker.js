import { html, nothing, repeat } from "../../lib/lit-html.js";
import { icons, View } from "../view.js";
import { searchMatcher } from "../words.js";
import { iconButton } from "./icon-button.js";

const SHOWN = 60;

/**
 * Selects some of many items. Properties: `options`, `value` (ids), `describe` (details of an item), `ordered` (the order matters).
 *
 * @typedef {{ id: string, name: string, note?: string }} Option
 */
class Picker extends View {
  /** @type {Option[]} */
  options = [];
  ordered = false;
  /** @type {((option: Option) => unknown) | undefined} */
  describe;
  /** @type {string[]} */
  #value = [];
  /** @type {string[] | undefined} */
  #given;
  #search = "";

  get value() {
    return this.#value;
  }

  /** @param {string[]} ids the initial selection; setting the same array again, as rendering a form again does, changes nothing */
  set value(ids) {
    if (ids === this.#given) return;
    this.#given = ids;
    this.#value = ids;
    if (this.isConnected) this.update();
  }

  /** @param {string[]} ids */
  #choose(ids) {
    this.#value = ids;
    this.update();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {string} id @param {number} step */
  #move(id, step) {
    const next = this.#value.filter((other) => other !== id);
    next.splice(this.#value.indexOf(id) + step, 0, id);
    this.#choose(next);
  }

  template() {
    const label = this.getAttribute("label") ?? "Items";
    const known = new Map(this.options.map((option) => [option.id, option]));
    const open = this.#found();
    return html`<div class="picker" role="group" aria-label=${label}>
      <p class="picker-label">${label}</p>
      ${
        this.#value.length === 0
          ? html`<p class="quiet picker-none">None selected.</p>`
          : html`<ol class="chosen" aria-label="Selected">
        ${repeat(
          this.#value,
          (id) => id,
          (id, index) => this.#line(known.get(id) ?? { id, name: id }, index),
        )}</ol>`
      }
      ${
        this.options.length === 0
          ? nothing
          : html`<label class="search">${icons.search}<span class="visually-hidden">Search</span>
        <input type="search" placeholder="Add by name or ID" .value=${this.#search} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#enter(event)}
          @input=${(/** @type {any} */ { target }) => this.#find(target.value)}></label>
      <ul class="offers" aria-label="Available">${repeat(
        open.slice(0, SHOWN),
        ({ id }) => id,
        (option) => html`<li><button type="button"
        @click=${() => this.#choose([...this.#value, option.id])}>${icons.plus}<span>${option.name}</span><small>${option.note ?? ""}</small></button></li>`,
      )}
        ${open.length > SHOWN ? html`<li class="quiet">${open.length - SHOWN} more. Use the search to find them.</li>` : nothing}
        ${open.length === 0 ? html`<li class="quiet">${this.#search.trim() ? "No matches." : "All selected."}</li>` : nothing}</ul>`
      }
    </div>`;
  }

  /** @param {string} search */
  #find(search) {
    this.#search = search;
    this.update();
  }

  /** @param {KeyboardEvent} event Enter selects the first match, and does not submit the form */
  #enter(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = this.#found();
    if (!first || !this.#search.trim()) return;
    this.#search = "";
    this.#choose([...this.#value, first.id]);
  }

  /** @returns {Option[]} the matches that are not selected yet */
  #found() {
    const matches = searchMatcher(this.#search);
    return this.options.filter(({ id, name }) => !this.#value.includes(id) && matches(`${name} ${id}`));
  }

  /** @param {Option} option @param {number} index */
  #line(option, index) {
    const { id, name } = option;
    return html`<li data-item-id=${id}><span class="chosen-name">${name}${this.describe?.(option) ?? nothing}</span>
      ${
        this.ordered
          ? html`<span class="chosen-up">${iconButton("Move up", icons.chevron, name, () => this.#move(id, -1), index === 0)}</span>
        ${iconButton("Move down", icons.chevron, name, () => this.#move(id, 1), index === this.#value.length - 1)}`
          : nothing
      }
      ${iconButton("Remove", icons.close, name, () => this.#choose(this.#value.filter((other) => other !== id)))}</li>`;
  }
}

customElements.define("hg-picker", Picker);
