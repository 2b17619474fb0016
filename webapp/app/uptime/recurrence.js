/**
 * The recurrence of a maintenance, as the server reads it.
 *
 * @typedef {{ rule: string, start: string, zone: string, duration_minutes: number }} Recurrence
 *
 * @typedef {Object} Pattern what the form has: a rule in parts
 * @property {"once" | "daily" | "weekly" | "monthly-day" | "monthly-weekday" | "custom"} repeats
 * @property {string[]} days of a week, such as `SU`
 * @property {number} interval every how many days, weeks or months
 * @property {"never" | "after" | "on"} ends
 * @property {number} count
 * @property {string} until a date such as `2026-12-31`
 * @property {string} custom the rule that none of the others is
 */

export const DAYS = /** @type {const} */ (["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEK_DAYS = 7;
const LAST = -1;
const MOST_WEEKS = 4;

/** @param {string} local such as `2026-03-29T02:00` @returns {number} its day of the week, Monday is 0 */
const weekday = (local) => (new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay() + WEEK_DAYS - 1) % WEEK_DAYS;

/** @param {string} local @returns {number} of the month */
const dayOfMonth = (local) => Number(local.slice(8, 10));

/** @param {string} local @returns {number} which of its weekdays of the month it is: 1 to 4, or -1 for a fifth, which is the last */
const weekOfMonth = (local) => {
  const week = Math.ceil(dayOfMonth(local) / WEEK_DAYS);
  return week > MOST_WEEKS ? LAST : week;
};

/** @param {string} start @returns {Pattern} of a form that is opened */
export const onceFrom = (start) => ({
  repeats: "once",
  days: [DAYS[weekday(start)]],
  interval: 1,
  ends: "never",
  count: 10,
  until: "",
  custom: "FREQ=WEEKLY;BYDAY=SU",
});

/** The rule of a pattern. @param {Pattern} pattern @param {string} start local @returns {string} */
export function ruleOf(pattern, start) {
  if (pattern.repeats === "custom") return pattern.custom.trim();
  const every = pattern.interval > 1 ? `;INTERVAL=${pattern.interval}` : "";
  const days = DAYS.filter((day) => pattern.days.includes(day));
  const bases = {
    daily: `FREQ=DAILY${every}`,
    weekly: `FREQ=WEEKLY${every}${days.length > 0 ? `;BYDAY=${days}` : ""}`,
    "monthly-day": `FREQ=MONTHLY${every};BYMONTHDAY=${dayOfMonth(start)}`,
    "monthly-weekday": `FREQ=MONTHLY${every};BYDAY=${weekOfMonth(start)}${DAYS[weekday(start)]}`,
    once: "",
  };
  return bases[pattern.repeats] + endOf(pattern);
}

/** @param {Pattern} pattern */
function endOf({ ends, count, until }) {
  if (ends === "after") return `;COUNT=${count}`;
  return ends === "on" ? `;UNTIL=${until.replaceAll("-", "")}` : "";
}

/** What a pattern lacks, in words; empty: nothing. @param {Pattern} pattern */
export const missingOf = ({ repeats, ends, until }) =>
  !["once", "custom"].includes(repeats) && ends === "on" && !until ? "Choose the last day." : "";

/** The pattern of a rule: `custom` when the form has no better one. @param {Recurrence} recurrence @returns {Pattern} */
export function patternOf({ rule, start }) {
  const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=")));
  const until = /^\d{8}$/.test(parts.UNTIL ?? "") ? parts.UNTIL.replace(/(....)(..)(..)/, "$1-$2-$3") : "";
  /** @type {Pattern} */
  const pattern = {
    ...onceFrom(start),
    custom: rule,
    interval: Number(parts.INTERVAL ?? 1),
    ends: parts.COUNT ? "after" : parts.UNTIL ? "on" : "never",
    count: Number(parts.COUNT ?? 10),
    until,
    ...(parts.FREQ === "WEEKLY" && parts.BYDAY && { days: parts.BYDAY.split(",") }),
  };
  /** @type {Pattern["repeats"][]} */
  const kinds = ["daily", "weekly", "monthly-day", "monthly-weekday"];
  const repeats = kinds.find((kind) => ruleOf({ ...pattern, repeats: kind }, start) === rule) ?? "custom";
  return { ...pattern, repeats };
}

/** @param {string} local @returns {{ day: string, weekday: string }} such as `day 29` and `the last Sunday`, for the choices of the form */
export function monthlyWords(local) {
  const week = weekOfMonth(local);
  const which = week === LAST ? "last" : ["first", "second", "third", "fourth"][week - 1];
  return { day: `day ${dayOfMonth(local)}`, weekday: `the ${which} ${NAMES[weekday(local)]}` };
}

/** In words, for a list. @param {Recurrence} recurrence @returns {string} such as `weekly on Sunday` */
export function recurrenceWords(recurrence) {
  const pattern = patternOf(recurrence);
  const { day, weekday: named } = monthlyWords(recurrence.start);
  const every = (/** @type {string} */ one, /** @type {string} */ unit) =>
    pattern.interval > 1 ? `every ${pattern.interval} ${unit}` : one;
  const days = pattern.days.map((code) => NAMES[DAYS.indexOf(/** @type {"MO"} */ (code))]).join(", ");
  const words = {
    once: "",
    daily: every("daily", "days"),
    weekly: `${every("weekly", "weeks")} on ${days}`,
    "monthly-day": `${every("monthly", "months")} on ${day}`,
    "monthly-weekday": `${every("monthly", "months")} on ${named}`,
    custom: recurrence.rule,
  };
  return words[pattern.repeats];
}
