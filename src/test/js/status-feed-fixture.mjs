import { BaseClient } from "../../../webapp/sdk/client.js";
import { statusPages } from "../../../webapp/sdk/status/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

export function watch({ wakeTargets = [], timeoutMs, ...options } = {}) {
  const browser = new FakeBrowser();
  const seen = { states: [], statuses: [], lines: [], events: [], refused: [], resumed: [], gaps: 0, polls: 0 };
  const api = new BaseClient({ baseUrl: "https://api.example.com", wakeTargets, ...browser.parts }).use(statusPages);
  const feed = api.statusPage("status", { log: (line) => seen.lines.push(line), ...options }).on("*", ({ kind, frame }) => {
    if (kind !== "POLL") seen.events.push(frame);
    else if (frame) seen.gaps++;
    else seen.polls++;
  });
  feed.onConnection((state) => seen.states.push(state));
  feed.subscribe((status, error) => {
    seen.statuses.push(status);
    if (status === "SUBSCRIBED" || status === "RESUMED") seen.resumed.push(status === "RESUMED");
    if (status === "CHANNEL_ERROR") seen.refused.push(error.message);
  }, timeoutMs);
  return { browser, api, feed, seen };
}

export function confirmSubscription(browser, seq) {
  browser.socket.open();
  browser.socket.receive({ action: "connected", type: "connected" });
  browser.socket.receive({ action: "subscribed", slug: "status", ...(seq === undefined ? {} : { seq }) });
}

export const pulse = (slug = "status") => ({ action: "pulse", data: { slug, monitorId: "api", status: "up" }, timestamp: "t" });
export const incident = (seq, incidentId = `i${seq}`) => ({
  action: "incident-deleted",
  data: { slug: "status", incidentId },
  timestamp: "t",
  ...(seq ? { seq } : {}),
});
export const ids = ({ events }) => events.map(({ data }) => data.incidentId);
