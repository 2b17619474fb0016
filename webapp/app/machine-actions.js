import { html } from "../lib/lit-html.js";
import { api } from "./context.js";
import { bulkDialog } from "./list/bulk-dialog.js";
import { confirmDialog, formDialog } from "./parts/dialog.js";
import { field } from "./parts/form.js";
import { toast } from "./parts/page-controls.js";
import { errorMessage } from "./words.js";

/** How many machines a call changes: their ids are in its address. */
const BATCH = 50;

/** @typedef {import("./machines.js").Machine} Machine */
/** @typedef {import("./list/bulk-run.js").Item} Item */

/** @param {Machine} machine @param {Partial<Machine>} changes @param {string} done @param {() => void} changed */
async function change(machine, changes, done, changed) {
  await api.patch("/api/db/machines", changes, { query: { id: `eq.${machine.id}`, org_id: `eq.${machine.org_id}` } });
  toast(done, "good");
  changed();
}

/** @param {Machine} machine @param {() => void} changed */
export function renameMachine(machine, changed) {
  formDialog({
    name: "rename-machine",
    title: `Rename ${machine.name}`,
    fields: () => field("Name", html`<input name="name" required maxlength="100" autofocus value=${machine.name}>`),
    button: "Rename",
    submit: async (form) => {
      const name = String(form.get("name")).trim();
      await change(machine, { name }, `${machine.name} renamed to ${name}.`, changed);
    },
  });
}

/** Disables a machine after a question, or enables it. @param {Machine} machine @param {() => void} changed */
export function toggleMachine(machine, changed) {
  const { name, admin_disabled } = machine;
  const done = `${name} ${admin_disabled ? "enabled" : "disabled"}.`;
  const act = () => change(machine, { admin_disabled: !admin_disabled }, done, changed);
  if (admin_disabled) return act().catch((error) => toast(errorMessage(error), "bad"));
  const text = "Its agent cannot connect until you enable the machine again.";
  return confirmDialog({ name: "disable-machine", title: `Disable ${name}?`, text, button: "Disable", act });
}

/** @param {Machine} machine @param {() => void} deleted */
export function deleteMachine({ id, org_id, name }, deleted) {
  return confirmDialog({
    name: "delete-machine",
    title: `Delete ${name}?`,
    text: "The machine is removed from all pages and its agent can no longer connect. To add it again, you need an auth key.",
    button: "Delete",
    act: async () => {
      await api.delete("/api/db/machines", { query: { id: `eq.${id}`, org_id: `eq.${org_id}` } });
      toast(`${name} deleted.`, "good");
      deleted();
    },
  });
}

/** @param {string} org @param {Item[]} items */
const matching = (org, items) => ({ query: { id: `in.(${items.map(({ id }) => `"${id}"`).join(",")})`, org_id: `eq.${org}` } });

/** @param {number} count */
const machines = (count) => (count === 1 ? "1 machine" : `${count} machines`);

/** @param {string} org @param {Item[]} items @param {boolean} disabled @returns {Promise<Item[]>} those that were changed */
export function changeMachines(org, items, disabled) {
  const button = disabled ? "Disable" : "Enable";
  return bulkDialog({
    name: "change-machines",
    title: `${button} ${machines(items.length)}?`,
    text: disabled ? "Their agents cannot connect until you enable the machines again." : "Their agents can connect again.",
    button,
    danger: disabled,
    items,
    batch: BATCH,
    act: (some) => api.patch("/api/db/machines", { admin_disabled: disabled }, matching(org, some)),
    done: (count) => `${machines(count)} ${disabled ? "disabled" : "enabled"}.`,
  });
}

/** @param {string} org @param {Item[]} items @returns {Promise<Item[]>} those that were deleted */
export function deleteMachines(org, items) {
  return bulkDialog({
    name: "delete-machines",
    title: `Delete ${machines(items.length)}?`,
    text: "They are removed from all pages and their agents can no longer connect. To add them again, you need an auth key.",
    button: "Delete",
    items,
    batch: BATCH,
    act: (some) => api.delete("/api/db/machines", matching(org, some)),
    done: (count) => `${machines(count)} deleted.`,
  });
}
