import { html } from "../../lib/lit-html.js";
import { View } from "../view.js";
import { loadLanguage, t } from "../words.js";
import { sentences, stateIcon } from "./items.js";

/** A site may have many more readers than its status page: they ask for a shared answer now and then, and keep no connection open. */
const PERIOD_MS = 20_000 + 10_000 * Math.random();
const LONGEST_MS = 15_000;

/** @type {Record<string, string>} what is said in place of the state, by the status of the answer */
const refusals = { 401: "This status page requires a password", 404: "Status page not found" };

/** The headline of a status page in a frame of another site: what it says is as old as half a minute at most, or says that it is not. */
class StatusWidget extends View {
  #name = document.title;
  #slug = this.getAttribute("slug") ?? "";
  /** @type {{ state: import("./items.js").DisplayState, words: string } | undefined} */
  #known;
  #failed = false;
  #loading = false;

  connected() {
    this.#load();
    this.every(PERIOD_MS, () => this.#load());
    this.listen(document, "visibilitychange", () => document.hidden || this.#load());
  }

  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const path = `/v1/status/${encodeURIComponent(this.#slug)}/summary?states=full`;
      const answer = await fetch(path, { signal: AbortSignal.timeout(LONGEST_MS) });
      const refusal = refusals[answer.status];
      if (!answer.ok && !refusal) throw new Error(`The server answered with status ${answer.status}.`);
      this.#known = refusal ? { state: "unknown", words: t(refusal) } : headline(await answer.json());
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    this.#loading = false;
    this.update();
  }

  template() {
    const { state, words } = this.#known ?? { state: "pending", words: "" };
    // an old state is not shown as the present one
    const shown = this.#failed ? "unknown" : state;
    const said = this.#failed
      ? `${this.#known ? `${t("Last known state")}: ${words}` : t("Could not load the status page")}`
      : words || t("Loading");
    return html`<a class="widget" href=${location.pathname.replace(/\/widget$/, "") || "/"} target="_blank" rel="noopener" data-status=${shown} data-testid="widget">
      ${stateIcon(shown)}
      <span class="widget-name">${this.#name}</span>
      <span class="widget-words" role="status">${said}</span>
    </a>`;
  }
}

/** @param {{ status: import("./items.js").DisplayState, headline: string }} summary */
const headline = (summary) => ({
  state: summary.status,
  words: t(summary.headline === "none" ? "No services" : /** @type {any} */ (sentences)[summary.headline]),
});

const theme = new URLSearchParams(location.search).get("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
document.documentElement.lang = await loadLanguage(navigator.languages);
customElements.define("hg-status-widget", StatusWidget);
