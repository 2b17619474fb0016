import { ApiError } from "./errors.js";

const LEASE_MS = 10_000;
const LOOK_EVERY_MS = 100;
/** How long a lock is held on after the deed: tabs see each other's storage late, but locks at once. */
const LINGER_MS = 5_000;

/**
 * @template T
 * @typedef {Object} Deed what may be done once, such as spending a refresh token
 * @property {string} name of this one occasion
 * @property {() => Promise<T>} run
 * @property {() => T | undefined} outcome what another tab has brought about, once it shows in the storage
 */

/**
 * Lets one of several tabs do it; the others wait for what it brought about.
 *
 * @template T
 * @param {Deed<T>} deed
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {import("./environment.js").Environment} env
 * @returns {Promise<T>}
 */
export async function once(deed, storage, env) {
  const pause = (/** @type {number} */ ms) => new Promise((resume) => env.setTimeout(() => resume(undefined), ms));
  const attempt = env.locks ? underLock(env.locks, deed, pause) : underLease(storage, deed, pause, env);
  for (const end = env.now() + LEASE_MS * 2; env.now() < end; await pause(LOOK_EVERY_MS)) {
    const seen = deed.outcome();
    if (seen !== undefined) return seen;
    const done = await attempt();
    if (done) return done.result;
  }
  throw new ApiError(0, "TIMEOUT", "Another tab was to renew the session and did not.");
}

/**
 * @template T
 * @param {LockManager} locks
 * @param {Deed<T>} deed
 * @param {(ms: number) => Promise<unknown>} pause
 * @returns {() => Promise<{ result: T } | undefined>} does it unless another tab has the lock
 */
function underLock(locks, { name, run }, pause) {
  return () =>
    new Promise((resolve, reject) => {
      const held = locks.request(name, { ifAvailable: true }, async (lock) => {
        if (!lock) return resolve(undefined);
        resolve({ result: await run() });
        await pause(LINGER_MS);
      });
      held.catch(reject);
    });
}

/**
 * Browsers offer locks to secure pages only. Elsewhere a lease in the storage does; a tab that crashed leaves it behind
 * for a while. Who sees it gone has seen what its holder wrote before.
 *
 * @template T
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {Deed<T>} deed
 * @param {(ms: number) => Promise<unknown>} pause
 * @param {import("./environment.js").Environment} env
 * @returns {() => Promise<{ result: T } | undefined>} does it unless another tab has the lease
 */
function underLease(storage, { name, run, outcome }, pause, env) {
  const mine = `${env.now()}:${env.random()}`;
  const isFree = (/** @type {string | null} */ lease) => !lease || env.now() - Number.parseInt(lease, 10) > LEASE_MS;
  return async () => {
    if (!isFree(storage.getItem(name))) return undefined;
    storage.setItem(name, mine);
    await pause(LOOK_EVERY_MS); // two tabs may have written at once: the later one has it
    if (storage.getItem(name) !== mine) return undefined;
    try {
      return { result: outcome() ?? (await run()) };
    } finally {
      storage.removeItem(name);
    }
  };
}
