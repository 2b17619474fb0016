import { html, nothing } from "../lib/lit-html.js";
import { ACCESS_REVOKED } from "../sdk/connection.js";
import { api, chooseOrg, currentOrg, isPlatformAdmin, mayAdminister, signedIn, start } from "./context.js";
import { toast } from "./parts/page-controls.js";
import { clearLoaded, pageHead } from "./parts/page-parts.js";
import { navigate, noOrganization, onNavigation, pagePath, routeOf, routes } from "./router.js";
import { icons, logo, View } from "./view.js";

/** Whether the user is signing out. */
let leaving = false;

/** @type {[path: string, label: string, icon: unknown, may?: () => boolean][]} */
const places = [
  ["/now", "Now", icons.now],
  ["/alerts", "Alerts", icons.alerts],
  ["/dashboard", "Dashboard", icons.dashboard],
  ["/health", "Health", icons.health],
  ["/machines", "Machines", icons.machines],
  ["/keys", "Auth keys", icons.keys, mayAdminister],
  ["/members", "Members", icons.members],
  ["/status-pages", "Status pages", icons.status, isPlatformAdmin],
  ["/screens", "Wall screens", icons.wall, isPlatformAdmin],
  ["/tokens", "API tokens", icons.tokens, () => mayAdminister() || isPlatformAdmin()],
  ["/integrations", "Integrations", icons.integrations, isPlatformAdmin],
  ["/channels", "Channels", icons.channels],
  ["/accounts", "Accounts", icons.accounts, isPlatformAdmin],
  ["/organizations", "Organisations", icons.organizations, isPlatformAdmin],
  ["/console", "Console", icons.console, isPlatformAdmin],
  ["/audit", "Audit log", icons.audit, () => mayAdminister() || isPlatformAdmin()],
];

/** The frame around every page: navigation, account and connection status. */
export class App extends View {
  /** @type {HTMLElement | null} the current page */
  #page = null;
  #first = true;
  /** How many pages were shown, so that one that has loaded late does not replace its successor. */
  #shown = 0;
  /** @type {string | undefined} whose pages are shown */
  #user;

