import { ApiError } from "./rest.js";

const LEASE_MS = 10_000;
const CHECK_EVERY_MS = 100;
/** How long a lock is held after the task: other tabs see a lock at once, but the storage with a delay. */
const HOLD_MS = 5_000;

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
export async function singleFlight(task, storage, env) {
  const pause = (/** @type {number} */ ms) => new Promise((resume) => env.setTimeout(() => resume(undefined), ms));
  const attempt = env.locks ? underLock(env.locks, task, pause) : underLease(storage, task, pause, env);
  for (const end = env.now() + LEASE_MS * 2; env.now() < end; await pause(CHECK_EVERY_MS)) {
    const outcome = task.outcome();
    if (outcome !== undefined) return outcome;
    const done = await attempt();
    if (done) return done.result;
  }
  throw new ApiError(0, "TIMEOUT", "Another tab was to renew the session and did not.");
}

/**
 * @template T
 * @param {LockManager} locks
 * @param {Task<T>} task
 * @param {(ms: number) => Promise<unknown>} pause
 * @returns {() => Promise<{ result: T } | undefined>} runs it unless another tab has the lock
 */
function underLock(locks, { name, run }, pause) {
  return () =>
    new Promise((resolve, reject) => {
      const held = locks.request(name, { ifAvailable: true }, async (lock) => {
        if (!lock) return resolve(undefined);
        resolve({ result: await run() });
        await pause(HOLD_MS);
      });
      held.catch(reject);
    });
}

/**
 * Browsers offer locks to secure pages only. Elsewhere a lease in the storage replaces them; that of a tab that crashed runs out. A
 * tab that sees the lease removed also sees what its holder wrote before.
 *
 * @template T
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {Task<T>} task
 * @param {(ms: number) => Promise<unknown>} pause
 * @param {import("./rest.js").Environment} env
 * @returns {() => Promise<{ result: T } | undefined>} runs it unless another tab has the lease
 */
function underLease(storage, { name, run, outcome }, pause, env) {
  const mine = `${env.now()}:${env.random()}`;
  const isFree = (/** @type {string | null} */ lease) => !lease || env.now() - Number.parseInt(lease, 10) > LEASE_MS;
  return async () => {
    if (!isFree(storage.getItem(name))) return undefined;
    storage.setItem(name, mine);
    await pause(CHECK_EVERY_MS); // two tabs may have written at once: the later write holds
    if (storage.getItem(name) !== mine) return undefined;
    try {
      return { result: outcome() ?? (await run()) };
    } finally {
      storage.removeItem(name);
    }
  };
}

/** How long a call that replaces the session is waited for. */
const REPLACING_MS = 10_000;

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
      return null; // not written by this client: the same as not signed in
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

  /** @param {string} refresh_token @returns {Promise<string | null>} */
  async function refresh(refresh_token) {
    try {
      return write(await rest().post("/api/auth/refresh", { refresh_token }, { anonymous: true })).token;
    } catch (error) {
      if (!(error instanceof ApiError) || error.isTemporary || !error.fromServer) throw error;
      await replaced(refresh_token);
      if (read()?.refresh_token === refresh_token) keep(null);
      return read()?.token ?? null;
    }
  }

  const replacing = `${key}.replacing`;

  /**
   * Waits while a call, in whichever tab, replaces the session: the old tokens are refused before its answer arrives.
   *
   * @param {string} refresh_token the old one
   */
  async function replaced(refresh_token) {
    const end = (Number(storage.getItem(replacing)) || Number.NEGATIVE_INFINITY) + REPLACING_MS;
    while (env.now() < end && storage.getItem(replacing) && read()?.refresh_token === refresh_token)
      await new Promise((resume) => env.setTimeout(() => resume(undefined), CHECK_EVERY_MS));
  }

  /** @param {string | null} used @returns {Promise<string | null>} */
  async function renewOnce(used) {
    const refreshToken = read()?.refresh_token;
    if (!refreshToken) return null;
    const outcome = () => (read()?.token === used ? undefined : (read()?.token ?? null));
    return singleFlight(
      { name: `${key}.renewing.${refreshToken.slice(-12)}`, run: () => refresh(refreshToken), outcome },
      storage,
      env,
    );
  }

  return {
    read,
    write,
    async replace(call) {
      storage.setItem(replacing, String(env.now()));
      try {
        return write(await call());
      } finally {
        storage.removeItem(replacing);
      }
    },
    update(changes) {
      const value = read();
      if (value) keep({ ...value, ...changes });
    },
    clear: () => keep(null),
    renew(used) {
      renewing ??= renewOnce(used).finally(() => (renewing = null));
      return renewing;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
