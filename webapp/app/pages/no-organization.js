import { html } from "../../lib/lit-html.js";
import { isPlatformAdmin } from "../context.js";
import { empty, pageHead } from "../parts/page-parts.js";
import { View } from "../view.js";

/** For a user without an organisation. */
class NoOrganization extends View {
  template() {
    if (isPlatformAdmin())
      return html`${pageHead("Welcome", null)}
      ${empty("No organisation yet", "Machines and members belong to an organisation.", html`<a class="button primary" href="/account?add">Create organisation</a>`)}`;
    const account = html`<a class="button" href="/account">Go to your account</a>`;
    return html`${pageHead("Welcome", null)}
      ${empty("No organisation yet", "Ask an owner or admin of an organisation to invite you.", account)}`;
  }
}

customElements.define("hg-no-organization", NoOrganization);
