import { html, nothing, repeat } from "../../lib/lit-html.js";
import { empty } from "../parts/page-parts.js";
import { AddressFilter } from "./address-filter.js";
import { readPages } from "./admin-api.js";
import { missingNotice, moreRows, textFilter } from "./console-parts.js";
import { count, duration, plural } from "./units.js";

const TYPING_MS = 300;

/**
 * @typedef {{ topic: string, kind: string, organization: string | null, position: number, pending: number,
 *   lag_millis: number, subscriptions: number }} TopicRow
 */

/** The topics of the log: how far each is, and what waits in it. */
export class TopicsPart {
  #host;
  #filter = new AddressFilter("/console/topics", ["search"], location.search);
  /** How many pages of the list are shown. */
  #pages = 1;

  /** @param {import("./console-parts.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  read() {
    return readPages("topics", this.#filter.query, this.#pages);
  }

  /** @param {import("./admin-api.js").Listing<TopicRow>} data */
  template({ items, missing, more }) {
    const choose = (/** @type {string} */ search) => {
      this.#filter.choose({ search });
      this.#pages = 1;
      this.#host.load(TYPING_MS);
    };
    return html`${missingNotice(missing, "subscriptions")}
      <section class="card" aria-label="Topics">
        <div class="filters console-filters">
          ${textFilter({ name: "search", label: "Search by topic", value: this.#filter.values.search, choose })}
          <p class="quiet" role="status">${more ? `First ${plural(items.length, "topic")}` : plural(items.length, "topic")}</p>
        </div>
        ${items.length === 0 ? this.#none() : table(items)}
        ${moreRows(more, this.#pages, () => this.#more())}
      </section>`;
  }

  #none() {
    return this.#filter.isEmpty
      ? empty("No topics yet", "A topic appears with its first event or subscription.")
      : html`<p class="quiet">No matches. Try a different search.</p>`;
  }

  #more() {
    this.#pages++;
    this.#host.load();
  }
}

/** @param {TopicRow[]} items */
const table = (items) => html`<table class="table">
    <thead><tr><th scope="col">Topic</th><th scope="col">Kind</th><th scope="col">Position</th><th scope="col">Pending</th>
      <th scope="col">Oldest pending</th><th scope="col">Subscriptions</th></tr></thead>
    <tbody>${repeat(
      items,
      ({ topic }) => topic,
      ({
        topic,
        kind,
        organization,
        position,
        pending,
        lag_millis,
        subscriptions,
      }) => html`<tr data-testid="topic-row" data-topic=${topic}>
      <th scope="row"><bdi>${topic}</bdi>${organization ? html`<span class="below"><bdi>${organization}</bdi></span>` : nothing}</th>
      <td data-label="Kind" class="quiet">${kind}</td>
      <td data-label="Position">${position ? count(position) : html`<span class="quiet">–</span>`}</td>
      <td data-label="Pending" class=${pending ? "warn-text" : nothing}>${count(pending)}</td>
      <td data-label="Oldest pending">${pending ? duration(lag_millis) : html`<span class="quiet">–</span>`}</td>
      <td data-label="Subscriptions">${count(subscriptions)}</td>
    </tr>`,
    )}</tbody></table>
  <p class="quiet footnote">Position: the number of the newest event in the log; some topics are not logged and have none. Pending: committed, not yet numbered. Subscriptions: on all nodes.</p>`;
