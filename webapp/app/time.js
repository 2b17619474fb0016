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
