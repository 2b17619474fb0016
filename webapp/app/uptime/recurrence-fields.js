import { html, nothing } from "../../lib/lit-html.js";
import { field } from "../parts/form.js";
import { View } from "../view.js";
import { errorMessage, span, timeZone } from "../words.js";
import { occurrences } from "./admin-api.js";
import { DAYS, missingOf, monthlyWords, onceFrom, patternOf, ruleOf } from "./recurrence.js";

/** @typedef {import("./recurrence.js").Recurrence} Recurrence @typedef {import("./recurrence.js").Pattern} Pattern */

const WAIT_MS = 300;
const DAY_WORDS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const UNITS = { daily: "days", weekly: "weeks", "monthly-day": "months", "monthly-weekday": "months" };

/**
 * How often a maintenance is repeated, with the next times. Properties: `start` (local, of a new one), `given` (the recurrence of an existing
 * series, which stays one), `value` (undefined for one that is not repeated). Fires `change`.
 */
class RecurrenceFields extends View {
  start = "";
  /** @type {Recurrence | undefined} */
  given;
  /** @type {Pattern} */
  #pattern = onceFrom("2026-01-01T00:00");
  #start = "";
  #zone = timeZone();
  #minutes = 60;
  /** @type {{ start: string, end: string }[]} */
  #next = [];
  #problem = "";
  /** @type {number | undefined} */
  #timer;
  /** Of the newest request: an older answer is not shown. */
  #asked = 0;

