import { html } from "../../lib/lit-html.js";
import { publicAddress } from "../context.js";
import "../parts/copy-field.js";
import { openDialog } from "../parts/dialog.js";

/** @param {string} text for an attribute's value */
const encoded = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The lines that put a page's state into other pages. @param {import("./admin-api.js").Page} page @param {string} [origin] of the installation */
export function embedLines({ slug, name, host }, origin = publicAddress()) {
  const { protocol, port } = new URL(origin);
  const base = host ? `${protocol}//${host}${port && `:${port}`}` : origin;
  const title = encoded(`Status of ${name}`);
  return {
    widget: `<iframe src="${base}/status/${slug}/widget" title="${title}" width="320" height="64" loading="lazy" style="border:0;max-width:100%"></iframe>`,
    badge: `<a href="${base}${host ? "/" : `/status/${slug}`}"><img src="${base}/v1/status/${slug}/badge.svg" alt="${title}"></a>`,
  };
}

/** @param {import("./admin-api.js").Page} page */
export function showEmbedDialog(page) {
  const { widget, badge } = embedLines(page);
  return openDialog(
    "embed-page",
    `Embed ${page.name}`,
    ({ close }) => html`
    <p>Put the state of this page into your own site, in the language of each reader. It is up to date within half a minute.</p>
    <hg-copy label="Widget" .text=${widget}></hg-copy>
    <p class="quiet">The widget follows the reader’s dark or light theme. To fix one, append <code>?theme=light</code> or <code>?theme=dark</code> to its address.</p>
    ${page.protected ? html`<p class="quiet">This page has a password, so the widget shows nothing but a link to it, and there is no badge.</p>` : html`<p class="quiet">Or as a picture, for places without frames:</p><hg-copy label="Badge" .text=${badge}></hg-copy>`}
    <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`,
  );
}
