const LEASE_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * Runs something in one tab at a time. Browsers offer locks to secure pages only; elsewhere a lease in the shared
 * storage does, which a crashed tab leaves behind for ten seconds at most.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} run
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {import("./environment.js").Environment} env
 * @returns {Promise<T>}
 */
export async function exclusively(name, run, storage, env) {
  if (env.locks) return env.locks.request(name, run);
  const mine = `${env.now()}:${env.random()}`;
  const pause = () => new Promise((resume) => env.setTimeout(() => resume(undefined), LOOK_EVERY_MS));
  while (storage.getItem(name) !== mine) {
    if (isFree(storage.getItem(name), env.now())) storage.setItem(name, mine);
    await pause(); // two tabs may have written at once: the later one has it
  }
  try {
    return await run();
  } finally {
    if (storage.getItem(name) === mine) storage.removeItem(name);
  }
}

/** @param {string | null} lease @param {number} now */
function isFree(lease, now) {
  return lease === null || !(now - Number.parseInt(lease, 10) < LEASE_MS);
}
