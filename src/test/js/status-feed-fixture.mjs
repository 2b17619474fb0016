import { StatusFeed } from "../../../webapp/sdk/status/feed.js";
import { FakeBrowser } from "./fake-browser.mjs";

const URL = "wss://api.example.com/ws";

export function watch(options = {}) {
  const browser = new FakeBrowser();
  const seen = { states: [], lines: [], events: [], refused: [], subscribed: 0, resumed: [], gaps: 0 };
  const feed = new StatusFeed({
    url: URL,
    slug: "status",
    env: browser.parts,
    log: (line) => seen.lines.push(line),
    onState: (state) => seen.states.push(state),
    onSubscribed: (resumed) => {
      seen.subscribed++;
      seen.resumed.push(resumed);
    },
    onGap: () => seen.gaps++,
    onRefused: (message) => seen.refused.push(message),
    onEvent: (event) => seen.events.push(event),
    ...options,
  });
  feed.start();
  return { browser, feed, seen };
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
