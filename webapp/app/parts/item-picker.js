import { html, nothing, repeat } from "../../lib/lit-html.js";
import { View } from "../view.js";
import { icons } from "./icons.js";

const SHOWN = 60;

/**
 * Chooses some of many things, in an order. Properties: `options`, `value` (ids), `describe` (more about one), `ordered`.
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

  /** @param {string[]} ids the choice to begin with; drawing a form again sets the same ones again, which changes nothing */
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
          ? html`<p class="quiet picker-none">None chosen.</p>`
          : html`<ol class="chosen" aria-label="Chosen">
        ${repeat(
          this.#value,
          (id) => id,
          (id, index) => this.#line(known.get(id) ?? { id, name: id }, index),
        )}</ol>`
      }
      ${
        this.options.length === 0
          ? nothing
          : html`<label class="search">${icons.search}<span class="visually-hidden">Search for more</span>
        <input type="search" placeholder="Add: search by name or id" .value=${this.#search} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#enter(event)}
          @input=${(/** @type {any} */ { target }) => this.#find(target.value)}></label>
      <ul class="offers" aria-label="To choose from">${repeat(
        open.slice(0, SHOWN),
        ({ id }) => id,
        (option) => html`<li><button type="button"
        @click=${() => this.#choose([...this.#value, option.id])}>${icons.plus}<span>${option.name}</span><small>${option.note ?? ""}</small></button></li>`,
      )}
        ${open.length > SHOWN ? html`<li class="quiet">${open.length - SHOWN} more: search to find them.</li>` : nothing}
        ${open.length === 0 ? html`<li class="quiet">${this.#search.trim() ? "Nothing is called so." : "All are chosen."}</li>` : nothing}</ul>`
      }
    </div>`;
  }

  /** @param {string} search */
  #find(search) {
    this.#search = search;
    this.update();
  }

  /** @param {KeyboardEvent} event Enter takes the first that is found, and does not send the form */
  #enter(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = this.#found();
    if (!first || !this.#search.trim()) return;
    this.#search = "";
    this.#choose([...this.#value, first.id]);
  }

  /** @returns {Option[]} what can still be chosen, and is called as is searched for */
  #found() {
    const words = this.#search.toLowerCase().split(/\s+/).filter(Boolean);
    return this.options.filter(
      ({ id, name }) => !this.#value.includes(id) && words.every((word) => `${name} ${id}`.toLowerCase().includes(word)),
    );
  }

  /** @param {Option} option @param {number} index */
  #line(option, index) {
    const { id, name } = option;
    const button = (/** @type {string} */ words, /** @type {unknown} */ icon, /** @type {() => void} */ run, disabled = false) =>
      html`<button class="icon-button" type="button" aria-label="${words} ${name}" title=${words} ?disabled=${disabled} @click=${run}>${icon}</button>`;
    return html`<li data-item-id=${id}><span class="chosen-name">${name}${this.describe?.(option) ?? nothing}</span>
      ${
        this.ordered
          ? html`<span class="chosen-up">${button("Move up", icons.chevron, () => this.#move(id, -1), index === 0)}</span>
        ${button("Move down", icons.chevron, () => this.#move(id, 1), index === this.#value.length - 1)}`
          : nothing
      }
      ${button("Take out", icons.close, () => this.#choose(this.#value.filter((other) => other !== id)))}</li>`;
  }
}

customElements.define("hg-picker", Picker);
