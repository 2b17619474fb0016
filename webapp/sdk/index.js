import { alerts } from "./alerts/index.js";
import { auth } from "./auth.js";
import { BaseClient } from "./client.js";
import { events } from "./events/index.js";
import { fleet } from "./fleet.js";
import { statusPages } from "./status/index.js";

export { ACCESS_REVOKED } from "./connection.js";
export { ApiError } from "./rest.js";

/**
 * @typedef {import("./client.js").ClientOptions} ClientOptions
 * @typedef {import("./connection.js").AnyChannel} AnyChannel
 * @typedef {import("./connection.js").ChannelStatus} ChannelStatus
 * @typedef {import("./connection.js").ConnectionState} ConnectionState
 * @typedef {import("./connection.js").Outcome} Outcome
 * @typedef {import("./connection.js").Position} Position
 * @typedef {import("./channel.js").Broadcast} Broadcast
 * @typedef {import("./channel.js").Change} Change
 * @typedef {import("./channel.js").Channel} Channel
 * @typedef {import("./channel.js").EventType} EventType
 * @typedef {import("./channel.js").Selection} Selection
 * @typedef {import("./feed-channel.js").Message} Message
 * @typedef {import("./alerts/index.js").AlertChannel} AlertChannel
 * @typedef {import("./events/index.js").EventChannel} EventChannel
 * @typedef {import("./events/index.js").EventMessage} EventMessage
 * @typedef {import("./events/index.js").PublishedMessage} PublishedMessage
 * @typedef {import("./status/index.js").StatusChannel} StatusChannel
 * @typedef {import("./events/event-feed.js").Stats} Stats
 * @typedef {import("./rest.js").CallOptions} CallOptions
 * @typedef {import("./session.js").SignedIn} SignedIn
 * @typedef {import("./session.js").Organization} Organization
 *
 * @typedef {ReturnType<typeof createClient>} Client
 */

/**
 * A client of one server: calls, the session, and channels of every kind. `since` is optional: with it, a lost connection resumes, so
 * that nothing is missed and nothing is fetched needlessly.
 *
 * @example
 * const api = createClient({ baseUrl: location.origin, storage: localStorage, getOrg: () => "acme" });
 * const refetch = async () =>
 *   show(await api.get("/api/db/machines", { query: { org_id: "acme" }, onSeq: (seq, epoch) => channel.since({ seq, epoch }) }));
 * const channel = api
 *   .channel("my-page")
 *   .on("postgres_changes", { event: "*", schema: "public", table: "machines", filter: "org_id=eq.acme" }, refetch)
 *   .subscribe((status) => status === "SUBSCRIBED" && refetch());
 * api.removeChannel(channel);
 *
 * @param {ClientOptions & Partial<import("./rest.js").Environment>} options
 */
export function createClient(options) {
  return new BaseClient(options).use(auth).use(fleet).use(alerts).use(statusPages).use(events);
}