  connected() {
    this.onDisconnect(onNavigation(() => this.#show()));
    this.onDisconnect(api.session.onChange(() => this.#sessionChanged()));
    this.listen(window, "storage", ({ key }) => key === "heliograph.session" && this.#sessionChanged());
    this.onDisconnect(api.onConnection((_, code) => code === ACCESS_REVOKED && this.#accessRevoked()));
    this.listen(document, "click", ({ target }) => this.#closeMenu(target));
    this.listen(document, "keydown", ({ key }) => key === "Escape" && this.#closeMenu(null));
    this.renderNow();
    this.#show();
  }

  /** @param {Element | null} clicked null: Escape was pressed. A click on anything but the menu's summary closes it */
  #closeMenu(clicked) {
    const menu = this.querySelector("details.menu[open]");
    if (!menu || clicked?.closest("summary")) return;
    menu.removeAttribute("open");
    if (!clicked) menu.querySelector("summary")?.focus();
  }

  #sessionChanged() {
    if (signedIn()?.user.id === this.#user) return this.update();
    clearLoaded();
    if (!signedIn() && !leaving) toast("Your session has ended. Sign in to continue.");
    this.#show();
  }

  async #accessRevoked() {
    const org = currentOrg()?.id;
    await api.auth.reload().catch(() => undefined); // if it fails, the page shows its own error
    const out = !signedIn()?.organizations.some(({ id }) => id === org);
    if (signedIn())
      toast(out ? "Your access to this organisation was revoked." : "Your permissions have changed.", out ? "bad" : "plain");
    clearLoaded();
    this.#show();
  }

  /** Shows the page of the current address. The old page is removed first, and closes its socket. */
  async #show() {
    this.#user = signedIn()?.user.id;
    const shown = ++this.#shown;
    const path = location.pathname;
    const route = routeOf(path) ?? routes["/"];
    if (!signedIn() && !route.open)
      return navigate(path === "/now" ? "/" : `/?next=${encodeURIComponent(path + location.search)}`, { replace: true });
    if (signedIn() && route === routes["/"]) return navigate(wayOn(), { replace: true });
    this.#page?.remove();
    this.renderNow();
    document.title = `${route.title} · Heliograph`;
    this.#page = null;
    this.querySelector(".places [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" }); // a phone shows only some of them
    scrollTo(0, 0);
    const page = await this.#create(currentOrg() || route.open || route.anywhere ? route : noOrganization);
    if (shown !== this.#shown) return; // another one was chosen meanwhile
    this.#page = page;
    this.querySelector("#content")?.append(page);
    if (!this.#first) page.querySelector("h1")?.focus();
    this.#first = false;
  }

  /** The element of a page, or one that says that it could not be loaded. @param {import("./router.js").Route} route @returns {Promise<HTMLElement>} */
  async #create(route) {
    if (!customElements.get(route.element)) {
      try {
        await route.load();
      } catch (error) {
        console.warn("The page could not be loaded.", error);
        return document.createElement("hg-unreachable");
      }
    }
    return document.createElement(route.element);
  }

  /** @param {Event} event */
  #switchOrganization(event) {
    chooseOrg(/** @type {HTMLSelectElement} */ (event.target).value);
    this.#show();
    toast(`Switched to ${currentOrg()?.name}.`);
  }

  template() {
    const inside = signedIn() && !["/", "/invitation", "/reset", "/signed-in"].includes(location.pathname);
    return html`<div class="frame" data-inside=${inside ? "yes" : "no"}>
      ${inside ? this.#surroundings() : nothing}
      <main id="content" tabindex="-1"></main>
      <hg-toasts></hg-toasts>
    </div>`;
  }

  #surroundings() {
    const session = signedIn();
    const current = currentOrg();
    return html`<header class="bar">
        <a class="brand" href="/now" aria-label="Heliograph, what needs attention now">${logo}<span>Heliograph</span></a>
        ${
          current
            ? html`<label class="org">
          <span class="visually-hidden">Organisation</span>
          <select data-testid="org-switch" @change=${(/** @type {Event} */ e) => this.#switchOrganization(e)}>
            ${session?.organizations.map(({ id, name }) => html`<option value=${id} ?selected=${id === current?.id} .selected=${id === current?.id}>${name}</option>`)}
          </select>
          ${icons.chevron}
        </label>`
            : nothing
        }
        <span class="bar-space"></span>
        <hg-connection></hg-connection>
        <hg-theme-toggle></hg-theme-toggle>
        <details class="menu">
          <summary aria-label="Account of ${session?.user.name}"><span class="avatar" aria-hidden="true">${initials(session?.user)}</span></summary>
          <div class="menu-body">
            <p><strong>${session?.user.name}</strong><span>${session?.user.email}</span><span>${current ? `${current.role} of ${current.name}` : ""}</span></p>
            <a href="/account">${icons.account}Account</a>
            <button type="button" @click=${() => signOut()}>${icons.leave}Sign out</button>
          </div>
        </details>
      </header>
      <nav class="places" aria-label="Main">
        ${places.map(([path, label, icon, may]) =>
          may && !may()
            ? nothing
            : html`<a href=${path}
          aria-current=${isWithin(path) ? "page" : nothing}>${icon}<span>${label}</span></a>`,
        )}
      </nav>`;
  }
}

/** In place of a page whose module could not be loaded: the network is away, or the server has another version by now. */
class Unreachable extends View {
  template() {
    return html`${pageHead("Could not load this page", null)}<div class="notice" data-kind="bad" role="alert">
      ${icons.warning}
      <p>The server could not be reached, or it was updated meanwhile. Reload to try again.</p>
      <button class="button" type="button" @click=${() => location.reload()}>Reload</button>
    </div>`;
  }
}

customElements.define("hg-unreachable", Unreachable);

/** Ends the session, on the server as well if it can be reached. */
export async function signOut() {
  leaving = true;
  const elsewhere = await api.auth
    .logout()
    .catch(() => toast("Signed out on this device only. The server could not be reached."));
  leaving = false;
  if (elsewhere) location.assign(elsewhere);
}

/** Ends every session of the account, on every device. Without an answer of the server nothing has ended. */
export async function signOutEverywhere() {
  leaving = true;
  try {
    await api.auth.logoutEverywhere();
    toast("Signed out on all devices.", "good");
  } finally {
    leaving = false;
  }
}

/** @returns {string} the page after signing in; only a page of this application */
function wayOn() {
  const next = pagePath(new URLSearchParams(location.search).get("next") ?? "", location.origin);
  return next && new URL(next, location.origin).pathname !== "/" ? next : "/now";
}

/** Pages that belong to a place with another path. @type {Record<string, string>} */
const elsewhere = { "/status-pages": "/monitors" };

/** @param {string} path @returns {boolean} whether the page of the path, or one below it, is shown */
const isWithin = (path) =>
  [path, elsewhere[path] ?? path].some((one) => location.pathname === one || location.pathname.startsWith(`${one}/`));

/** @param {{ name: string, email: string } | undefined} user */
function initials(user) {
  const words = (user?.name || user?.email || "?").split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0].toUpperCase())
    .join("");
}

await start();
customElements.define("hg-app", App);
