const TICK_MS = 5_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const timeOnly = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const hourAndMinute = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {number | undefined} */
let timer;

/** @param {() => void} listener called every few seconds @returns {() => void} stops the calls */
export function onTick(listener) {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    for (const run of [...listeners]) run();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

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

/** @param {string | number | null | undefined} when */
export const moment = (when) => (when ? dateAndTime.format(new Date(when)) : "");

/** A range of time, in the user's language. @param {string | number | null | undefined} from @param {string | number | null | undefined} to */
export const span = (from, to) => (from && to ? dateAndTime.formatRange(new Date(from), new Date(to)) : moment(from ?? to));

/** @param {string | number | null | undefined} when */
export const day = (when) => (when ? dateOnly.format(new Date(when)) : "");

/** @param {number} when */
export const clock = (when) => timeOnly.format(new Date(when));

/** @param {number} when */
export const minute = (when) => hourAndMinute.format(new Date(when));
