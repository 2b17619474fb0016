// A program that uses the SDK from TypeScript. It is compiled, not run: what is marked as an error must be one.

import {
  type AnyChannel,
  ApiError,
  type Change,
  type ChannelStatus,
  createClient,
  type EventMessage,
  type Outcome,
  type SignedIn,
  type Stats,
} from "@heliograph/sdk";
import { BaseClient } from "@heliograph/sdk/client";
import { statusPages } from "@heliograph/sdk/status";

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

let stats: Stats | undefined;
const events = api
  .events(["announcements"])
  .on("apps:created", ({ data, text }) => console.log(data.id, JSON.parse(text)))
  .on("*", (message: EventMessage) => console.log(message.text?.length ?? message.kind))
  // @ts-expect-error a POLL has no text
  .on("*", ({ text }) => console.log(text.length))
  .subscribe((status, error) => console.log(status === "CHANNEL_ERROR", error?.channel?.length));
events.add(events.authorizedChannels[0]).since({ seq: 41, epoch: "E1" }, "users:created");
events.stats().then((received) => {
  stats = received;
});
console.log(stats);

const page = api
  .statusPage("status", { password: () => null })
  .on("monitor-down", ({ data, seq, timestamp }) => console.log(data.monitorId, seq?.toFixed(), timestamp))
  .on("POLL", ({ frame }) => console.log(frame))
  .since(12)
  .subscribe((status) => status === "RESUMED");
console.log(page.connection === "failed");
page.retry();

const alerts = api.alerts({ sites: ["Kampala"] }).on("alert.created", ({ data }) => console.log(data.message));
const ignore = alerts.onConnection((state) => console.log(state === "stale", alerts.transport === "stream"));
alerts.subscribe();
ignore();
const all: AnyChannel[] = [channel, cursors, events, page, alerts];
for (const each of all) api.removeChannel(each).then((outcome: Outcome) => console.log(each.name, outcome));

const small = new BaseClient({ baseUrl: "https://fleet.example.org" }).use(statusPages);
small.statusPage("status").subscribe();

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
events.add(1);
// @ts-expect-error a status page has a slug
api.statusPage();
// @ts-expect-error the token is asked for asynchronously
api.alerts({ token: () => "token" });
// @ts-expect-error alerts have no events of this name
alerts.on("alert.deleted", () => {});
// @ts-expect-error this client has no alerts
small.alerts();
