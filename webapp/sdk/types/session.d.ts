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
 * @param {import("./rest.js").Environment} env
 * @returns {Promise<T>}
 */
export declare function singleFlight<T>(task: Task<T>, storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, env: import("./rest.js").Environment): Promise<T>;
export type Organization = {
    id: string;
    name: string;
    role: "owner" | "admin" | "member";
};
export type SignedIn = {
    token: string;
    refresh_token: string;
    /**
     * milliseconds since 1970, by the clock of this browser
     */
    expires_at: number;
    user: {
        id: string;
        email: string;
        name: string;
        role: string;
    };
    organizations: Organization[];
};
export type Session = {
    read: () => SignedIn | null;
    /**
     * keeps the answer of login or refresh
     */
    write: (answer: any) => SignedIn;
    /**
     * keeps the answer of a call that ends every other session
     */
    replace: (call: () => Promise<any>) => Promise<SignedIn>;
    update: (changes: Partial<SignedIn>) => void;
    clear: () => void;
    renew: (used: string | null) => Promise<string | null>;
    onChange: (listener: () => void) => () => void;
};
/**
 * @typedef {Object} Organization
 * @property {string} id
 * @property {string} name
 * @property {"owner" | "admin" | "member"} role
 *
 * @typedef {Object} SignedIn the session as it is kept in the storage
 * @property {string} token
 * @property {string} refresh_token
 * @property {number} expires_at milliseconds since 1970, by the clock of this browser
 * @property {{ id: string, email: string, name: string, role: string }} user
 * @property {Organization[]} organizations
 *
 * @typedef {Object} Session
 * @property {() => SignedIn | null} read
 * @property {(answer: any) => SignedIn} write keeps the answer of login or refresh
 * @property {(call: () => Promise<any>) => Promise<SignedIn>} replace keeps the answer of a call that ends every other session
 * @property {(changes: Partial<SignedIn>) => void} update
 * @property {() => void} clear
 * @property {(used: string | null) => Promise<string | null>} renew
 * @property {(listener: () => void) => () => void} onChange
 */
/**
 * Keeps the tokens in a storage that all tabs share. A refresh token is valid once, and a second use ends the session: so one of
 * all tabs and concurrent calls renews, and the others take the new pair from the storage.
 *
 * @param {{ storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, key: string,
 *           rest: () => import("./rest.js").Rest, env: import("./rest.js").Environment }} parts
 * @returns {Session}
 */
export declare function createSession({ storage, key, rest, env }: {
    storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
    key: string;
    rest: () => import("./rest.js").Rest;
    env: import("./rest.js").Environment;
}): Session;
