import { html, nothing, repeat } from "../lib/lit-html.js";
import { api, currentOrg, isPlatformAdmin, mayAdminister, signedIn } from "./context.js";
import { steps } from "./first-steps.js";
import { Loader } from "./parts/page-parts.js";
import { icons } from "./view.js";

const REFRESH_MS = 10_000;

/**
 * The first steps of a new installation or organisation, for those who can do them, on a page. It is there until all are done, or until the
 * user hides it for this organisation in this browser.
 */
export class FirstStepsCard {
  #org = currentOrg()?.id;
  #view;
  #key = `heliograph.first-steps.${signedIn()?.user.id}.${this.#org ?? ""}`;
  #facts;

  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.#view = view;
    this.#facts = new Loader(
      `first-steps:${this.#org ?? ""}`,
      () => api.get("/api/first-steps", { query: { org_id: this.#org } }),
      () => view.update(),
    );
  }

  /** Begins to read, once the view is on the page. */
  connect() {
    const load = () => void (this.#isOpen && this.#facts.load());
    load();
    this.#view.every(REFRESH_MS, load);
    this.#view.listen(document, "visibilitychange", () => document.hidden || load());
  }

  /** Whether there is something to read, or to show. */
  get #isOpen() {
    if (!(mayAdminister() || isPlatformAdmin()) || localStorage.getItem(this.#key) === "hidden") return false;
    return this.#facts.data === undefined || this.#steps.some(({ done }) => !done);
  }

  get #steps() {
    return steps(this.#facts.data, { administrator: isPlatformAdmin(), organization: this.#org !== undefined });
  }

  /** Whether it is known what is to be shown: what comes later would move the rest of the page. */
  get settled() {
    return !this.#isOpen || this.#facts.data !== undefined || this.#facts.error !== undefined;
  }

  #hide() {
    localStorage.setItem(this.#key, "hidden");
    this.#view.update();
  }

  template() {
    if (!this.#isOpen || !this.#facts.data) return nothing;
    const all = this.#steps;
    return html`<section class="card first-steps" aria-labelledby="first-steps-title" data-testid="first-steps">
      <div class="card-head">
        <h2 id="first-steps-title">First steps</h2>
        <p>${all.filter(({ done }) => done).length} of ${all.length} done</p>
        <button class="button small" type="button" @click=${() => this.#hide()}>Hide<span class="visually-hidden"> the first steps</span></button>
      </div>
      <ol>${repeat(
        all,
        ({ id }) => id,
        ({ id, title, done, hint, action, href }) => html`<li data-testid="step-${id}" data-done=${done ? "yes" : "no"}>
          <span class="step-mark">${done ? icons.check : nothing}</span>
          <div><strong>${title}</strong>${done ? html`<span class="visually-hidden"> is there</span>` : html`<p class="quiet">${href ? hint : "Needs an organisation first."}</p>`}</div>
          ${done || !href ? nothing : html`<a class="button" href=${href}>${action}</a>`}</li>`,
      )}</ol>
    </section>`;
  }
}
