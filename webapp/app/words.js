/**
 * The fixed words of a public page in the language of its reader. The source of every text is English, and is its key. A translation is
 * a file of `lang` with the same keys: a text, or texts by plural category (Unicode, `Intl.PluralRules`) where `{count}` decides.
 *
 * @typedef {Record<string, string | Record<string, string>>} Translation
 */

/** The languages that have a file, besides English. */
export const languages = ["de", "es", "fr", "pt", "sw"];

/** @type {Translation} the texts of which English has more than one form */
const english = {
  "{up} of {count} monitors up": { one: "{up} of {count} monitor up", other: "{up} of {count} monitors up" },
  "{count} open incidents": { one: "{count} open incident", other: "{count} open incidents" },
  "{count} earlier updates": { one: "{count} earlier update", other: "{count} earlier updates" },
  "{count} items": { one: "{count} item", other: "{count} items" },
};

/** @type {Translation} */
let texts = english;
let plurals = new Intl.PluralRules("en");

/** The first of a reader's languages that the page has; English without one. @param {readonly string[]} wanted such as `de-AT` */
export const languageOf = (wanted) =>
  wanted.map((tag) => tag.toLowerCase().split("-")[0]).find((code) => code === "en" || languages.includes(code)) ?? "en";

/** Uses a translation from now on. @param {string} code @param {Translation} translation */
export function useTranslation(code, translation) {
  texts = code === "en" ? english : translation;
  plurals = new Intl.PluralRules(code);
}

/** How long a module is waited for that is loaded when it is needed. */
const LOAD_MS = 15_000;

/**
 * A module that is loaded when it is needed: a network that answers nothing fails it as well.
 *
 * @template T @param {Promise<T>} load @param {number} [ms] @returns {Promise<T>}
 */
export function inTime(load, ms = LOAD_MS) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("A part of the page could not be loaded in time.")), ms);
  });
  return Promise.race([load, /** @type {Promise<never>} */ (limit)]).finally(() => clearTimeout(timer));
}

/**
 * Loads the language of the reader. Without its file the page stays English.
 *
 * @param {readonly string[]} wanted @param {(code: string) => Promise<{ default: Translation }>} [load]
 * @returns {Promise<string>} the code of the language
 */
export async function loadLanguage(wanted, load = (code) => import(`./lang/${code}.js`)) {
  const code = languageOf(wanted);
  if (code === "en") return code;
  try {
    useTranslation(code, (await inTime(load(code))).default);
    return code;
  } catch {
    return "en";
  }
}

/** @param {string} key the English text @param {Record<string, unknown>} [values] of its placeholders @returns {string} */
export function t(key, values = {}) {
  const found = texts[key] ?? english[key] ?? key;
  const form = typeof found === "string" ? found : (found[plurals.select(Number(values.count))] ?? found.other);
  return form.replaceAll(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** What comes before and after a placeholder, where markup takes its place. @param {string} key @returns {[before: string, after: string]} */
export function around(key) {
  const [before, after = ""] = t(key).split(/\{\w+\}/);
  return [before, after];
}

const TICK_MS = 5_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DATE = /** @type {const} */ ({ day: "numeric", month: "short", year: "numeric" });
const TIME = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dateAndTime = new Intl.DateTimeFormat(undefined, { ...DATE, ...TIME });
const dateTimeAndZone = new Intl.DateTimeFormat(undefined, { ...DATE, ...TIME, second: "2-digit", timeZoneName: "short" });
const dateOnly = new Intl.DateTimeFormat(undefined, DATE);
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const monthAndYear = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const timeWithSeconds = new Intl.DateTimeFormat(undefined, { ...TIME, second: "2-digit" });
const hourAndMinute = new Intl.DateTimeFormat(undefined, TIME);

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {number | undefined} */
let timer;
let count = 0;

/** @param {() => void} listener called every few seconds @returns {() => void} stops the calls */
export function onTick(listener) {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    count++;
    for (const run of [...listeners]) run();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** Another number after each tick: what is the same in between need not be rendered, although it tells a time. */
export const ticks = () => count;

/** @param {string | number | null | undefined} when @returns {string} such as `3 min ago` */
export function ago(when) {
  if (!when) return "never";
  const age = Date.now() - new Date(when).getTime();
  if (age < 10_000) return "just now";
  if (age < MINUTE) return `${Math.floor(age / 1000)} s ago`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)} h ago`;
  if (age < 60 * DAY) return `${Math.floor(age / DAY)} days ago`;
  return dateOnly.format(new Date(when));
}

/** A date with its time of day. All times of day have 24 hours. @param {string | number | null | undefined} when */
export const moment = (when) => (when ? dateAndTime.format(new Date(when)) : "");

/** A range of time, in the user's language. @param {string | number | null | undefined} from @param {string | number | null | undefined} to */
export const span = (from, to) => (from && to ? dateAndTime.formatRange(new Date(from), new Date(to)) : moment(from ?? to));

/** @param {string | number | null | undefined} when */
export const day = (when) => (when ? dateOnly.format(new Date(when)) : "");

/** For tooltips, with seconds and the name of the time zone. @param {string | number | null | undefined} when */
export const exactTime = (when) => (when ? dateTimeAndZone.format(new Date(when)) : "");

/** Without the year. @param {number} when */
export const shortDay = (when) => dayAndMonth.format(new Date(when));

/** @param {string} month such as `2026-03` @returns {string} such as `March 2026` */
export const monthName = (month) => monthAndYear.format(Date.parse(`${month}-01`));

/** The browser's time zone, such as `Europe/Berlin`. All times are shown in it. */
export const timeZone = () => dateAndTime.resolvedOptions().timeZone;

/** The time of day with seconds. @param {number} when */
export const clock = (when) => timeWithSeconds.format(new Date(when));

/** The time of day without seconds. @param {number} when */
export const minute = (when) => hourAndMinute.format(new Date(when));

/**
 * @param {string} query words, all of which must be found
 * @returns {((text: string) => boolean) & { isEmpty: boolean }} whether a text contains them, in any order and case
 */
export function searchMatcher(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (/** @type {string} */ text) => words.every((word) => text.toLowerCase().includes(word));
  return Object.assign(matches, { isEmpty: words.length === 0 });
}

const LONGEST = 200;
const MOST_WORDS = 8;

/** @param {string} query @returns {boolean} whether the lists of the server can be searched by it */
export const isSearch = (query) =>
  query.length <= LONGEST && new Set(query.toLowerCase().split(/\s+/).filter(Boolean)).size <= MOST_WORDS;

/** @param {unknown} error @returns {string} for people */
export const errorMessage = (error) => (error instanceof Error ? error.message : String(error));
