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
    useTranslation(code, (await load(code)).default);
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
