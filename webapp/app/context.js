import { createClient } from "../sdk/index.js";

/**
 * What `GET /api/config` answers; the periods are settings so that tests need not wait.
 *
 * @typedef {{ demo: boolean, version: string, ping_ms: number, debounce_ms: number, polling_ms: number,
 *   reconnect_ms: number, demo_accounts?: DemoAccount[] }} Config
 *
 * @typedef {{ email: string, password: string, organizations: { id: string, role: string }[] }} DemoAccount
 */

const ORG_KEY = "heliograph.org";

/** @type {Config} */
export const config = {
  demo: false,
  version: "",
  ping_ms: 0,
  debounce_ms: 500,
  polling_ms: 30_000,
  reconnect_ms: 5_000,
};

/** @type {import("../sdk/index.js").Client & { auth: import("../sdk/auth.js").Auth, session: import("../sdk/session.js").Session }} */
export let api;

/** Asks for the settings and makes the client of the whole page. Without an answer the defaults do. */
export async function start() {
  const baseUrl = location.origin;
  try {
    Object.assign(config, await createClient({ baseUrl, timeoutMs: 5_000 }).get("/api/config"));
  } catch (error) {
    console.warn("The settings could not be loaded; going on with the defaults.", error);
  }
  api = /** @type {typeof api} */ (
    createClient({
      baseUrl,
      storage: localStorage,
      getOrg: () => currentOrg()?.id,
      ping: () => (location.pathname === "/health" ? 0 : config.ping_ms), // the Health page shows what silence does
      pollingMs: config.polling_ms,
      reconnectMs: config.reconnect_ms,
      wakeTargets: [document, window],
    })
  );
  Object.assign(window, { heliograph: { api } });
}

/** @returns {import("../sdk/session.js").SignedIn | null} */
export function signedIn() {
  return api.session.read();
}

/** @returns {import("../sdk/session.js").Organization | undefined} the one chosen in this tab, or last, or the first */
export function currentOrg() {
  const organizations = signedIn()?.organizations ?? [];
  const chosen = sessionStorage.getItem(ORG_KEY) ?? localStorage.getItem(ORG_KEY);
  return organizations.find(({ id }) => id === chosen) ?? organizations[0];
}

/** @param {string} id */
export function chooseOrg(id) {
  sessionStorage.setItem(ORG_KEY, id);
  localStorage.setItem(ORG_KEY, id);
}

/** Whether machines, keys and members are this person's to change. */
export function mayAdminister() {
  return ["owner", "admin"].includes(currentOrg()?.role ?? "");
}

/** Whether status pages are this person's to make: the platform role, which has nothing to do with organisations. */
export function isPlatformAdmin() {
  return signedIn()?.user.role === "admin";
}
