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

/**
 * @param {Partial<Environment>} [given]
 * @returns {Environment}
 */
export function environment(given = {}) {
  const browser = globalThis;
  return {
    WebSocket: given.WebSocket ?? browser.WebSocket,
    fetch: given.fetch ?? ((input, init) => browser.fetch(input, init)),
    setTimeout: given.setTimeout ?? ((run, ms) => browser.setTimeout(run, ms)),
    clearTimeout: given.clearTimeout ?? ((timer) => browser.clearTimeout(timer)),
    setInterval: given.setInterval ?? ((run, ms) => browser.setInterval(run, ms)),
    clearInterval: given.clearInterval ?? ((timer) => browser.clearInterval(timer)),
    random: given.random ?? (() => Math.random()),
    now: given.now ?? (() => Date.now()),
    locks: "locks" in given ? given.locks : browser.navigator?.locks,
    onError: given.onError ?? ((error) => console.error(error)),
  };
}
