import { html, nothing } from "../../lib/lit-html.js";
import { choice, chosenIds, textValue } from "../parts/form.js";
import { icons } from "../parts/icons.js";
import { byName } from "../sort.js";
import { itemOptions, nameOf, save } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";
import { childrenOf, pagePreview } from "./page-preview.js";

/** @typedef {import("./admin-api.js").Page} Page */

/** @type {import("./resource-list.js").ResourceType} */
export const pages = {
  kind: "status-pages",
  one: "status page",
  many: "status pages",
  none: "A status page shows monitors and groups to everybody who knows its address, or its password.",
  gone: "Its incidents and maintenances go with it; monitors and groups stay.",
  rows: (data) => byName(data.pages),
  name: ({ name }) => name,
  below: ({ slug }) =>
    html`<a href="/status/${slug}" target="_blank" rel="noopener">/status/${slug}<span class="visually-hidden"> (opens in a new tab)</span></a>`,
  columns: [
    ["Shows", ({ items }, { data }) => shownOn(items, data)],
    ["Who", (page) => (page.protected ? "with its password" : "everybody")],
    ["Reports", ({ reports }) => (reports ? "monthly CSV" : "none")],
  ],
  actions: ({ slug, name }) =>
    html`<a class="icon-button" href="/status/${slug}" target="_blank" rel="noopener" title="Open" aria-label="Open ${name} in a new tab">${icons.open}</a>`,
  edit,
};

/** @param {string[]} items @param {import("./admin-api.js").AdminData} data */
function shownOn(items, data) {
  if (items.length === 0) return "nothing yet";
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
    title: page ? `Edit ${page.name}` : "Add a status page",
    button: page ? "Save" : "Add the status page",
    names: ["id", "name", "slug", "items", "leafItems", "password"],
    fields: ({ labelled, grouped, redraw }) => {
      const fold = (/** @type {string} */ id, /** @type {boolean} */ folded) => {
        leaves = new Set(folded ? [...leaves, id] : [...leaves].filter((other) => other !== id));
        redraw();
      };
      return html`
      ${labelled("name", "Name", html`<input name="name" maxlength="200" autofocus value=${page?.name ?? ""} placeholder="Acme status">`)}
      <div class="pair">
        ${labelled("slug", "Slug", html`<input name="slug" maxlength="100" value=${page?.slug ?? ""} placeholder="acme">`, `Its address: ${location.origin}/status/…`)}
        ${page ? nothing : labelled("id", "Id", html`<input name="id" maxlength="100">`, "Left empty, one is made.")}
      </div>
      ${grouped(
        "items",
        html`<hg-picker name="items" label="What it shows, from top to bottom" .ordered=${true} .options=${itemOptions(store.data)} .value=${start}
        @change=${(/** @type {any} */ { target }) => {
          if (target.localName !== "hg-picker") return;
          items = target.value;
          redraw();
        }}></hg-picker>`,
      )}
      ${items.some((id) => childrenOf(store.data, id).length > 0) ? grouped("leafItems", pagePreview(store.data, items, leaves, fold), "What is folded shows as one line, without what it holds.") : nothing}
      ${
        keepsPassword
          ? html`<div class="field"><span>Password</span><p class="inline">It has one. <button class="button small" type="button" @click=${() => {
              keepsPassword = false;
              redraw();
            }}>Change or remove it</button></p></div>`
          : labelled(
              "password",
              "Password",
              html`<input name="password" type="password" autocomplete="new-password" maxlength="1000">`,
              page?.protected
                ? "8 characters or more. Left empty, the page is open to everybody."
                : "8 characters or more. Left empty, everybody may look.",
            )
      }
      ${choice("reports", "Monthly reports", "Everybody who may look at the page can take a month away as CSV.", page?.reports ?? false)}`;
    },
    submit: async (form, element) => {
      const body = {
        ...(textValue(form, "id") && { id: textValue(form, "id") }),
        name: textValue(form, "name"),
        slug: textValue(form, "slug"),
        items: chosenIds(element, "items"),
        leafItems: [...leaves],
        reports: form.has("reports"),
        ...(!keepsPassword && password(String(form.get("password")), page)),
      };
      await save("status-pages", page?.id, body);
    },
    done: page ? `${page.name} was changed.` : "The status page was added.",
  });
}

/** @param {string} written @param {Page} [page] */
function password(written, page) {
  if (written) return { password: written };
  return page?.protected ? { password: null } : {};
}
