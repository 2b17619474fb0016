/**
 * `SUBSCRIBED`: events are delivered from now on; earlier ones may be missing. `RESUMED`: events are delivered, and none is missing
 * since the position that the caller had reached. `RECONNECTING`: the connection was just lost. `POLLING`: it could not be opened again;
 * from time to time the callbacks are asked to fetch. `CHANNEL_ERROR`: the server refuses the subscription, or has ended it; the next
 * connection asks again. `TIMED_OUT`: no answer came in time; the client goes on trying. `CLOSED`: the channel was unsubscribed.
 *
 * @typedef {"SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CHANNEL_ERROR" | "TIMED_OUT" | "CLOSED"} ChannelStatus
 *
 * @typedef {(status: ChannelStatus, error?: Error & { channel?: string }) => void} StatusListener `error`: why, with `CHANNEL_ERROR` and
 *     `TIMED_OUT`; its `channel` the one that was refused, of several
 *
 * @typedef {"ok" | "timed out" | "error"} Outcome
 *
 * @typedef {{ seq: number, epoch?: string }} Position in a log; `epoch`: of the log in which the number was given; later ones are
 *     greater texts
 *
 * @typedef {{ unsubscribe(): Promise<Outcome>, readonly name: string }} AnyChannel
 */
export type ChannelStatus = "SUBSCRIBED" | "RESUMED" | "RECONNECTING" | "POLLING" | "CHANNEL_ERROR" | "TIMED_OUT" | "CLOSED";
export type StatusListener = (status: ChannelStatus, error?: Error & {
    channel?: string;
}) => void;
export type Outcome = "ok" | "timed out" | "error";
export type Position = {
    seq: number;
    epoch?: string;
};
export type AnyChannel = {
    unsubscribe(): Promise<Outcome>;
    readonly name: string;
};
export type ConnectionState = "none" | "connecting" | "live" | "stale" | "reconnecting" | "polling" | "offline" | "failed";
/**
 * `none` not subscribed; `connecting` the first connection is being opened; `live` events arrive; `stale` the server has not answered for
 * some seconds; `reconnecting` the connection was just lost; `polling` it could not be opened again, or there is no organisation to open
 * one for; `offline` the network is gone; `failed` no further attempt is made.
 *
 * @typedef {"none" | "connecting" | "live" | "stale" | "reconnecting" | "polling" | "offline" | "failed"} ConnectionState
 */
/** How long the server may take to confirm a subscription or a broadcast, unless the caller says otherwise. */
export declare const CONFIRMATION_MS = 10000;
/** @param {number | Position} position @returns {Position} @throws {TypeError} it is none */
export declare function positionOf(position: number | Position): Position;
/**
 * Calls what a caller registered. One that throws does not keep the others from being called.
 *
 * @template T
 * @param {(value: T) => void} callback
 * @param {T} value
 * @param {(error: unknown) => void} onError
 */
export declare function call<T>(callback: (value: T) => void, value: T, onError: (error: unknown) => void): void;
