import { BaseClient } from "./client.js";
export { ACCESS_REVOKED } from "./connection.js";
export { ApiError } from "./rest.js";
export type ClientOptions = import("./client.js").ClientOptions;
export type AnyChannel = import("./connection.js").AnyChannel;
export type ChannelStatus = import("./connection.js").ChannelStatus;
export type ConnectionState = import("./connection.js").ConnectionState;
export type Outcome = import("./connection.js").Outcome;
export type Position = import("./connection.js").Position;
export type Broadcast = import("./channel.js").Broadcast;
export type Change = import("./channel.js").Change;
export type Channel = import("./channel.js").Channel;
export type EventType = import("./channel.js").EventType;
export type Selection = import("./channel.js").Selection;
export type Message = import("./feed-channel.js").Message;
export type AlertChannel = import("./alerts/index.js").AlertChannel;
export type EventChannel = import("./events/index.js").EventChannel;
export type EventMessage = import("./events/index.js").EventMessage;
export type PublishedMessage = import("./events/index.js").PublishedMessage;
export type StatusChannel = import("./status/index.js").StatusChannel;
export type Stats = import("./events/event-feed.js").Stats;
export type CallOptions = import("./rest.js").CallOptions;
export type SignedIn = import("./session.js").SignedIn;
export type Organization = import("./session.js").Organization;
export type Client = ReturnType<typeof createClient>;
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
export declare function createClient(options: ClientOptions & Partial<import("./rest.js").Environment>): BaseClient & {
    auth: import("./auth.js").Auth | null;
} & import("./fleet.js").Fleet & {
    alerts({ sites, updates, screen, token }?: import("./alerts/index.js").AlertOptions): import("./alerts/index.js").AlertChannel;
} & {
    statusPage(slug: string, { password, log }?: {
        password?: () => string | null;
        log?: (line: string) => void;
    }): import("./status/index.js").StatusChannel;
} & {
    events: (channels?: Iterable<string>) => import("./events/index.js").EventChannel;
};
