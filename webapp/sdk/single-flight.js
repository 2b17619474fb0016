import { ApiError } from "./errors.js";

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
 * @param {import("./environment.js").Environment} env
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
 * @param {import("./environment.js").Environment} env
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
