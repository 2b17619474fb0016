/**
 * Detects that the server is gone while a connection stays open and silent, by a request that any server answers. Browsers show no
 * protocol pings, and a `ping` of the client would keep the connection from the server's own timeout.
 */
export declare class ServerCheck {
    #private;
    /**
     * @param {import("./rest.js").Environment} env
     * @param {string} url
     * @param {number} everyMs also how long the connection must have been silent; 0: no checks
     * @param {() => number} silence in ms
     * @param {() => void} onDead
     */
    constructor(env: import("./rest.js").Environment, url: string, everyMs: number, silence: () => number, onDead: () => void);
    start(): void;
    stop(): void;
}
