import { auth } from "../sdk/auth.js";
import { BaseClient } from "../sdk/client.js";
import { fleet } from "../sdk/fleet.js";

/**
 * The answer of `GET /api/config`. The periods are settings, so that tests need not wait.
 *
 * @typedef {{ demo: boolean, version: string, ping_ms: number, debounce_ms: number, polling_ms: number,
 *   reconnect_ms: number, password_length: number, reset_by_mail: boolean, alert_roles: string[], demo_accounts?: DemoAccount[], provider?: Provider }} Config
 *
 * @typedef {{ button: string, available: boolean, passwords: "everyone" | "administrators" | "none" }} Provider the company's sign-in
 *   service, whether it answers, and who may sign in with a password
 *
 * @typedef {{ email: string, password: string, organizations: { id: string, role: string }[] }} DemoAccount
 */

/** So that a page does not stay "Live" for long when its server is frozen or the network is cut in silence. */
const CHECK_MS = 10_000;
const ORG_KEY = "heliograph.org";

/** @type {Config} */
export const config = {
  demo: false,
  version: "",
  ping_ms: 0,
  debounce_ms: 500,
  polling_ms: 30_000,
  reconnect_ms: 5_000,
  password_length: 12,
  reset_by_mail: false,
  alert_roles: ["*"],
};

/**
 * With the parts that most pages use; others add theirs when they are loaded.
 *
 * @type {BaseClient & import("../sdk/fleet.js").Fleet & { auth: import("../sdk/auth.js").Auth, session: import("../sdk/session.js").Session }}
 */
export let api;

/** Loads the settings and creates the application's client. Without an answer the defaults are used. */
export async function start() {
  const baseUrl = location.origin;
  try {
    Object.assign(config, await new BaseClient({ baseUrl, timeoutMs: 5_000 }).get("/api/config"));
  } catch (error) {
    console.warn("The settings could not be loaded; going on with the defaults.", error);
  }
  api = /** @type {typeof api} */ (
    new BaseClient({
      baseUrl,
      storage: localStorage,
      getOrg: () => currentOrg()?.id,
      ping: () => (location.pathname === "/health" ? 0 : config.ping_ms), // on the Health page the server's silence must be noticed without pings
      pollingMs: config.polling_ms,
      reconnectMs: config.reconnect_ms,
      checkMs: CHECK_MS,
      wakeTargets: [document, window],
    })
      .use(auth)
      .use(fleet)
  );
  Object.assign(window, { heliograph: { api } });
}

/** @returns {import("../sdk/session.js").SignedIn | null} */
export function signedIn() {
  return api.session.read();
}

/** @returns {import("../sdk/session.js").Organization | undefined} the one that was chosen in this tab, else the one that was chosen last, else the first */
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

/** Whether the user may change machines, keys and members of the current organisation. */
export function mayAdminister() {
  return ["owner", "admin"].includes(currentOrg()?.role ?? "");
}

/** Whether the user may create, acknowledge and resolve alerts. */
export function mayOperateAlerts() {
  return config.alert_roles.some((role) => role === "*" || role === signedIn()?.user.role);
}

/** Whether the user is an administrator of the installation, which is independent of organisations. */
export function isPlatformAdmin() {
  return signedIn()?.user.role === "admin";
}
