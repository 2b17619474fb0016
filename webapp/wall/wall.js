import { clock, minute } from "../app/time.js";
import { AlertFeed } from "../sdk/alerts/feed.js";
import { createClient } from "../sdk/index.js";
import { webSocketUrl } from "../sdk/web-socket-url.js";
import { AlertList, MOST } from "./alert-list.js";
import { AlertListView, duration, element } from "./alert-list-view.js";

const GAP_SHOWN_MS = 30 * 60_000;
const sites = new URLSearchParams(location.search).getAll("site").filter(Boolean);
const api = createClient({ baseUrl: location.origin, storage: localStorage });
const alerts = new AlertList();
const beganAt = Date.now();
/** @type {"no" | "yes" | "failed"} whether the open alerts were loaded */
let loaded = "no";
/** when the last loss of the connection began */
let lostFrom = beganAt;
/** @type {{ from: number, to: number } | null} the time in which alerts may have been missed */
let gap = null;
/** how often the list was requested */
let requests = 0;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const view = new AlertListView(part("alerts"));

const feed = new AlertFeed({
  url: webSocketUrl(location.origin, "/ws/alerts"),
  sites,
  token: async () => {
    const session = api.session?.read();
    if (!session) return null;
    return session.expires_at > Date.now() + 10_000 ? session.token : /** @type {any} */ (api.session).renew(session.token);
  },
  onFrame: (frame) => {
    if (frame.event?.startsWith("alert.") && typeof frame.id === "string") alerts.apply(frame, Date.now());
    draw();
  },
  onState: (state) => {
    if (feed.lostFrom) lostFrom = feed.lostFrom;
    if (state === "live") loadOpen(); // acknowledgements come with the list only
    draw();
  },
  onGap: () => {
    gap = { from: lostFrom, to: Date.now() };
    loadOpen();
    draw();
  },
});

/** Loads the open alerts, which needs a session. */
async function loadOpen() {
  if (!api.session?.read()) return;
  const request = ++requests;
  const requestedAt = Date.now();
  const query = new URLSearchParams([
    ["status", "open"],
    ["status", "acknowledged"],
    ["limit", String(MOST)],
    ...sites.map((site) => ["site", site]),
  ]);
  try {
    const open = await api.get(`/api/v1/alerts?${query}`);
    if (request !== requests) return; // a later request was made
    alerts.merge(open, open.length < MOST, { requestedAt, now: Date.now() });
    loaded = "yes";
    gap = null;
  } catch (error) {
    if (request !== requests) return;
    loaded = "failed";
    console.warn("The alerts from before could not be loaded.", error);
  }
  draw();
}

function draw() {
  const now = Date.now();
  document.body.dataset.state = feed.state;
  view.show(alerts.all, now);
  part("clock").textContent = minute(now);
  part("gap").hidden = !gap || feed.state !== "live" || now - gap.to > GAP_SHOWN_MS;
  part("gap").textContent = gap ? `Some alerts from ${clock(gap.from)} to ${clock(gap.to)} may be missing.` : "";
  counts();
  connection(now);
  const quiet = part("quiet");
  quiet.hidden = alerts.all.length > 0;
  quiet.textContent = loaded === "yes" ? "No open alerts" : `No alerts since ${minute(beganAt)}`;
}

function counts() {
  const list = part("counts");
  const now = JSON.stringify(alerts.counts());
  if (list.dataset.shown === now) return;
  list.dataset.shown = now;
  list.replaceChildren(
    ...Object.entries(alerts.counts()).map(([severity, count]) => {
      const made = element("div", "count");
      made.dataset.severity = severity;
      made.dataset.none = count === 0 ? "yes" : "no";
      made.append(element("dd", "number", String(count)), element("dt", "name", severity));
      return made;
    }),
  );
}

/** @param {number} now */
function connection(now) {
  const since = alerts.all.length > 0 ? " The alerts below may be outdated." : "";
  const [words, warning] = {
    connecting: ["Reconnecting", ""],
    live: [
      `${loaded === "failed" ? "Earlier alerts not loaded · " : ""}Live · last signal ${duration(now - feed.lastFrameAt)} ago`,
      "",
    ],
    stale: ["Reconnecting", `No signal for ${duration(now - feed.lastFrameAt)}.${since}`],
    lost: [
      "Offline",
      feed.lostFrom
        ? `Offline since ${clock(feed.lostFrom)}.${since}`
        : "The server cannot be reached. Retrying every 3 seconds.",
    ],
  }[feed.state];
  part("link").textContent = words;
  const banner = part("banner");
  banner.hidden = !warning;
  if (banner.textContent !== warning) banner.textContent = warning;
}

part("sites").textContent = sites.length > 0 ? sites.join(" · ") : "All sites";
setInterval(() => {
  feed.checkSilence();
  draw();
}, 1_000);
draw();
feed.open();
