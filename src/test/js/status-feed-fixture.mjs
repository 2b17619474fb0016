import { StatusFeed } from "../../../webapp/sdk/status/feed.js";
import { World } from "./fake-browser.mjs";

const URL = "wss://api.example.com/ws";

export function watch(options = {}) {
  const world = new World();
  const seen = { states: [], lines: [], events: [], refused: [], subscribed: 0, resumed: [], gaps: 0 };
  const feed = new StatusFeed({
    url: URL,
    slug: "status",
    env: world.parts,
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
  return { world, feed, seen };
}

export function letIn(world, seq) {
  world.socket.open();
  world.socket.receive({ action: "connected", type: "connected" });
  world.socket.receive({ action: "subscribed", slug: "status", ...(seq === undefined ? {} : { seq }) });
}

export const pulse = (slug = "status") => ({ action: "pulse", data: { slug, monitorId: "api", status: "up" }, timestamp: "t" });
export const told = (seq, incidentId = `i${seq}`) => ({
  action: "incident-deleted",
  data: { slug: "status", incidentId },
  timestamp: "t",
  ...(seq ? { seq } : {}),
});
export const ids = ({ events }) => events.map(({ data }) => data.incidentId);