  /** @returns {Recurrence | undefined} */
  get value() {
    if (this.#pattern.repeats === "once") return undefined;
    return { rule: ruleOf(this.#pattern, this.#start), start: this.#start, zone: this.#zone, duration_minutes: this.#minutes };
  }

  /** What is still to be chosen, in words; empty: nothing. */
  get missing() {
    return missingOf(this.#pattern);
  }

  connected() {
    this.#start = this.given?.start ?? this.start;
    this.#pattern = this.given ? patternOf(this.given) : onceFrom(this.#start);
    this.#zone = this.given?.zone ?? timeZone();
    this.#minutes = this.given?.duration_minutes ?? 60;
    this.onDisconnect(() => clearTimeout(this.#timer));
    if (this.given) this.#ask();
  }

  /** @param {Partial<Pattern>} parts */
  #set(parts) {
    this.#pattern = { ...this.#pattern, ...parts };
    this.#changed();
  }

  #changed() {
    this.update();
    this.dispatchEvent(new Event("change", { bubbles: true }));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#ask(), WAIT_MS);
  }

  async #ask() {
    const asked = ++this.#asked;
    const { value, missing } = this;
    if (!value) return;
    if (missing) {
      this.#next = [];
      this.#problem = missing;
      this.update();
      return;
    }
    try {
      const { occurrences: next } = await occurrences(value);
      if (asked !== this.#asked) return;
      this.#next = next;
      this.#problem = next.length === 0 ? "Its last time is over." : "";
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#next = [];
      /** @type {{ details?: string[] }} */
      const { details = [] } = /** @type {any} */ (error) ?? {};
      this.#problem = details.length > 0 ? details.join("; ") : errorMessage(error);
    }
    this.update();
  }

  template() {
    const { repeats } = this.#pattern;
    const words = monthlyWords(this.#start || "2026-01-01T00:00");
    const choices = [
      ...(this.given ? [] : [["once", "Does not repeat"]]),
      ["daily", "Daily"],
      ["weekly", "Weekly on…"],
      ["monthly-day", `Monthly on ${words.day}`],
      ["monthly-weekday", `Monthly on ${words.weekday}`],
      ["custom", "Custom rule…"],
    ];
    return html`${field(
      "Repeats",
      html`<select name="repeats" @change=${(/** @type {any} */ { target }) => this.#set({ repeats: target.value })}>${choices.map(
        ([value, label]) => html`<option value=${value} ?selected=${value === repeats}>${label}</option>`,
      )}</select>`,
    )}${repeats === "once" ? nothing : this.#repeated()}`;
  }

  #repeated() {
    const { repeats, custom, days, interval } = this.#pattern;
    return html`
      ${repeats === "weekly" ? html`<div class="field weekdays" role="group" aria-label="Days of the week">${DAYS.map((day, index) => html`<label><input type="checkbox" ?checked=${days.includes(day)} @change=${() => this.#toggle(day)}>${DAY_WORDS[index]}</label>`)}</div>` : nothing}
      ${repeats === "custom" ? field("Rule", html`<input name="rule" maxlength="500" value=${custom} @input=${(/** @type {any} */ { target }) => this.#set({ custom: target.value })}>`, "An RRULE of RFC 5545, such as FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1.") : nothing}
      ${repeats === "custom" ? nothing : this.#interval(repeats, interval)}
      <div class="pair">
        ${field("First time", html`<input type="datetime-local" name="first" value=${this.#start} @input=${(/** @type {any} */ { target }) => target.value && this.#begin(target.value)}>`)}
        ${field("Duration in minutes", html`<input type="number" name="duration" min="1" max="44640" value=${this.#minutes} @input=${(/** @type {any} */ { target }) => this.#change(() => (this.#minutes = Number(target.value)))}>`)}
      </div>
      ${field("Time zone", html`<input name="zone" list="time-zones" value=${this.#zone} autocomplete="off" @input=${(/** @type {any} */ { target }) => this.#change(() => (this.#zone = target.value.trim()))}>`, "It keeps its time of day there, also when the clocks change.")}
      <datalist id="time-zones">${Intl.supportedValuesOf("timeZone").map((zone) => html`<option value=${zone}></option>`)}</datalist>
      ${this.#preview()}`;
  }

  /** @param {"daily" | "weekly" | "monthly-day" | "monthly-weekday" | "once"} repeats @param {number} interval */
  #interval(repeats, interval) {
    const { ends, count, until } = this.#pattern;
    return html`<div class="pair">
      ${field(`Every … ${UNITS[/** @type {"daily"} */ (repeats)]}`, html`<input type="number" name="interval" min="1" max="1000" value=${interval} @input=${(/** @type {any} */ { target }) => this.#set({ interval: Number(target.value) })}>`)}
      ${field(
        "Ends",
        html`<select name="ends" @change=${(/** @type {any} */ { target }) => this.#set({ ends: target.value })}>${[
          ["never", "Never"],
          ["after", "After a number of times"],
          ["on", "On a day"],
        ].map(([value, label]) => html`<option value=${value} ?selected=${value === ends}>${label}</option>`)}</select>`,
      )}
      ${ends === "after" ? field("Times", html`<input type="number" name="count" min="1" max="10000" value=${count} @input=${(/** @type {any} */ { target }) => this.#set({ count: Number(target.value) })}>`) : nothing}
      ${ends === "on" ? field("Last day", html`<input type="date" name="until" value=${until} @input=${(/** @type {any} */ { target }) => this.#set({ until: target.value })}>`) : nothing}
    </div>`;
  }

  /** @param {() => void} run */
  #change(run) {
    run();
    this.#changed();
  }

  /** The day of a week follows the first time until another one was chosen. @param {string} start local */
  #begin(start) {
    const untouched = `${this.#pattern.days}` === `${onceFrom(this.#start).days}`;
    this.#start = start;
    this.#set(untouched ? { days: onceFrom(start).days } : {});
  }

  /** @param {string} day */
  #toggle(day) {
    const { days } = this.#pattern;
    this.#set({ days: days.includes(day) ? days.filter((other) => other !== day) : [...days, day] });
  }

  /** The next times in both zones, where these differ. */
  #preview() {
    const elsewhere = this.#zone !== timeZone();
    return html`<div class="field occurrences" role="status" data-testid="occurrences">
      ${this.#problem ? html`<small class="field-error">${this.#problem}</small>` : nothing}
      ${
        this.#next.length === 0
          ? nothing
          : html`<span>Next times</span><ol>${this.#next.map(
              ({ start, end }) => html`<li><time datetime=${start}>${zoned(start, end, this.#zone)}</time>
        ${elsewhere ? html`<small>${span(start, end)} here (${timeZone()})</small>` : nothing}</li>`,
            )}</ol>`
      }</div>`;
  }
}

/** @param {string} start @param {string} end @param {string} zone one that the server has accepted */
function zoned(start, end, zone) {
  const options = /** @type {const} */ ({
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  try {
    return new Intl.DateTimeFormat(undefined, options).formatRange(new Date(start), new Date(end));
  } catch {
    // a zone that the browser does not know
    return span(start, end);
  }
}

customElements.define("hg-recurrence", RecurrenceFields);
