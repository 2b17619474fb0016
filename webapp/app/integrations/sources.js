import { AlertFeed } from "../../sdk/alerts/feed.js";
import { Channels } from "../../sdk/channels/index.js";
import { webSocketUrl } from "../../sdk/web-socket-url.js";
import { api, signedIn } from "../context.js";
import { CHANNEL } from "./programs.js";

const POLL_MS = 2_000;

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

/** Alerts come over their socket or stream. What the server refused is in its list only. @type {Source} */
export function alerts({ ready, received, refused, failed }) {
  const feed = new AlertFeed({
    url: webSocketUrl(location.origin, "/ws/alerts"),
    streamUrl: `${location.origin}/api/v1/alerts/events`,
    sites: [],
    updates: true,
    token: async () => signedIn()?.token ?? null,
    wakeTargets: [document, window],
    onState: (state) => state === "live" && ready(),
    onFrame: ({ event, id, site, severity, message }) => {
      if (!event.startsWith("alert.")) return;
      const words = { "alert.created": "opened", "alert.resolved": "resolved" }[/** @type {string} */ (event)] ?? "updated";
      received({ title: `${severity} alert at ${site}, ${words}`, text: message, link: `/alerts/${encodeURIComponent(id)}` });
    },
  });
  feed.open();
  const silence = setInterval(() => feed.checkSilence(), 1_000);
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
    clearInterval(silence);
    stopPolling();
    feed.close();
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
        } else if (newest && newest.at !== before)
          received({
            title: newest.failed ? `Failure of ${name}` : `Pulse of ${name}`,
            text: newest.failed ? (newest.message ?? "without words") : `latency ${newest.latency} ms`,
            link: `/monitors/${encodeURIComponent(id)}`,
          });
        else ready();
      } catch (error) {
        failed(error);
      }
    });
  };

/** @type {Source} */
export function events({ ready, received, failed }) {
  const channels = new Channels({
    baseUrl: location.origin,
    credentials: {
      token: () => signedIn()?.token,
      renew: api.session.renew,
      expiresAt: () => signedIn()?.expires_at ?? Infinity,
    },
    wakeTargets: [document, window],
    handlers: {
      onState: () => {},
      onGreeting: () => {},
      onStats: () => {},
      onSubscribed: ready,
      onRefused: (_channel, message) => failed(new Error(message)),
      onEvent: ({ channel, data }) => received({ title: `Event on ${channel}`, text: data, link: "/channels" }),
    },
  });
  channels.open([CHANNEL]);
  return () => channels.close();
}
