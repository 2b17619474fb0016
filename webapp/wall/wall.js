import { AlertFeed } from "../sdk/alerts/feed.js";
import { createClient } from "../sdk/index.js";
import { Entries, MOST } from "./alert-list.js";
import { clock, element, exactly, Screen, span } from "./alert-list-view.js";

const GAP_SHOWN_MS = 30 * 60_000;
const sites = new URLSearchParams(location.search).getAll("site").filter(Boolean);
const api = createClient({ baseUrl: location.origin, storage: localStorage });
const entries = new Entries();
const beganAt = Date.now();
/** @type {"no" | "yes" | "failed"} whether the alerts from before are shown */
let listed = "no";
/** when the socket was lost last */
let lostFrom = beganAt;
/** @type {{ from: number, to: number } | null} when alerts may have been missed */
let gap = null;
/** how often the list was asked for */
let asked = 0;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const screen = new Screen(part("alerts"));

const feed = new AlertFeed({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/alerts`,
  sites,
  token: async () => {
    const session = api.session?.read();
    if (!session) return null;
    return session.expires_at > Date.now() + 10_000 ? session.token : /** @type {any} */ (api.session).renew(session.token);
  },
  onFrame: (frame) => {
    if (frame.event?.startsWith("alert.") && typeof frame.id === "string") entries.tell(frame, Date.now());
    draw();
  },
  onState: (state) => {
    if (feed.lostFrom) lostFrom = feed.lostFrom;
    if (state === "live") list(); // who looks after what, and since when, is told by nothing else
    draw();
  },
  onGap: () => {
    gap = { from: lostFrom, to: Date.now() };
    list();
    draw();
  },
});

/** What was open before, and what changed while the socket was away; the list is for those who are signed in. */
async function list() {
  if (!api.session?.read()) return;
  const own = ++asked;
  const askedAt = Date.now();
  const query = new URLSearchParams([
    ["status", "open"],
    ["status", "acknowledged"],
    ["limit", String(MOST)],
    ...sites.map((site) => ["site", site]),
  ]);
  try {
    const open = await api.get(`/api/v1/alerts?${query}`);
    if (own !== asked) return; // a later answer knows more
    entries.take(open, open.length < MOST, { askedAt, now: Date.now() });
    listed = "yes";
    gap = null;
  } catch (error) {
    if (own !== asked) return;
    listed = "failed";
    console.warn("The alerts from before could not be loaded.", error);
  }
  draw();
}

function draw() {
  const now = Date.now();
  document.body.dataset.state = feed.state;
  screen.show(entries.all, now);
  part("clock").textContent = clock(now);
  part("gap").hidden = !gap || feed.state !== "live" || now - gap.to > GAP_SHOWN_MS;
  part("gap").textContent = gap ? `Some alerts from ${exactly(gap.from)} to ${exactly(gap.to)} may be missing.` : "";
  counts();
  connection(now);
  const quiet = part("quiet");
  quiet.hidden = entries.all.length > 0;
  quiet.textContent = listed === "yes" ? "No open alerts" : `No alert since ${clock(beganAt)}`;
}

function counts() {
  const list = part("counts");
  const now = JSON.stringify(entries.counts());
  if (list.dataset.shown === now) return;
  list.dataset.shown = now;
  list.replaceChildren(
    ...Object.entries(entries.counts()).map(([severity, count]) => {
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
  const since = entries.all.length > 0 ? " What you see may be old." : "";
  const [words, warning] = {
    connecting: ["Connecting", ""],
    live: [`${listed === "failed" ? "Earlier alerts not loaded · " : ""}Live · heard ${span(now - feed.lastFrameAt)} ago`, ""],
    stale: ["Silent", `Nothing heard for ${span(now - feed.lastFrameAt)}.${since}`],
    lost: [
      "No connection",
      feed.lostFrom
        ? `No connection since ${exactly(feed.lostFrom)}.${since}`
        : "The server cannot be reached. Trying again every 3 seconds.",
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
