import { html, nothing, repeat } from "../../lib/lit-html.js";
import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { empty, meter } from "../parts/page-parts.js";
import { moment } from "../words.js";
import { changeNode, readListing } from "./admin-api.js";
import { lampBadge, since, stateBadge } from "./console-parts.js";
import { count, duration, plural, size } from "./units.js";

const LATE_MS = 2_000;

/**
 * @typedef {{ id: string, name: string, self: boolean, version: string, server: string, java: string, database: string, started_at: string, seen_at: string,
 *   state: string, sockets: number, subscriptions: number, lag_millis: number, pending_millis: number, broker: string,
 *   heap_used_bytes: number, heap_max_bytes: number, reasons: string[] }} Node
 */

/** @type {Record<string, [tone: string, label: string]>} */
const brokers = { connected: ["healthy", "Connected"], away: ["quarantined", "Away"], none: ["offline", "None"] };

/** The nodes of the installation, which can be drained. */
export class NodesPart {
  #host;

  /** @param {import("./console-parts.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  read() {
    return readListing("nodes");
  }

  /** @param {import("./admin-api.js").Listing<Node>} data */
  template({ items }) {
    if (items.length === 0) return empty("No nodes have reported yet", "A node appears here a few seconds after it has started.");
    return html`${summary(items)}
      <section class="card" aria-label="Nodes"><table class="table wide">
        <thead><tr><th scope="col">Node</th><th scope="col">State</th><th scope="col">Running since</th><th scope="col">Sockets</th>
          <th scope="col">Delivery lag</th><th scope="col">Broker</th><th scope="col">Heap</th>
          <th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
        <tbody>${repeat(
          items,
          ({ id }) => id,
          (node) => this.#row(node, items),
        )}</tbody></table></section>`;
  }

  /** @param {Node} node @param {Node[]} all */
  #row(node, all) {
    const { name, state, started_at, seen_at, sockets, subscriptions, lag_millis, pending_millis, reasons } = node;
    const draining = state === "draining";
    const act = draining ? "Undrain" : "Drain";
    const shared = sharesName(node, all);
    return html`<tr data-testid="node-row" data-node=${name} data-state=${state}>
      <th scope="row"><bdi>${name}</bdi>${node.self ? html`<span class="tag">serves this page</span>` : nothing}<span class="below">Heliograph ${node.version}</span>
        ${shared ? html`<span class="below bad-text">Another node has this name; the id of this one is <code>${node.id}</code>. Give each node its own: <code>heliograph.node.name</code>.</span>` : nothing}
        <span class="below">${[node.server, node.java && `Java ${node.java}`, node.database].filter(Boolean).join(" · ")}</span></th>
      <td data-label="State">${stateBadge(state)}
        ${state === "silent" ? html`<span class="below">last heard ${since(seen_at)}; figures of that time</span>` : nothing}
        ${(reasons ?? []).map((reason) => html`<span class="below bad-text">${reason}</span>`)}</td>
      <td data-label="Running since">${since(started_at)}<span class="below">${moment(started_at)}</span></td>
      <td data-label="Sockets">${count(sockets)}<span class="below">${plural(subscriptions, "subscription")}</span></td>
      <td data-label="Delivery lag" class=${Math.max(lag_millis, pending_millis) >= LATE_MS ? "bad-text" : nothing}>${duration(lag_millis)}<span class="below">${pending_millis > 0 ? `oldest pending: ${duration(pending_millis)}` : "nothing pending"}</span></td>
      <td data-label="Broker">${lampBadge(...(brokers[node.broker] ?? ["pending", node.broker]))}</td>
      <td data-label="Heap"><span class="heap">${meter(node.heap_used_bytes, node.heap_max_bytes, `Heap of ${name}`)}
        <span class="below">${size(node.heap_used_bytes)} of ${size(node.heap_max_bytes)}</span></span></td>
      <td class="row-actions">${
        state === "silent"
          ? nothing
          : html`<button class="button small" type="button" aria-label="${act} ${labelOf(node, all)}"
              @click=${() => (draining ? this.#undrain(node, all) : this.#drain(node, all))}>${act}</button>`
      }</td>
    </tr>`;
  }

  /** @param {Node} node @param {Node[]} all */
  #drain(node, all) {
    const { id, sockets } = node;
    const label = labelOf(node, all);
    const others = all.filter((other) => other.id !== id && other.state === "ready").length;
    const effect = `Load balancers stop sending clients to it, and its ${plural(sockets, "socket")} are closed a few at a time, so that clients reconnect elsewhere. The node keeps running until you stop it.`;
    const warning = others === 0 ? " No other node is ready: clients cannot connect until one is." : "";
    return this.#ask(`Drain ${label}?`, effect + warning, "Drain", "drain", `${label} is draining.`, id);
  }

  /** @param {Node} node @param {Node[]} all */
  #undrain(node, all) {
    const label = labelOf(node, all);
    return this.#ask(
      `Undrain ${label}?`,
      "The node takes clients again.",
      "Undrain",
      "undrain",
      `${label} takes clients again.`,
      node.id,
    );
  }

  /** @param {string} title @param {string} text @param {string} button @param {"drain" | "undrain"} act @param {string} done @param {string} id */
  async #ask(title, text, button, act, done, id) {
    if (!(await confirmDialog({ name: "drain-node", title, text, button, act: () => changeNode(id, act) }))) return;
    toast(done, "good");
    this.#host.load();
  }
}

/** Whether another node that runs has its name. @param {Node} node @param {Node[]} all */
const sharesName = ({ id, name }, all) => all.some((other) => other.name === name && other.id !== id);

/** How a node is called where there are several. @param {Node} node @param {Node[]} all */
const labelOf = (node, all) => (sharesName(node, all) ? `${node.name} (${node.id.slice(0, 8)})` : node.name);

/** @param {Node[]} nodes */
function summary(nodes) {
  const heard = nodes.filter(({ state }) => state !== "silent");
  const sockets = heard.reduce((total, node) => total + node.sockets, 0);
  const highest = (/** @type {"lag_millis" | "pending_millis"} */ name) => Math.max(0, ...heard.map((node) => node[name]));
  const ready = nodes.filter(({ state }) => state === "ready").length;
  const silent = nodes.length - heard.length;
  const of = silent ? `without ${plural(silent, "silent node")}` : "on all nodes";
  return html`<section class="stats" aria-label="Summary">
    ${card("Ready nodes", `${ready} of ${nodes.length}`, silent ? `${count(silent)} silent` : "all are heard from", ready === nodes.length ? "healthy" : "stale")}
    ${card("Sockets", count(sockets), of)}
    ${card("Highest delivery lag", heard.length > 0 ? duration(highest("lag_millis")) : "–", "from commit to clients, last 10 s")}
    ${card("Oldest pending event", highest("pending_millis") > 0 ? duration(highest("pending_millis")) : "None", "committed, not yet in the log")}
  </section>`;
}

/** @param {string} title @param {string} value @param {string} note @param {string} [condition] */
const card = (title, value, note, condition) =>
  html`<article class="card" data-condition=${condition ?? nothing}><h2>${title}</h2><p class="figure">${value}</p><p class="quiet">${note}</p></article>`;
