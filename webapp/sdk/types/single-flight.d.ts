export type Task<T> = {
    /**
     * of this one run
     */
    name: string;
    run: () => Promise<T>;
    /**
     * the result of another tab, once it is in the storage
     */
    outcome: () => T | undefined;
};
/**
 * @template T
 * @typedef {Object} Task what must run once only, such as using a refresh token
 * @property {string} name of this one run
 * @property {() => Promise<T>} run
 * @property {() => T | undefined} outcome the result of another tab, once it is in the storage
 */
/**
 * Single flight across the tabs of an origin: one of them runs the task, the others wait for its outcome.
 *
 * @template T
 * @param {Task<T>} task
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {import("./environment.js").Environment} env
 * @returns {Promise<T>}
 */
export declare function singleFlight<T>(task: Task<T>, storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, env: import("./environment.js").Environment): Promise<T>;
