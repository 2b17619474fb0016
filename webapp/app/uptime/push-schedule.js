/** In seconds. A push is sent about twice in an interval, so that one that is late or lost is no miss; cron runs once a minute at most. */
const SHORTEST_FOR_CRON = 120;

/** @param {string} address @param {number} interval in seconds @returns {{ by: "crontab" | "loop", line: string }} the line that sends the pushes */
export function pushSchedule(address, interval) {
  const call = `curl -fsS -m 10 "${address}" > /dev/null`;
  if (interval < SHORTEST_FOR_CRON)
    return { by: "loop", line: `while :; do ${call}; sleep ${Math.max(1, Math.floor(interval / 2))}; done` };
  const minutes = Math.min(30, Math.floor(interval / SHORTEST_FOR_CRON));
  return { by: "crontab", line: `${minutes === 1 ? "*" : `*/${minutes}`} * * * * ${call}` };
}
