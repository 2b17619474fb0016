import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { openDialog } from "../parts/dialog.js";
import { FormState } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState } from "../parts/page-parts.js";
import { View } from "../view.js";
import { ago, exactTime } from "../words.js";

/** @typedef {{ id: string, email: string, language: string, created_at: string, confirmed_at: string | null }} Subscriber */

const SHOWN = 100;

/** Who gets the mails of a page: how many, and each with the possibility to remove it. */
class Subscribers extends View {
  /** @type {string} */
  #path;
  /** @type {string | undefined} of the next rows */
  #next;
  /** @type {Subscriber[]} those after the first ones */
  #further = [];
  /** The one whose removal is to be confirmed. */
  #asked = "";
  #form = new FormState(() => this.update());
  #first = new Loader(
    () => this.#path,
    async () => {
      const answer = await this.#read(this.#path, { limit: SHOWN });
      this.#further = [];
      return answer;
    },
    () => this.update(),
  );

  /** @param {string} pageId */
  constructor(pageId) {
    super();
    this.#path = `/v1/admin/status-pages/${encodeURIComponent(pageId)}/subscribers`;
  }

  connected() {
    this.#first.load();
  }

  /** @param {string} path @param {Record<string, number>} [query] */
  async #read(path, query) {
    /** @type {string | undefined} */
    let next;
    const onNext = (/** @type {string} */ found) => {
      next = found;
    };
    const answer = await api.get(path, { query, onNext });
    this.#next = next;
    return answer;
  }

  /** @param {string} path */
  #more(path) {
    return this.#form.submit(async () => {
      const { subscribers } = await this.#read(path);
      this.#further.push(...subscribers);
    });
  }

  /** @param {Subscriber} subscriber */
  async #remove({ id, email }) {
    if (!(await this.#form.submit(() => api.delete(`${this.#path}/${encodeURIComponent(id)}`)))) return;
    this.#asked = "";
    toast(`${email} removed.`, "good");
    this.#first.load();
  }

  /** @param {string} id empty: none */
  #ask(id) {
    this.#asked = id;
    this.update();
  }

  template() {
    const counts = this.#first.data;
    const rows = [...(counts?.subscribers ?? []), ...this.#further];
    return html`${loadState(this.#first, 3)}${
      counts
        ? html`<p data-testid="subscriber-count">${sentence(counts.confirmed, counts.pending)}</p>
      ${this.#form.alert}
      ${
        rows.length > 0
          ? html`<ul class="plain subscribers">${repeat(
              rows,
              ({ id }) => id,
              (row) => this.#row(row),
            )}</ul>`
          : nothing
      }
      ${this.#next ? html`<button class="button small" type="button" ?disabled=${this.#form.busy} @click=${() => this.#more(/** @type {string} */ (this.#next))}>Show more</button>` : nothing}`
        : nothing
    }`;
  }

  /** @param {Subscriber} subscriber */
  #row(subscriber) {
    const { id, email, created_at, confirmed_at } = subscriber;
    const since = confirmed_at ?? created_at;
    return html`<li data-testid="subscriber"><span class="subscriber-name"><strong>${email}</strong>
      <span class="quiet">${confirmed_at ? "Subscribed" : "Not confirmed, asked"} <time datetime=${since} title=${exactTime(since)}>${ago(since)}</time></span></span>
      ${
        this.#asked === id
          ? html`<span class="button-row"><button class="button small" type="button" @click=${() => this.#ask("")}>Keep</button>
          <button class="button danger small" type="button" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy} aria-label="Remove ${email}" @click=${() => this.#remove(subscriber)}>Remove</button></span>`
          : html`<button class="button small" type="button" aria-label="Remove ${email}…" @click=${() => this.#ask(id)}>Remove…</button>`
      }</li>`;
  }
}

/** @param {number} confirmed @param {number} pending */
function sentence(confirmed, pending) {
  const all = confirmed === 1 ? "1 subscriber" : `${confirmed.toLocaleString()} subscribers`;
  return `${all}${pending > 0 ? `, and ${pending.toLocaleString()} who ${pending === 1 ? "has" : "have"} not confirmed yet` : ""}.`;
}

customElements.define("hg-subscribers", Subscribers);

/** @param {import("./admin-api.js").Page} page */
export function showSubscribers(page) {
  const list = new Subscribers(page.id);
  return openDialog(
    "subscribers",
    `Subscribers of ${page.name}`,
    ({ close }) => html`
    <p>They get the incidents and maintenance of this page by email.${page.mailSubscription ? nothing : html` <strong>Subscriptions are off for this page, so nothing is sent to them.</strong>`}</p>
    ${list}
    <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`,
  );
}
