/** Requests that were not answered yet. Replies come in the order of the requests, and an error does not name its request. */
export declare class PendingReplies {
    #private;
    /** @param {(string | undefined)[]} channels one for each reply that will come; undefined where it is about none */
    add(channels: (string | undefined)[]): void;
    /** @returns {string | undefined} the channel of the request that the next reply answers */
    take(): string | undefined;
    clear(): void;
}
