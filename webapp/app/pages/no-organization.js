import { html } from "../../lib/lit-html.js";
import { empty, pageHead } from "../parts/page-parts.js";
import { View } from "../view.js";

/** For somebody who has an account and belongs to no organisation. */
class Nowhere extends View {
  template() {
    const account = html`<a class="button" href="/account">To your account</a>`;
    return html`${pageHead("Welcome", null)}
      ${empty("You belong to no organisation yet", "Ask an owner or admin of one to invite you.", account)}`;
  }
}

customElements.define("hg-nowhere", Nowhere);
