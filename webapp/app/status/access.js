import { html, nothing } from "../../lib/lit-html.js";
import { icons, logo, skeleton } from "../view.js";
import { errorMessage, t } from "../words.js";

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The password of one protected status page: only its hash is kept, for this tab. */
export class PagePassword {
  /** Whether one was entered and refused. */
  refused = false;
  /** Whether one that was entered is being checked. */
  submitting = false;
  #storage;
  #key;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage @param {string} slug */
  constructor(storage, slug) {
    this.#storage = storage;
    this.#key = `heliograph.status.${slug}`;
  }

  /** @returns {string | null} the BLAKE2b-512 hex of the password */
  get secret() {
    return this.#storage.getItem(this.#key);
  }

  /** @param {string} password */
  async enter(password) {
    const { blake2b512Hex } = await import("../../lib/blake2b.js"); // few pages have a password
    this.#storage.setItem(this.#key, blake2b512Hex(password));
  }

  /** @param {string} path @returns {Promise<Blob>} what a link, which sends no password, could not fetch */
  async download(path) {
    const headers = { Authorization: `Bearer ${this.secret}` };
    const answer = await fetch(path, { headers, signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
    return answer.blob();
  }

  /**
   * A request without a password takes back neither what was said of one nor one that was entered meanwhile.
   *
   * @param {string | null} secret that the refused request had
   */
  refuse(secret) {
    if (secret === null) return;
    this.refused = true;
    if (this.secret === secret) this.#storage.removeItem(this.#key);
  }
}

/** @param {string} title @param {unknown} content */
const gate = (title, content) => html`<main id="content" class="gate" tabindex="-1"><div class="gate-card">
  <div class="gate-brand">${logo}<h1>${title}</h1></div>${content}</div></main>`;

/** @param {string} slug */
const unknownPageView = (slug) =>
  gate(
    t("Status page not found"),
    html`<p data-testid="unknown-page">${slug ? html`${t("There is no status page at")} <code>/status/${slug}</code>.` : t("The address does not contain the name of a status page.")}
    ${t("Check the address and try again.")}</p>`,
  );

/** @param {{ password: PagePassword, error: unknown, submitPassword: (password: string) => void }} facts */
function passwordView({ password: { refused, submitting }, error, submitPassword }) {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    submitPassword(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("password")));
  };
  return gate(
    t("This status page requires a password"),
    html`<form @submit=${submit} data-testid="password-form">
    <label class="field"><span>${t("Password")}</span>
      <input type="password" name="password" required autofocus autocomplete="current-password" aria-invalid=${refused}></label>
    ${refused ? html`<p class="form-error" role="alert">${t("Incorrect password. Try again.")}</p>` : nothing}
    ${error ? html`<p class="form-error" role="alert">${errorMessage(error)}</p>` : nothing}
    <button class="button primary wide" type="submit" ?disabled=${submitting} aria-busy=${submitting}>${t("View status page")}</button>
  </form>`,
  );
}

/** @param {unknown} error @param {boolean} loading @param {() => void} retry */
const errorView = (error, loading, retry) =>
  gate(
    t("Could not load the status page"),
    html`<div class="notice" data-kind="bad" role="alert" data-testid="page-error">${icons.warning}<p>${errorMessage(error)}</p></div>
    <p class="quiet">${t("Retrying automatically.")}</p>
    <button class="button primary wide" type="button" aria-busy=${loading} @click=${retry}>${icons.refresh}${t("Retry")}</button>`,
  );

const loadingView = () =>
  html`<main id="content" class="status-main" tabindex="-1"><h1 class="visually-hidden">${t("Status")}</h1>${skeleton(8, t("Loading"))}</main>`;

/**
 * What is shown in place of a page that cannot be shown, or not yet; null for one that can be.
 *
 * @param {import("./page-store.js").PageStore} store @param {(password: string) => void} submitPassword @param {() => void} retry
 */
export function accessView(store, submitPassword, retry) {
  const { slug, gate, state, complete, error, reportsError, loading, password } = store;
  if (gate === "unknown") return unknownPageView(slug);
  if (gate === "password") return passwordView({ password, error, submitPassword });
  if (state && complete) return null;
  const problem = error ?? reportsError;
  return problem ? errorView(problem, loading, retry) : loadingView();
}

/** A failed refetch keeps the data, with a notice. @param {import("./page-store.js").PageStore} store @param {() => void} retry */
export function problemNotice({ error, reportsError, loading }, retry) {
  const problem = error ?? reportsError;
  if (!problem) return nothing;
  return html`<div class="notice" data-kind="bad" role="alert" data-testid="refetch-error">${icons.warning}
      <p><strong>${t("Some data may be outdated.")}</strong> ${errorMessage(problem)}</p>
      <button class="button" type="button" aria-busy=${loading} @click=${retry}>${t("Retry")}</button></div>`;
}
