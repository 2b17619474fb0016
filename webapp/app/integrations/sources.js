import { alerts as alertFeed } from "../../sdk/alerts/index.js";
import { events as eventFeed } from "../../sdk/events/index.js";
import { api } from "../context.js";
import { CHANNEL } from "./programs.js";

const POLL_MS = 2_000;
/** A message that came so long before the use of a token was seen may be of that use. */
const USE_SEEN_MS = 3 * POLL_MS;

/** @typedef {import("./first-message.js").Source} Source */

/** Runs something at once and then periodically, never twice at the same time. @param {() => Promise<void>} run @returns {() => void} */
function poll(run) {
  let open = true;
  const loop = async () => {
    while (open) {
      if (!document.hidden) await run();
      await new Promise((resume) => setTimeout(resume, POLL_MS));
    }
  };
  loop();
  return () => {
    open = false;
  };
}

/**
 * What a subscription says of itself, to a listener.
 *
 * @param {import("./first-message.js").Listener} listener @returns {import("../../sdk/connection.js").StatusListener}
 */
const report =
  ({ ready, failed }) =>
  (status, error) => {
    if (status === "SUBSCRIBED" || status === "RESUMED") ready();
    if (status === "CHANNEL_ERROR") failed(error);
    if (status === "TIMED_OUT") failed(new Error("The server has not answered yet."));
  };

const words = /** @type {Record<string, string>} */ ({ "alert.created": "opened", "alert.resolved": "resolved" });

/** Alerts come over their socket or stream. What the server refused is in its list only. @type {Source} */
export function alerts(listener) {
  const { received, refused, failed } = listener;
  const channel = api
    .use(alertFeed)
    .alerts({ updates: true })
    .on("*", ({ kind, data }) => {
      if (!kind.startsWith("alert.")) return;
      const { id, site, severity, message } = data;
      received({
        title: `${severity} alert at ${site}, ${words[kind] ?? "updated"}`,
        text: message,
        link: `/alerts/${encodeURIComponent(id)}`,
      });
    });
  channel.subscribe(report(listener));
  /** @type {Map<string, number> | undefined} how often each was refused before */
  let before;
  const stopPolling = poll(async () => {
    try {
      /** @type {{ source: string, message: string, reports: number }[]} */
      const refusals = await api.get("/api/v1/alerts/refusals");
      const now = new Map(refusals.map(({ source, message, reports }) => [`${source}: ${message}`, reports]));
      const fresh = [...now].find(([what, reports]) => before && reports > (before.get(what) ?? 0));
      before = now;
      if (fresh) refused(fresh[0]);
    } catch (error) {
      failed(error);
    }
  });
  return () => {
    stopPolling();
    api.removeChannel(channel);
  };
}

/**
 * Pulses are asked for: sockets carry those of monitors on a page only, and without the words of a failure.
 *
 * @param {{ id: string, name: string }} monitor @returns {Source}
 */
export const pulses =
  ({ id, name }) =>
  ({ ready, received, failed }) => {
    /** @type {string | null | undefined} the newest report before the wait */
    let before;
    return poll(async () => {
      try {
        const [newest] = (await api.get(`/v1/admin/monitors/${encodeURIComponent(id)}/details`)).pulses;
        if (before === undefined) {
          before = newest?.at ?? null;
          ready();
        } else if (newest && newest.at !== before) {
          before = newest.at;
          received({
            title: newest.failed ? `Failure of ${name}` : `Pulse of ${name}`,
            text: newest.failed ? (newest.message ?? "without words") : `latency ${newest.latency} ms`,
            link: `/monitors/${encodeURIComponent(id)}`,
          });
        } else ready();
      } catch (error) {
        failed(error);
      }
    });
  };

/** @type {Source} */
export function events(listener) {
  const channel = api
    .use(eventFeed)
    .events([CHANNEL])
    .on(/** @type {string} */ (CHANNEL), ({ kind, text }) =>
      listener.received({ title: `Event on ${kind}`, text, link: "/channels" }),
    );
  channel.subscribe(report(listener));
  return () => void api.removeChannel(channel);
}

/**
 * Takes a message only once an API token was used, since others may send such messages at the same time. One that came shortly before the use
 * was seen is taken when no newer one follows: the use of the token may be read before the message that it sent.
 *
 * @param {Source} source @param {string} token its id @returns {Source}
 */
export const sentWith = (source, token) => (listener) => {
  let used = false;
  /** @type {{ message: import("./first-message.js").Received, at: number } | undefined} */
  let latest;
  /** @type {number | undefined} */
  let timer;
  const stopSource = source({
    ...listener,
    received: (message) => {
      latest = { message, at: Date.now() };
      clearTimeout(timer);
      if (used) listener.received(message);
    },
  });
  const stopPolling = poll(async () => {
    if (used) return;
    try {
      /** @type {{ id: string, last_used_at: string | null }[]} */
      const tokens = await api.get("/api/tokens");
      used = tokens.some(({ id, last_used_at }) => id === token && last_used_at !== null);
    } catch (error) {
      listener.failed(error);
    }
    const before = latest;
    if (used && before && Date.now() - before.at <= USE_SEEN_MS)
      timer = window.setTimeout(() => listener.received(before.message), 2 * POLL_MS);
  });
  return () => {
    clearTimeout(timer);
    stopPolling();
    stopSource();
  };
};
