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
/** The requests of a fleet socket, and what the server's answers mean for the subscriptions. */
export declare class SocketRequests {
    #private;
    /**
     * @param {import("./subscriptions.js").Subscriptions} subscriptions
     * @param {(frame: object) => void} send
     * @param {import("./rest.js").Environment} env
     */
    constructor(subscriptions: import("./subscriptions.js").Subscriptions, send: (frame: object) => void, env: import("./rest.js").Environment);
    /** @param {any} frame that is sent now */
    sent(frame: any): void;
    clear(): void;
    /**
     * Sends a broadcast. The pong that follows it shows that it was accepted.
     *
     * @param {object} frame
     * @param {number} timeoutMs
     * @returns {Promise<import("./channel.js").Outcome>}
     */
    broadcast(frame: object, timeoutMs: number): Promise<import("./channel.js").Outcome>;
    /** @param {any} frame an answer of the server; others change nothing */
    answered(frame: any): void;
}
/** Renews the token of an open connection: a minute before it expires, or when it was refused. */
export declare class TokenRenewal {
    #private;
    /**
     * @param {import("./rest.js").Credentials & { expiresAt: () => number }} credentials
     * @param {import("./rest.js").Environment} env
     */
    constructor(credentials: import("./rest.js").Credentials & {
        expiresAt: () => number;
    }, env: import("./rest.js").Environment);
    /** The server has refused the token, whatever its expiry says. */
    demand(): void;
    /** @returns {Promise<void> | undefined} nothing to wait for unless the token is due */
    runIfDue(): Promise<void> | undefined;
    /** Never rejects. */
    run(): Promise<void>;
    /** @param {() => void} run called when the token is due @param {number} atLeast in ms, so that a wrong clock causes no loop */
    schedule(run: () => void, atLeast: number): void;
    cancel(): void;
}
