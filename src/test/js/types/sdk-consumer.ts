// A program that uses the SDK from TypeScript. It is compiled, not run: what is marked as an error must be one.
import { AlertFeed, type AlertFeedState } from "../../../../webapp/sdk/alerts/feed.js";
import { Channels, type Stats } from "../../../../webapp/sdk/channels/index.js";
import {
  ApiError,
  type Change,
  type ChannelStatus,
  createClient,
  type Outcome,
  type SignedIn,
} from "../../../../webapp/sdk/index.js";
import { StatusFeed } from "../../../../webapp/sdk/status/feed.js";

type Machine = { id: string; name: string };

const api = createClient({ baseUrl: "https://fleet.example.org", storage: localStorage, getOrg: () => "acme" });

async function machines(): Promise<Machine[]> {
  try {
    return await api.get("/api/db/machines", { query: { org_id: "acme" }, onSeq: (seq) => channel.since(seq) });
  } catch (error) {
    if (error instanceof ApiError && error.isTemporary) console.warn(error.code, error.retryAfter ?? 1);
    throw error;
  }
}

const channel = api
  .channel("machines")
  .on("postgres_changes", { event: "*", table: "machines" }, (change: Change) => console.log(change.new.id))
  .subscribe((status: ChannelStatus) => status === "SUBSCRIBED" && machines());
api.onConnection((state, closeCode) => console.log(state === "live", closeCode?.toFixed()));
const session: SignedIn | null | undefined = api.session?.read();
console.log(session?.organizations.map(({ role }) => role));
api.removeChannel(channel).then((outcome) => console.log(outcome === "ok"));

const cursors = api.channel("cursors", { config: { broadcast: { self: true } } });
cursors
  .on("broadcast", { event: "move" }, ({ event, payload }) => console.log(event, payload.x))
  .subscribe((status, error) => console.log(status === "CHANNEL_ERROR", error?.message), 5_000);
cursors
  .send({ type: "broadcast", event: "move", payload: { x: 1 } })
  .then((outcome: Outcome) => console.log(outcome === "timed out"));
cursors.unsubscribe();
console.log(api.getChannels().map(({ name }) => name));
api.removeAllChannels();

const credentials = { token: () => "token", renew: async () => null, expiresAt: () => Infinity };
let stats: Stats | undefined;
const channels = new Channels({
  baseUrl: "https://fleet.example.org",
  credentials,
  handlers: {
    onState: (state) => console.log(state === "reconnecting"),
    onGreeting: ({ authorizedChannels }) => channels.subscribe(authorizedChannels[0]),
    onEvent: ({ channel, data }) => console.log(channel, JSON.parse(data)),
    onSubscribed: () => {},
    onRefused: (name, message) => console.log(name?.length, message),
    onStats: (received) => {
      stats = received;
    },
  },
});
channels.open(["announcements"]);
console.log(stats);

new StatusFeed({
  url: "wss://fleet.example.org/ws",
  slug: "status",
  onState: (state) => console.log(state === "failed"),
  onSubscribed: (resumed) => console.log(!resumed),
  onGap: () => {},
  onRefused: () => {},
  onEvent: ({ action, timestamp }) => console.log(action, timestamp),
}).start();

let state: AlertFeedState;
const alerts = new AlertFeed({
  url: "wss://fleet.example.org/ws/alerts",
  sites: ["Kampala"],
  token: async () => null,
  onFrame: () => {},
  onState: (next) => {
    state = next;
  },
});
alerts.open();
console.log(() => state);

// @ts-expect-error baseUrl is required
createClient({ storage: localStorage });
// @ts-expect-error there is no such kind of subscription
api.channel("a").on("presence", { event: "*", table: "machines" }, () => {});
// @ts-expect-error a selection names a table
api.channel("a").on("postgres_changes", { event: "*" }, () => {});
// @ts-expect-error a broadcast has a name
cursors.on("broadcast", {}, () => {});
// @ts-expect-error a position is a number
channel.since("12");
// @ts-expect-error a channel has no status of this name
channel.subscribe((status) => status === "CONNECTED");
// @ts-expect-error only strings name channels
channels.subscribe(1);
// @ts-expect-error slug and the handlers are required
new StatusFeed({ url: "wss://fleet.example.org/ws" });
// @ts-expect-error the token is asked for asynchronously
new AlertFeed({ url: "", sites: [], token: () => "token", onFrame: () => {}, onState: () => {} });
