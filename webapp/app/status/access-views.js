import { html, nothing } from "../../lib/lit-html.js";
import { errorMessage } from "../error-message.js";
import { icons, logo } from "../parts/icons.js";
import { skeleton } from "../parts/skeleton.js";
import { t } from "../words.js";

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

/** @param {{ password: import("./page-password.js").PagePassword, error: unknown, submitPassword: (password: string) => void }} facts */
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
