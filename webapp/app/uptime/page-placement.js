import { html, nothing } from "../../lib/lit-html.js";
import { publicAddress } from "../context.js";
import { byName } from "../machines.js";
import { textValue } from "../parts/form.js";
import { create, update } from "./admin-api.js";

/** @typedef {import("./admin-api.js").Choices} Choices */

/** The choice of a page that is to be made. An id of a page has no space. */
export const NEW_PAGE = "new page";

export const placementNames = ["page", "page.name", "page.slug"];

/** Where a new monitor is shown: on no page, on a page or in a group of it, or on a new page. */
export class PagePlacement {
  #page = "";
  #suggested;
  /** What was suggested from the name, until another one is entered. */
  #slug = "";

  /** @param {boolean} [suggested] whether a page is chosen at first: one that there is, or else a new one */
  constructor(suggested = false) {
    this.#suggested = suggested;
  }

  /** @param {Choices} data @param {import("../parts/dialog.js").FormFields} form */
  fields(data, { labelled, redraw }) {
    if (this.#suggested) this.#page = byName(data.pages)[0]?.id ?? NEW_PAGE;
    this.#suggested = false;
    const page = data.pages.find(({ id }) => id === this.#page);
    const choose = (/** @type {any} */ { target }) => {
      this.#page = target.value;
      redraw();
    };
    return html`${labelled(
      "page",
      "Show on status page",
      html`<select name="page" @change=${choose}>
        ${option("", "None", this.#page)}
        ${byName(data.pages).map(({ id, name }) => option(id, name, this.#page))}
        ${option(NEW_PAGE, "New status page…", this.#page)}</select>`,
      page || this.#page === NEW_PAGE ? nothing : "A monitor is on no page until you put it there.",
    )}
    ${page ? this.#groups(data, page, labelled) : nothing}
    ${this.#page === NEW_PAGE ? this.#newPage(labelled, redraw) : nothing}`;
  }

  /** @param {Choices} data @param {import("./admin-api.js").Page} page @param {import("../parts/form.js").FormState["labelled"]} labelled */
  #groups(data, page, labelled) {
    const groups = groupsOn(data, page);
    if (groups.length === 0) return nothing;
    return labelled(
      "group",
      "In group",
      html`<select name="group">${option("", "None, directly on the page", "")}${groups.map(({ id, name }) => option(id, name, ""))}</select>`,
      "It is then shown wherever the group is, and counts for the group’s state.",
    );
  }

  /** @param {import("../parts/form.js").FormState["labelled"]} labelled @param {() => void} redraw */
  #newPage(labelled, redraw) {
    const suggest = (/** @type {any} */ { target }) => {
      const slug = target.form.elements["page.slug"];
      if (slug.value !== this.#slug) return; // was entered
      this.#slug = slugOf(target.value);
      slug.value = this.#slug;
      redraw();
    };
    return html`<div class="pair">
      ${labelled("page.name", "Name of the page", html`<input name="page.name" maxlength="200" placeholder="Acme status" @input=${suggest}>`)}
      ${labelled("page.slug", "Slug", html`<input name="page.slug" maxlength="100" placeholder="acme">`, `Public URL: ${publicAddress()}/status/…`)}
    </div>`;
  }

  /**
   * Puts a monitor there, beside what others may have put there while the dialog was open.
   *
   * @param {string} monitor its id @param {FormData} form
   */
  async save(monitor, form) {
    const page = textValue(form, "page");
    const group = textValue(form, "group");
    if (page === NEW_PAGE) await this.#create(monitor, form);
    else if (group) await update("groups", group, { addChildren: [monitor] });
    else if (page) await update("status-pages", page, { addItems: [monitor] });
  }

  /** @param {string} monitor @param {FormData} form */
  async #create(monitor, form) {
    try {
      await create("status-pages", {
        name: textValue(form, "page.name"),
        slug: textValue(form, "page.slug"),
        items: [monitor],
      });
    } catch (error) {
      const refused = /** @type {any} */ (error);
      if (refused?.details) refused.details = refused.details.map((/** @type {string} */ one) => `page.${one}`);
      throw refused;
    }
  }
}

/** @param {string} value @param {string} label @param {string} chosen */
const option = (value, label, chosen) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;

/** @param {Pick<Choices, "groups">} data @param {{ items: string[] }} page @returns {import("./admin-api.js").Group[]} the groups that it shows, those within groups too */
export function groupsOn({ groups }, { items }) {
  const found = new Set();
  const visit = (/** @type {string[]} */ ids) => {
    for (const group of groups)
      if (ids.includes(group.id) && !found.has(group)) {
        found.add(group);
        visit(group.children);
      }
  };
  visit(items);
  return byName([...found]);
}

/** @param {string} name @returns {string} its letters and digits for an address; empty where it has none of these */
export const slugOf = (name) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
