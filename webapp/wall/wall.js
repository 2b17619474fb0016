import { clock, minute } from "../app/words.js";
import { BaseClient } from "../sdk/client.js";
import { AlertList, SEVERITIES } from "./alert-list.js";
import { AlertListView } from "./alert-list-view.js";
import { AlertWatch } from "./alert-watch.js";
import { duration, element } from "./elements.js";
import { setUpScreen } from "./screen-controls.js";

const DRAWN_WITHIN_MS = 100;
const query = new URLSearchParams(location.search);
const sites = query.getAll("site").filter(Boolean);
// what stands behind the # is not sent to any server, so it is in no log
const screen = new URLSearchParams(location.hash.slice(1)).get("screen") ?? query.get("screen") ?? undefined;
const api = new BaseClient({ baseUrl: location.origin, storage: localStorage, wakeTargets: [document, window] });
const alerts = new AlertList();
/** @type {number | undefined} */
let drawing;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const view = new AlertListView(part("alerts"), part("room"), () => !screen && Boolean(api.session?.read()));
const chime = setUpScreen();

const watch = new AlertWatch({
  api,
  sites,
  screen,
  wakeTargets: [document, window],
  onList: (list) => raised(alerts.merge(list, Date.now())),
  onFrame: (frame) => {
    if (frame.event?.startsWith("alert.") && typeof frame.id === "string") raised(alerts.apply(frame, Date.now()));
    drawSoon();
  },
  onForget: () => alerts.clear(),
  onChange: () => draw(),
});

/** @param {import("./alert-list.js").Entry[]} entries */
const raised = (entries) => chime.play(entries.map(({ severity }) => severity));

/** Once for a burst of frames. */
function drawSoon() {
  drawing ??= window.setTimeout(draw, DRAWN_WITHIN_MS);
}

function draw() {
  clearTimeout(drawing);
  drawing = undefined;
  const now = Date.now();
  const state = watch.state;
  document.body.dataset.state = state;
  part("clock").textContent = minute(now);
  drawCounts();
  drawConnection(state, now);
  drawQuiet(state);
  view.show(alerts, now, drawMore); // last, in the room that the others leave
}

/** What is not known is not 0. */
function drawCounts() {
  const list = part("counts");
  const counts = alerts.counts();
  const shown = alerts.isKnown ? JSON.stringify(counts) : "unknown";
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(
    ...SEVERITIES.map((severity) => {
      const made = element("div", "count");
      made.dataset.severity = severity;
      made.dataset.none = alerts.isKnown && counts[severity] > 0 ? "no" : "yes";
      const number = alerts.isKnown ? String(counts[severity]) : "–";
      made.append(element("dd", "number", number), element("dt", "name", severity));
      return made;
    }),
  );
}

/** @param {import("./alert-list.js").Counts} hidden */
function drawMore(hidden) {
  const kinds = SEVERITIES.filter((severity) => hidden[severity] > 0).map((severity) => `${hidden[severity]} ${severity}`);
  const total = SEVERITIES.reduce((sum, severity) => sum + hidden[severity], 0);
  part("more").hidden = total === 0;
  part("more").textContent = `+${total} more: ${kinds.join(", ")}`;
}

/** @param {import("./alert-watch.js").WatchState} state */
function drawQuiet(state) {
  const quiet = part("quiet");
  quiet.hidden = state === "refused" || alerts.all.length > 0 || alerts.open(1).hidden.info > 0;
  quiet.textContent = alerts.isKnown ? "No open alerts" : "Open alerts are not known yet";
}

/** @param {import("./alert-watch.js").WatchState} state @param {number} now */
function drawConnection(state, now) {
  const known = alerts.isComplete ? "complete" : "counted, not all listed,";
  const since = ` · ${known} since ${clock(watch.knownSince)}`;
  const [words, warning] = {
    unknown: ["Connecting", watch.problem ? problem() : ""],
    live: [watch.transport === "polling" ? `Live, every 2 s${since}` : `Live${since}`, ""],
    stale: [
      "Reconnecting",
      `No contact with the server for ${duration(now - watch.heardAt)}. ${alerts.all.length > 0 ? "The alerts below are" : "This is"} from ${clock(watch.heardAt)}.`,
    ],
    refused: ["No access", refusal()],
  }[state];
  if (part("link").textContent !== words) part("link").textContent = words;
  const banner = part("banner");
  banner.hidden = !warning;
  if (banner.textContent !== warning) banner.textContent = warning;
}

function problem() {
  const isSilent = ["NETWORK", "TIMEOUT"].includes(watch.problem);
  return `${isSilent ? "The server cannot be reached." : "The server cannot read its alerts."} Retrying every 2 seconds.`;
}

function refusal() {
  return screen
    ? "The token of this screen is unknown or was revoked. An administrator can create a new one."
    : "Alerts need a sign-in on this screen, or the address of a screen with its token.";
}

part("sites").textContent = sites.length > 0 ? sites.join(" · ") : "All sites";
addEventListener("resize", draw);
addEventListener("hashchange", () => location.reload());
watch.start();
draw();
