/** @type {{ path: string, label: string, title: string }[]} the parts of the console, each with an address of its own; the first is also at `/console` */
export const places = [
  { path: "/console/nodes", label: "Nodes", title: "Nodes · Console" },
  { path: "/console/sockets", label: "Sockets", title: "Sockets · Console" },
  { path: "/console/slow", label: "Slow clients", title: "Slow clients · Console" },
  { path: "/console/topics", label: "Topics", title: "Topics · Console" },
  { path: "/console/rates", label: "Rates", title: "Rates · Console" },
  { path: "/console/jobs", label: "Jobs", title: "Jobs · Console" },
  { path: "/console/settings", label: "Settings", title: "Settings · Console" },
  { path: "/console/announcements", label: "Announcements", title: "Announcements · Console" },
];

/**
 * The pages by their paths. Links are ordinary links; a click on one to a page of this application changes the page in place. The module
 * of a page is loaded when it is visited first; it has the name of its path, by which the server lists its modules in the document. That of a
 * page about one thing has the name of the path in the singular (`PageServlet`).
 *
 * @typedef {{ element: string, title: string, load: () => Promise<unknown>, open?: boolean, anywhere?: boolean }} Route `load` defines the
 *   element; `open`: also without a session; `anywhere`: also without an organisation
 */

const loadConsole = () => import("./pages/console.js");

/** @type {Record<string, Route>} */
export const routes = {
  "/": { element: "hg-sign-in", title: "Sign in", load: () => import("./pages/sign-in.js"), open: true },
  "/now": { element: "hg-now", title: "Now", load: () => import("./pages/now.js"), anywhere: true },
  "/dashboard": { element: "hg-dashboard", title: "Dashboard", load: () => import("./pages/dashboard.js") },
  "/health": { element: "hg-health", title: "Health", load: () => import("./pages/health.js") },
  "/machines": { element: "hg-machines", title: "Machines", load: () => import("./pages/machines.js") },
  "/keys": { element: "hg-keys", title: "Auth keys", load: () => import("./pages/keys.js") },
  "/members": { element: "hg-members", title: "Members", load: () => import("./pages/members.js") },
  "/alerts": { element: "hg-alerts", title: "Alerts", load: () => import("./pages/alerts.js"), anywhere: true },
  "/channels": { element: "hg-channels", title: "Channels", load: () => import("./pages/channels.js"), anywhere: true },
  "/status-pages": {
    element: "hg-status-pages",
    title: "Status pages",
    load: () => import("./pages/status-pages.js"),
    anywhere: true,
  },
  "/screens": { element: "hg-screens", title: "Wall screens", load: () => import("./pages/screens.js"), anywhere: true },
  "/tokens": { element: "hg-tokens", title: "API tokens", load: () => import("./pages/tokens.js"), anywhere: true },
  "/integrations": {
    element: "hg-integrations",
    title: "Integrations",
    load: () => import("./pages/integrations.js"),
    anywhere: true,
  },
  "/accounts": { element: "hg-accounts", title: "Accounts", load: () => import("./pages/accounts.js"), anywhere: true },
  "/organizations": {
    element: "hg-organizations",
    title: "Organisations",
    load: () => import("./pages/organizations.js"),
    anywhere: true,
  },
  "/console": { element: "hg-console", title: "Console", load: loadConsole, anywhere: true },
  ...Object.fromEntries(
    places.map(({ path, title }) => [path, { element: "hg-console", title, load: loadConsole, anywhere: true }]),
  ),
  "/audit": { element: "hg-audit", title: "Audit log", load: () => import("./pages/audit.js"), anywhere: true },
  "/account": { element: "hg-account", title: "Account", load: () => import("./pages/account.js"), anywhere: true },
  "/invitation": { element: "hg-invitation", title: "Invitation", load: () => import("./pages/invitation.js"), open: true },
  "/signed-in": { element: "hg-signed-in", title: "Signing in", load: () => import("./pages/signed-in.js"), open: true },
  "/reset": { element: "hg-reset", title: "New password", load: () => import("./pages/reset.js"), open: true },
};

/** Pages about one thing, by what is before its id in their paths. @type {Record<string, Route>} */
export const details = {
  "/machines/": { element: "hg-machine", title: "Machine", load: () => import("./pages/machine.js") },
  "/monitors/": { element: "hg-monitor", title: "Monitor", load: () => import("./pages/monitor.js"), anywhere: true },
  "/alerts/": { element: "hg-alert", title: "Alert", load: () => import("./pages/alert.js"), anywhere: true },
};

/** Has a document of its own. */
const WALL = "/alerts/wall";

/** @param {string} path @returns {Route | undefined} */
export function routeOf(path) {
  if (Object.hasOwn(routes, path)) return routes[path];
  if (path === WALL) return undefined;
  const [, place = ""] = /^(\/[a-z-]+\/)[^/]+$/.exec(path) ?? [];
  return Object.hasOwn(details, place) ? details[place] : undefined;
}

/** In place of a page that needs an organisation, while the user has none. @type {Route} */
export const noOrganization = { element: "hg-no-organization", title: "", load: () => import("./pages/no-organization.js") };

/** @param {string} path @param {{ replace?: boolean }} [options] */
export function navigate(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  dispatchEvent(new CustomEvent("heliograph:route"));
}

/** Whether the address asks to add something at once. Then it no longer does: a reload does not ask again. */
export function takeAddRequest() {
  const query = new URLSearchParams(location.search);
  if (!query.has("add")) return false;
  query.delete("add");
  history.replaceState(null, "", location.pathname + (query.size > 0 ? `?${query}` : ""));
  return true;
}

/** @param {string} address @param {string} origin @returns {string | null} path and query, if it is a page of this application */
export function pagePath(address, origin) {
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null;
  return url?.origin === origin && routeOf(url.pathname) ? url.pathname + url.search : null;
}

/** @param {() => void} changed @returns {() => void} stops listening */
export function onNavigation(changed) {
  document.addEventListener("click", followLink);
  addEventListener("popstate", changed);
  addEventListener("heliograph:route", changed);
  return () => {
    document.removeEventListener("click", followLink);
    removeEventListener("popstate", changed);
    removeEventListener("heliograph:route", changed);
  };
}

/** @param {MouseEvent} event */
function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.origin !== location.origin || link.target || !routeOf(link.pathname) || link.hash) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
