import { html, nothing, repeat } from "../../lib/lit-html.js";
import { meter } from "../parts/page-parts.js";

const BARS = 4;

/** The connections and subscriptions of this node. @param {import("../../sdk/events/event-feed.js").Stats | null} stats */
export function statsCards(stats) {
  const listened = Object.entries(stats?.connectionsByChannel ?? {}).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  const most = Math.max(1, ...listened.map(([, count]) => count));
  return html`<section class="stats channel-stats" aria-label="Connections of this node">
    ${card("Connections", stats?.totalConnections, "on this node")}
    ${card("Signed in", stats?.authenticatedConnections, "authenticated")}
    ${card("Anonymous", stats?.anonymousConnections, "not authenticated")}
    ${card("Subscriptions", stats?.totalSubscriptions, `to ${listened.length} ${listened.length === 1 ? "channel" : "channels"}`)}
    <article class="card listeners"><h2>Subscribers by channel${listened.length > BARS ? `, top ${BARS} of ${listened.length}` : nothing}</h2>
      ${
        listened.length === 0
          ? html`<p class="quiet">No subscribers yet.</p>`
          : html`<ul data-testid="stats-bars">
        ${repeat(
          listened.slice(0, BARS),
          ([name]) => name,
          ([name, count]) => html`<li><span class="channel-name" title=${name}>${name}</span>
          ${meter(count, most, `Subscribers of ${name}`)}<span>${count}</span></li>`,
        )}</ul>`
      }
    </article>
  </section>`;
}

/** @param {string} title @param {number | undefined} value @param {string} note */
const card = (title, value, note) => html`<article class="card"><h2>${title}</h2>
  <p class="figure" data-testid="stats-${title.toLowerCase().replace(" ", "-")}">${value ?? "–"}</p><p class="quiet">${note}</p></article>`;
