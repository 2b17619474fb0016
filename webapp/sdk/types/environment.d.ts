/**
 * The browser's functions that the client uses. Each can be replaced, so that a test brings its own sockets, clock and random
 * numbers. None is looked up before a client is created.
 *
 * @typedef {Object} Environment
 * @property {typeof WebSocket} WebSocket
 * @property {typeof fetch} fetch
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {(run: () => void, ms: number) => any} setInterval
 * @property {(timer: any) => void} clearInterval
 * @property {() => number} random a number from 0 (included) to 1 (excluded)
 * @property {() => number} now milliseconds since 1970
 * @property {LockManager | undefined} locks shared by the tabs of one origin; absent outside secure contexts
 * @property {(error: unknown) => void} onError receives errors that no caller can catch
 */
export type Environment = {
    WebSocket: typeof WebSocket;
    fetch: typeof fetch;
    setTimeout: (run: () => void, ms: number) => any;
    clearTimeout: (timer: any) => void;
    setInterval: (run: () => void, ms: number) => any;
    clearInterval: (timer: any) => void;
    /**
     * a number from 0 (included) to 1 (excluded)
     */
    random: () => number;
    /**
     * milliseconds since 1970
     */
    now: () => number;
    /**
     * shared by the tabs of one origin; absent outside secure contexts
     */
    locks: LockManager | undefined;
    /**
     * receives errors that no caller can catch
     */
    onError: (error: unknown) => void;
};
/**
 * @param {Partial<Environment>} [given]
 * @returns {Environment}
 */
export declare function environment(given?: Partial<Environment>): Environment;
