/**
 * What the client takes from the outside world. Everything has the browser's own as its default and can be replaced,
 * so that a test brings its own sockets, clock and chance. Nothing is looked up before a client is created.
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
 * @property {(error: unknown) => void} onError where an error goes that has no caller to be thrown at
 */

/**
 * @param {Partial<Environment>} [given]
 * @returns {Environment}
 */
export function environment(given = {}) {
  const world = globalThis;
  return {
    WebSocket: given.WebSocket ?? world.WebSocket,
    fetch: given.fetch ?? ((input, init) => world.fetch(input, init)),
    setTimeout: given.setTimeout ?? ((run, ms) => world.setTimeout(run, ms)),
    clearTimeout: given.clearTimeout ?? ((timer) => world.clearTimeout(timer)),
    setInterval: given.setInterval ?? ((run, ms) => world.setInterval(run, ms)),
    clearInterval: given.clearInterval ?? ((timer) => world.clearInterval(timer)),
    random: given.random ?? (() => Math.random()),
    now: given.now ?? (() => Date.now()),
    locks: "locks" in given ? given.locks : world.navigator?.locks,
    onError: given.onError ?? ((error) => console.error(error)),
  };
}
