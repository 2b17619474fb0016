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
