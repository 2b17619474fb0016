import { places } from "./console/places.js";

/**
 * The pages by their paths. Links are ordinary links; a click on one to a page of this application changes the page in place.
 *
 * @typedef {{ element: string, title: string, open?: boolean, anywhere?: boolean }} Route `open`: also
 *   without a session; `anywhere`: also without an organisation
 */

/** @type {Record<string, Route>} */
export const routes = {
  "/": { element: "hg-sign-in", title: "Sign in", open: true },
  "/dashboard": { element: "hg-dashboard", title: "Dashboard" },
  "/health": { element: "hg-health", title: "Health" },
  "/machines": { element: "hg-machines", title: "Machines" },
  "/keys": { element: "hg-keys", title: "Auth keys" },
  "/members": { element: "hg-members", title: "Members" },
  "/alerts": { element: "hg-alerts", title: "Alerts", anywhere: true },
  "/channels": { element: "hg-channels", title: "Channels", anywhere: true },
  "/status-pages": { element: "hg-status-pages", title: "Status pages", anywhere: true },
  "/screens": { element: "hg-screens", title: "Wall screens", anywhere: true },
  "/accounts": { element: "hg-accounts", title: "Accounts", anywhere: true },
  "/audit": { element: "hg-audit", title: "Audit log", anywhere: true },
  "/console": { element: "hg-console", title: "Console", anywhere: true },
  ...Object.fromEntries(places.map(({ path, title }) => [path, { element: "hg-console", title, anywhere: true }])),
  "/account": { element: "hg-account", title: "Account", anywhere: true },
  "/invitation": { element: "hg-invitation", title: "Invitation", open: true },
  "/reset": { element: "hg-reset", title: "New password", open: true },
};

/** @param {string} path @param {{ replace?: boolean }} [options] */
export function navigate(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  dispatchEvent(new CustomEvent("heliograph:route"));
}

/** @param {string} address @param {string} origin @returns {string | null} path and query, if it is a page of this application */
export function pagePath(address, origin) {
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null;
  return url?.origin === origin && url.pathname in routes ? url.pathname + url.search : null;
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
  if (!link || link.origin !== location.origin || link.target || !(link.pathname in routes) || link.hash) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
