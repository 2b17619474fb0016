/**
 * The requests on a connection that were not answered yet. The server answers them in their order, and neither names the request that
 * it refuses nor confirms a broadcast: each broadcast is therefore followed by a `ping`, whose answer shows that it was accepted.
 */
export declare class PendingRequests {
    #private;
    /** @param {any} frame a request that was sent */
    add(frame: any): void;
    /** @param {any} frame a request that is being sent @param {(accepted: boolean) => void} listener called once with the outcome */
    listen(frame: any, listener: (accepted: boolean) => void): void;
    /** The connection has ended: nothing will be answered any more. */
    clear(): void;
    /** @param {string} type of requests @returns {any} the oldest request, if it is of this type, which is answered now */
    accept(type: string): any;
    /** @returns {any} the oldest request, which is refused now; undefined when there is none */
    refuse(): any;
}
