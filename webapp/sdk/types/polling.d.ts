/** Runs something periodically while it is started; starting it twice changes nothing. */
export declare class Polling {
    #private;
    /** @param {import("./environment.js").Environment} env @param {number} periodMs @param {() => void} run */
    constructor(env: import("./environment.js").Environment, periodMs: number, run: () => void);
    start(): void;
    stop(): void;
    /** Runs at once if a throttled timer has missed its turn. */
    catchUp(): void;
}
