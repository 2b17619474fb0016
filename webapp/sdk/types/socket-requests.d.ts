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
