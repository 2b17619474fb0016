import { ApiError } from "./errors.js";
import { exclusively } from "./exclusively.js";

/**
 * @typedef {Object} Organization
 * @property {string} id
 * @property {string} name
 * @property {"owner" | "admin" | "member"} role
 *
 * @typedef {Object} SignedIn who is signed in, as kept in the storage
 * @property {string} token
 * @property {string} refresh_token
 * @property {number} expires_at milliseconds since 1970, by the clock of this browser
 * @property {{ id: string, email: string, name: string, role: string }} user
 * @property {Organization[]} organizations
 *
 * @typedef {Object} Session
 * @property {() => SignedIn | null} read
 * @property {(answer: any) => SignedIn} write keeps what login and refresh answer
 * @property {(changes: Partial<SignedIn>) => void} update
 * @property {() => void} clear
 * @property {(used: string | null) => Promise<string | null>} renew
 * @property {(listener: () => void) => () => void} onChange
 */

/**
 * Keeps the tokens in a storage that all tabs share. A refresh token works once, so tabs and concurrent calls renew one
 * after the other, and whoever comes second finds the new pair in the storage and spends nothing.
 *
 * @param {{ storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, key: string,
 *           rest: () => import("./rest.js").Rest, env: import("./environment.js").Environment }} parts
 * @returns {Session}
 */
export function createSession({ storage, key, rest, env }) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Promise<string | null> | null} */
  let renewing = null;

  /** @returns {SignedIn | null} */
  function read() {
    try {
      return JSON.parse(storage.getItem(key) ?? "null");
    } catch {
      return null; // written by somebody else: the same as not signed in
    }
  }

  /** @param {SignedIn | null} value */
  function keep(value) {
    if (value) storage.setItem(key, JSON.stringify(value));
    else storage.removeItem(key);
    for (const listener of [...listeners]) listener();
  }

  /** @param {any} answer */
  function write(answer) {
    const { token, refresh_token, expires_in, user, organizations } = answer;
    const value = { token, refresh_token, user, organizations, expires_at: env.now() + expires_in * 1000 };
    keep(value);
    return value;
  }

  /** @param {string | null} used */
  async function spend(used) {
    const before = read();
    if (!before || before.token !== used) return before?.token ?? null;
    try {
      const body = { refresh_token: before.refresh_token };
      return write(await rest().post("/api/auth/refresh", body, { anonymous: true })).token;
    } catch (error) {
      if (!(error instanceof ApiError) || error.isTemporary) throw error;
      const after = read();
      if (after && after.refresh_token !== before.refresh_token) return after.token;
      keep(null);
      return null;
    }
  }

  return {
    read,
    write,
    update(changes) {
      const value = read();
      if (value) keep({ ...value, ...changes });
    },
    clear: () => keep(null),
    renew(used) {
      renewing ??= exclusively(`${key}.renewing`, () => spend(used), storage, env).finally(() => (renewing = null));
      return renewing;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
