import { html, nothing } from "../../lib/lit-html.js";
import { errorMessage } from "../words.js";

/** The state of one form: whether a submission is running, and why the last one failed. */
export class FormState {
  busy = false;
  /** What is wrong with the submission as a whole; empty: nothing. */
  failure = "";
  /** @type {Map<string, string[]>} what is wrong with each field, by its name */
  fieldErrors = new Map();
  #changed;
  #names;

  /** @param {() => void} changed @param {string[]} [names] of the fields that show errors of their own */
  constructor(changed, names = []) {
    this.#changed = changed;
    this.#names = names;
  }

  /**
   * Runs one submission; further ones are ignored until it has ended.
   *
   * @param {() => Promise<unknown>} action
   * @param {(error: unknown) => string} [message] for an error that names no field
   * @returns {Promise<boolean>} whether it succeeded
   */
  async submit(action, message = errorMessage) {
    if (this.busy) return false;
    this.#set({ busy: true, failure: "", fieldErrors: new Map() });
    try {
      await action();
      this.#set({ busy: false });
      return true;
    } catch (error) {
      this.#set({ busy: false, ...assignErrors(error, this.#names, message) });
      return false;
    }
  }

  /** @param {Partial<FormState>} values */
  #set(values) {
    Object.assign(this, values);
    this.#changed();
  }

  /** The failure as an alert below the fields. */
  get alert() {
    return this.failure ? html`<p class="form-error" role="alert">${this.failure}</p>` : nothing;
  }

  /**
   * A field with its label and its errors.
   *
   * @param {string} name @param {string} label @param {unknown} input @param {unknown} [hint]
   */
  labelled = (name, label, input, hint = nothing) =>
    html`<label class="field" data-field=${name} data-wrong=${this.#mark(name)}><span>${label}</span>${input}${this.#remarks(name, hint)}</label>`;

  /**
   * The same for an input that has a label of its own.
   *
   * @param {string} name @param {unknown} content @param {unknown} [hint]
   */
  grouped = (name, content, hint = nothing) =>
    html`<div class="field" data-field=${name} data-wrong=${this.#mark(name)}>${content}${this.#remarks(name, hint)}</div>`;

  /** @param {string} name */
  #mark(name) {
    return this.fieldErrors.has(name) ? "yes" : "no";
  }

  /** @param {string} name @param {unknown} hint */
  #remarks(name, hint) {
    const errors = this.fieldErrors.get(name) ?? [];
    return html`${errors.map((error) => html`<small class="field-error" role="alert">${error}</small>`)}${hint === nothing ? nothing : html`<small>${hint}</small>`}`;
  }
}

/**
 * Assigns each detail of an error to the field whose name it begins with.
 *
 * @param {unknown} error @param {string[]} names of fields; `custom1.id` also takes what is said of `custom1`; none: all of the error
 *     is one failure
 * @param {(error: unknown) => string} message
 * @returns {{ failure: string, fieldErrors: Map<string, string[]> }}
 */
export function assignErrors(error, names, message = errorMessage) {
  /** @type {any} */
  const { details: given = [] } = error ?? {};
  /** @type {string[]} */
  const details = names.length === 0 ? [] : given;
  /** @type {Map<string, string[]>} */
  const fieldErrors = new Map();
  const rest = details.filter((detail) => {
    const field = detail.split(" ")[0];
    const name = names.find((one) => one === field) ?? names.find((one) => one.startsWith(`${field}.`));
    if (name) fieldErrors.set(name, [...(fieldErrors.get(name) ?? []), detail]);
    return !name;
  });
  return { failure: details.length === 0 ? message(error) : rest.join("; "), fieldErrors };
}

/** @param {string} label @param {unknown} input @param {unknown} [hint] */
export const field = (label, input, hint = nothing) =>
  html`<label class="field"><span>${label}</span>${input}${hint === nothing ? nothing : html`<small>${hint}</small>`}</label>`;

/** @param {string} name @param {string} label @param {string} hint @param {boolean} [checked] */
export const choice = (name, label, hint, checked = false) =>
  html`<label class="choice"><input type="checkbox" name=${name} ?checked=${checked}><span>${label}<small>${hint}</small></span></label>`;

/** @param {FormData} form @param {string} name @returns {string} without the spaces around it */
export const textValue = (form, name) => String(form.get(name) ?? "").trim();

/**
 * @param {FormData} form @param {string} name
 * @returns {number | string | undefined} undefined where nothing was entered; what is not a number as it was entered, so that the
 *     server refuses it
 */
export function numberValue(form, name) {
  const entered = textValue(form, name);
  if (entered === "") return undefined;
  return Number.isFinite(Number(entered)) ? Number(entered) : entered;
}

/** @param {HTMLFormElement} form @param {string} name of an `hg-picker` @returns {string[]} the ids that were chosen */
export const chosenIds = (form, name) => /** @type {any} */ (form.querySelector(`hg-picker[name="${name}"]`)).value;
