import { html, nothing } from "../../lib/lit-html.js";
import { byName } from "../machines.js";
import { chosenIds, numberValue, textValue } from "../parts/form.js";
import { itemOptions, nameOf, save } from "./admin-api.js";
import { editDialog } from "./edit-dialog.js";

/** @typedef {import("./admin-api.js").Group} Group */

/** @type {Record<string, string>} */
const strategies = {
  "any-up": "Up when any member is up",
  "all-up": "Up when all members are up",
  percentage: "By percentage of members up",
};

/** @type {import("./resource-list.js").ResourceType} */
export const groups = {
  kind: "groups",
  one: "group",
  many: "groups",
  none: "A group shows several monitors or groups as one. Add a group to combine their status.",
  gone: "The group is removed from all status pages. Its monitors and groups are not deleted.",
  rows: (data) => byName(data.groups),
  name: ({ name }) => name,
  columns: [
    [
      "Strategy",
      ({ strategy, degradedThreshold }) =>
        `${strategies[strategy]}${strategy === "percentage" ? `, down below ${degradedThreshold ?? 50} %` : ""}`,
    ],
    [
      "Members",
      ({ children }, { data }) =>
        children.length === 0 ? "none" : listed(children.map((/** @type {string} */ id) => nameOf(data, id))),
    ],
  ],
  edit,
};

/** @param {string[]} names */
const listed = (names) => (names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", "));

/** @param {import("./admin-api.js").AdminStore} store @param {Group} [group] */
async function edit(store, group) {
  const children = group?.children ?? [];
  let strategy = group?.strategy ?? "any-up";
  await editDialog(store, {
    name: "group",
    title: group ? `Edit ${group.name}` : "Add group",
    button: group ? "Save" : "Create group",
    names: ["id", "name", "strategy", "degradedThreshold", "children"],
    fields: ({ labelled, grouped, redraw }) => html`
      ${labelled("name", "Name", html`<input name="name" maxlength="200" autofocus value=${group?.name ?? ""}>`)}
      ${group ? nothing : labelled("id", "ID", html`<input name="id" maxlength="100">`, "Cannot be changed later. Leave empty to generate one.")}
      ${labelled(
        "strategy",
        "Strategy",
        html`<select name="strategy" @change=${(/** @type {any} */ { target }) => {
          strategy = target.value;
          redraw();
        }}>${Object.entries(strategies).map(([value, words]) => html`<option value=${value} ?selected=${value === strategy}>${words}</option>`)}</select>`,
      )}
      ${strategy === "percentage" ? labelled("degradedThreshold", "Degraded threshold (%)", html`<input name="degradedThreshold" inputmode="decimal" value=${group?.degradedThreshold ?? 50}>`, "All members up: up. At least this percentage up: degraded. Below: down.") : nothing}
      ${grouped(
        "children",
        html`<hg-picker name="children" label="Members" .ordered=${true}
        .options=${itemOptions(store.data, (one) => one.id !== group?.id)} .value=${children}></hg-picker>`,
      )}`,
    submit: async (form, element) => {
      const body = {
        ...(textValue(form, "id") && { id: textValue(form, "id") }),
        name: textValue(form, "name"),
        strategy,
        children: chosenIds(element, "children"),
        ...(strategy === "percentage" && { degradedThreshold: numberValue(form, "degradedThreshold") ?? null }),
      };
      await save("groups", group?.id, body);
    },
    done: group ? `${group.name} saved.` : "Group created.",
  });
}
