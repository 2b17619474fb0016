import { html, nothing, repeat } from "../../lib/lit-html.js";
import { empty } from "../parts/page-parts.js";
import { exactTime } from "../words.js";
import { AddressFilter } from "./address-filter.js";
import { readPages } from "./admin-api.js";
import { choiceFilter, missingNotice, moreRows, nodeOptions, since, textFilter } from "./console-parts.js";
import { disconnectDialog } from "./disconnect-dialog.js";
import { count, plural, size } from "./units.js";

const TYPING_MS = 300;

/** @type {[value: string, label: string][]} */
const dialects = [
  ["", "All dialects"],
  ["fleet", "Fleet"],
  ["ws", "Channels and status pages"],
  ["alerts", "Alerts"],
];

/**
 * @typedef {{ id: string, node: string, dialect: string, organization: string | null, user: string | null, user_id: string | null, address: string | null,
 *   connected_at: string, subscriptions: number, queued_bytes: number, conflated: number, dropped: number, last_seen_at: string | null }} Socket
 */

/** The open sockets and streams of all nodes, or only those that are slow. */
export class SocketsPart {
  #host;
  #slow;
  #filter;
  /** How many pages of the list are shown. */
  #pages = 1;

  /** @param {import("./console-parts.js").Host} host @param {{ slow?: boolean }} [options] */
  constructor(host, { slow = false } = {}) {
    this.#host = host;
    this.#slow = slow;
    const path = slow ? "/console/slow" : "/console/sockets";
    this.#filter = new AddressFilter(path, ["node", "dialect", "organization", "user", "address"], location.search);
  }

  read() {
    const query = this.#slow ? { ...this.#filter.query, slow: "true" } : this.#filter.query;
    return readPages("sockets", query, this.#pages);
  }

  /** @param {import("./admin-api.js").Listing<Socket>} data */
  template({ items, missing, more }) {
    const { node, dialect } = this.#filter.values;
    const text = (/** @type {"organization" | "user" | "address"} */ name, /** @type {string} */ label) =>
      textFilter({
        name,
        label,
        value: this.#filter.values[name],
        choose: (value) => this.#choose({ [name]: value }, TYPING_MS),
      });
    return html`${missingNotice(missing, "sockets")}
      <section class="card" aria-label=${this.#slow ? "Slow clients" : "Sockets"}>
        <div class="filters console-filters">
          ${choiceFilter({ name: "node", label: "Node", value: node, options: nodeOptions(items, node), choose: (value) => this.#choose({ node: value }) })}
          ${choiceFilter({ name: "dialect", label: "Dialect", value: dialect, options: dialects, choose: (value) => this.#choose({ dialect: value }) })}
          ${text("organization", "Organisation ID")} ${text("user", "User")} ${text("address", "Address begins with")}
          <p class="quiet" role="status">${more ? `First ${plural(items.length, "socket")}` : plural(items.length, "socket")}</p>
        </div>
        ${items.length === 0 ? this.#none(missing) : this.#table(items)}
        ${moreRows(more, this.#pages, () => this.#more())}
      </section>`;
  }

  /** @param {string[]} missing */
  #none(missing) {
    if (!this.#filter.isEmpty) return html`<p class="quiet">No matches. Change the filters to see other sockets.</p>`;
    if (missing.length > 0) return html`<p class="quiet">The nodes that answered have none.</p>`;
    return this.#slow
      ? empty("No slow clients", "Every client reads its events as fast as they come.")
      : empty("No sockets", "Clients appear here while they are connected.");
  }

  /** @param {Socket[]} items */
  #table(items) {
    return html`<table class="table wide">
      <thead><tr><th scope="col">Client</th><th scope="col">Dialect</th><th scope="col">Node</th><th scope="col">Connected</th>
        ${this.#slow ? html`<th scope="col">Conflated</th><th scope="col">Dropped</th>` : html`<th scope="col">Subscriptions</th><th scope="col">Last heard</th>`}
        <th scope="col">Queue</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        items,
        ({ id }) => id,
        (socket) => this.#row(socket),
      )}</tbody></table>
      ${this.#slow ? html`<p class="quiet footnote">Conflated: updates that were merged into a newer state of their row. Dropped: events that were left out. Both since the client connected.</p>` : nothing}`;
  }

  /** @param {Socket} socket */
  #row(socket) {
    const { id, node, dialect, organization, user, address, connected_at, last_seen_at, queued_bytes } = socket;
    const who = user ?? socket.user_id;
    const label = who ?? address ?? id;
    const measures = this.#slow
      ? html`<td data-label="Conflated">${count(socket.conflated)}</td><td data-label="Dropped">${count(socket.dropped)}</td>`
      : html`<td data-label="Subscriptions">${count(socket.subscriptions)}</td><td data-label="Last heard" class="quiet">${since(last_seen_at)}</td>`;
    return html`<tr data-testid="socket-row" data-id=${id} data-dialect=${dialect}>
      <th scope="row">${who ? html`<bdi>${who}</bdi>` : html`<span class="quiet">anonymous</span>`}
        ${organization ? html`<span class="below"><bdi>${organization}</bdi></span>` : nothing}
        ${address ? html`<span class="below address">${address}</span>` : nothing}</th>
      <td data-label="Dialect">${dialects.find(([one]) => one === dialect)?.[1] ?? dialect}</td>
      <td data-label="Node"><bdi>${node}</bdi></td>
      <td data-label="Connected" class="quiet" title=${exactTime(connected_at)}>${since(connected_at)}</td>
      ${measures}
      <td data-label="Queue">${size(queued_bytes)}</td>
      <td class="row-actions"><button class="button small" type="button" aria-label="Disconnect ${label}"
        @click=${() => disconnectDialog(socket, () => this.#host.load())}>Disconnect</button></td>
    </tr>`;
  }

  /** @param {Partial<Record<"node" | "dialect" | "organization" | "user" | "address", string>>} values @param {number} [ms] until the list is read */
  #choose(values, ms) {
    this.#filter.choose(values);
    this.#pages = 1;
    this.#host.load(ms);
  }

  #more() {
    this.#pages++;
    this.#host.load();
  }
}
