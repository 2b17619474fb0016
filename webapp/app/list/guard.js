import { Directive, directive, noChange } from "../../lib/lit-html.js";

class Guard extends Directive {
  /** @type {unknown[]} */
  #values = [];

  /** @param {unknown[]} _values @param {() => unknown} template */
  render(_values, template) {
    return template();
  }

  /** @param {unknown} _part @param {[unknown[], () => unknown]} values */
  update(_part, [values, template]) {
    const same = values.length === this.#values.length && values.every((value, index) => value === this.#values[index]);
    if (same) return noChange;
    this.#values = values;
    return template();
  }
}

/** What is rendered again only when one of the values, of which there is at least one, is another one: `guard(values, template)`. */
export const guard = directive(Guard);
