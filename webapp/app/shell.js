import { html, nothing } from "../lib/lit-html.js";
import { ACCESS_REVOKED } from "../sdk/index.js";
import { api, chooseOrg, currentOrg, isPlatformAdmin, mayAdminister, signedIn } from "./context.js";
import { forgetAll } from "./loader.js";
import "./parts/connection-status.js";
import { icons, mark } from "./parts/icons.js";
import "./parts/theme-toggle.js";
import { toast } from "./parts/toasts.js";
import { go, onRoute, ours, routes } from "./router.js";
import { View } from "./view.js";

/** Whether this person is just signing out. */
let leaving = false;

/** @type {[path: string, label: string, icon: unknown, may?: () => boolean][]} */
const places = [
  ["/dashboard", "Dashboard", icons.dashboard],
  ["/health", "Health", icons.health],
  ["/machines", "Machines", icons.machines],
  ["/keys", "Auth keys", icons.keys, mayAdminister],
  ["/members", "Members", icons.members],
  ["/alerts", "Alerts", icons.alerts],
  ["/status-pages", "Status pages", icons.status, isPlatformAdmin],
  ["/channels", "Channels", icons.channels],
  ["/accounts", "Accounts", icons.accounts, isPlatformAdmin],
];

/** The frame around every page: where one can go, who one is, and whether things are live. */
export class App extends View {
  /** @type {HTMLElement | null} the page on show */
  #page = null;
  #first = true;
  /** @type {string | undefined} who is shown */
  #user;

  entered() {
    this.whenLeft(onRoute(() => this.#show()));
    this.whenLeft(api.session.onChange(() => this.#sessionChanged()));
    this.listen(window, "storage", ({ key }) => key === "heliograph.session" && this.#sessionChanged());
    this.whenLeft(api.onConnection((_, code) => code === ACCESS_REVOKED && this.#accessRevoked()));
    this.listen(document, "click", ({ target }) => this.#closeMenu(target));
    this.listen(document, "keydown", ({ key }) => key === "Escape" && this.#closeMenu(null));
    this.renderNow();
    this.#show();
  }

  /** @param {Element | null} clicked anything but the menu's own summary closes it */
  #closeMenu(clicked) {
    const menu = this.querySelector("details.menu[open]");
    if (!menu || clicked?.closest("summary")) return;
    menu.removeAttribute("open");
    if (!clicked) menu.querySelector("summary")?.focus();
  }

  #sessionChanged() {
    if (signedIn()?.user.id === this.#user) return this.update();
    forgetAll();
    if (!signedIn() && !leaving) toast("Your session has ended. Sign in to go on.");
    this.#show();
  }

  async #accessRevoked() {
    const org = currentOrg()?.id;
    await api.auth.reload().catch(() => undefined); // then the page's own error says what is wrong
    const out = !signedIn()?.organizations.some(({ id }) => id === org);
    if (signedIn())
      toast(out ? "Your access to this organisation was withdrawn." : "Your rights have changed.", out ? "bad" : "plain");
    forgetAll();
    this.#show();
  }

  /** Puts the page of the present address on show; the old one leaves first, and takes its socket with it. */
  #show() {
    this.#user = signedIn()?.user.id;
    const path = location.pathname;
    const route = routes[path] ?? routes["/"];
    if (!signedIn() && !route.open)
      return go(path === "/dashboard" ? "/" : `/?next=${encodeURIComponent(path + location.search)}`, { replace: true });
    if (signedIn() && route === routes["/"]) return go(wayOn(), { replace: true });
    this.#page?.remove();
    this.renderNow();
    document.title = `${route.title} · Heliograph`;
    this.#page = document.createElement(currentOrg() || route.open || route.anywhere ? route.element : "hg-nowhere");
    this.querySelector("#content")?.append(this.#page);
    this.querySelector(".places [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" }); // a phone shows some of them
    if (!this.#first) this.#page.querySelector("h1")?.focus();
    this.#first = false;
    scrollTo(0, 0);
  }

  /** @param {Event} event */
  #switchOrganization(event) {
    chooseOrg(/** @type {HTMLSelectElement} */ (event.target).value);
    this.#show();
    toast(`Now showing ${currentOrg()?.name}.`);
  }

  template() {
    const inside = signedIn() && !["/", "/invitation"].includes(location.pathname);
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
        <a class="brand" href="/dashboard" aria-label="Heliograph, to the dashboard">${mark}<span>Heliograph</span></a>
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
          aria-current=${location.pathname === path ? "page" : nothing}>${icon}<span>${label}</span></a>`,
        )}
      </nav>`;
  }
}

/** Ends the session on the server too, if it can be told. */
export async function signOut() {
  leaving = true;
  await api.auth.logout().catch(() => toast("Signed out here; the server could not be told."));
  leaving = false;
}

/** @returns {string} where someone who is signed in goes on to; only to a page of ours */
function wayOn() {
  const next = ours(new URLSearchParams(location.search).get("next") ?? "", location.origin);
  return next && new URL(next, location.origin).pathname !== "/" ? next : "/dashboard";
}

/** @param {{ name: string, email: string } | undefined} user */
function initials(user) {
  const words = (user?.name || user?.email || "?").split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0].toUpperCase())
    .join("");
}
