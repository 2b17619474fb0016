import { html, nothing } from "../../lib/lit-html.js";
import { config } from "../context.js";
import { byName } from "../machines.js";
import { choice, chosenIds, textValue } from "../parts/form.js";
import { iconButton } from "../parts/icon-button.js";
import { icons } from "../view.js";
import { itemOptions, nameOf, save } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";
import { showEmbedDialog } from "./embed-dialog.js";
import { editLook } from "./page-look.js";
import { childrenOf, pagePreview } from "./page-preview.js";
import { showSubscribers } from "./subscribers.js";

/** @typedef {import("./admin-api.js").Page} Page */

/** @type {import("./resource-list.js").ResourceType} */
export const pages = {
  kind: "status-pages",
  one: "status page",
  many: "status pages",
  none: "Add a status page to show monitors and groups to the public, or only to visitors with a password.",
  gone: "Its incidents and maintenances are deleted. Monitors and groups are not.",
  rows: (data) => byName(data.pages),
  name: ({ name }) => name,
  below: ({ slug, host }) =>
    html`${host ? `${host}, ` : nothing}<a href="/status/${slug}" target="_blank" rel="noopener">/status/${slug}<span class="visually-hidden"> (opens in a new tab)</span></a>`,
  columns: [
    ["Shows", ({ items }, { data }) => shownOn(items, data)],
    ["Access", (page) => (page.protected ? "Password" : "Public")],
    ["Reports", ({ reports }) => (reports ? "Monthly CSV" : "None")],
  ],
  broad: true,
  actions: (page, store) => {
    const { slug, name } = page;
    return html`${iconButton("Appearance", icons.palette, name, () => editLook(store, page))}${config.reset_by_mail ? iconButton("Subscribers", icons.mail, name, () => showSubscribers(page)) : nothing}${iconButton("Embed", icons.embed, name, () => showEmbedDialog(page))}<a class="icon-button" href="/status/${slug}" target="_blank" rel="noopener" title="Open" aria-label="Open ${name} in a new tab">${icons.open}</a>`;
  },
  edit,
};

/** @param {string[]} items @param {import("./admin-api.js").AdminData} data */
function shownOn(items, data) {
  if (items.length === 0) return "Nothing yet";
  const names = items.map((id) => nameOf(data, id));
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}

/** @param {import("./admin-api.js").AdminStore} store @param {Page} [page] */
async function edit(store, page) {
  const start = page?.items ?? [];
  let items = start;
  let leaves = new Set(page?.leafItems ?? []);
  let keepsPassword = page?.protected ?? false;
  await editDialog(store, {
    name: "status-page",
    title: page ? `Edit ${page.name}` : "Add status page",
    button: page ? "Save" : "Create status page",
    names: ["id", "name", "slug", "items", "leafItems", "password"],
    fields: ({ labelled, grouped, redraw }) => {
      const fold = (/** @type {string} */ id, /** @type {boolean} */ folded) => {
        leaves = new Set(folded ? [...leaves, id] : [...leaves].filter((other) => other !== id));
        redraw();
      };
      return html`
      ${labelled("name", "Name", html`<input name="name" maxlength="200" autofocus value=${page?.name ?? ""} placeholder="Acme status">`)}
      <div class="pair">
        ${labelled("slug", "Slug", html`<input name="slug" maxlength="100" value=${page?.slug ?? ""} placeholder="acme">`, `Public URL: ${location.origin}/status/…`)}
        ${page ? nothing : labelled("id", "ID", html`<input name="id" maxlength="100">`, "Leave empty to generate one.")}
      </div>
      ${grouped(
        "items",
        html`<hg-picker name="items" label="Items, in display order" .ordered=${true} .options=${itemOptions(store.data)} .value=${start}
        @change=${(/** @type {any} */ { target }) => {
          if (target.localName !== "hg-picker") return;
          items = target.value;
          redraw();
        }}></hg-picker>`,
      )}
      ${items.some((id) => childrenOf(store.data, id).length > 0) ? grouped("leafItems", pagePreview(store.data, items, leaves, fold), "A collapsed group is shown as one line without its members.") : nothing}
      ${
        keepsPassword
          ? html`<div class="field"><span>Password</span><p class="inline">A password is set. <button class="button small" type="button" @click=${() => {
              keepsPassword = false;
              redraw();
            }}>Change or remove</button></p></div>`
          : labelled(
              "password",
              "Password",
              html`<input name="password" type="password" autocomplete="new-password" maxlength="1000">`,
              page?.protected
                ? "At least 8 characters. Leave empty to make the page public."
                : "At least 8 characters. Leave empty for a public page.",
            )
      }
      ${choice("reports", "Monthly reports", "Visitors can download a CSV report for each month.", page?.reports ?? false)}
      ${config.reset_by_mail ? choice("mailSubscription", "Subscriptions by email", "Visitors can have incidents and maintenance mailed to them. A new password removes all subscribers.", page?.mailSubscription ?? true) : nothing}`;
    },
    submit: async (form, element) => {
      const body = {
        ...(textValue(form, "id") && { id: textValue(form, "id") }),
        name: textValue(form, "name"),
        slug: textValue(form, "slug"),
        items: chosenIds(element, "items"),
        leafItems: [...leaves],
        reports: form.has("reports"),
        ...(config.reset_by_mail && { mailSubscription: form.has("mailSubscription") }),
        ...(!keepsPassword && password(String(form.get("password")), page)),
      };
      await save("status-pages", page?.id, body);
    },
    done: page ? `${page.name} saved.` : "Status page created.",
  });
}

/** @param {string} written @param {Page} [page] */
function password(written, page) {
  if (written) return { password: written };
  return page?.protected ? { password: null } : {};
}
