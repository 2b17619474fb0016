/**
 * @typedef {Object} Request what the next reply is about
 * @property {string} [channel] none for statistics
 * @property {(data: any) => void} [resolve]
 * @property {(error: Error) => void} [reject]
 */
export type Request = {
    /**
     * none for statistics
     */
    channel?: string;
    resolve?: (data: any) => void;
    reject?: (error: Error) => void;
};
/** Requests that were not answered yet. Replies come in the order of the requests, and an error does not name its request. */
export declare class PendingReplies {
    #private;
    /** How many replies are due. */
    get size(): number;
    /** @param {Request[]} requests one for each reply that will come */
    add(requests: Request[]): void;
    /** @returns {Request} that the next reply answers */
    take(): Request;
    /** Those that wait for their reply will get none. */
    clear(): void;
}
