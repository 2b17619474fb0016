import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/toasts.js";

const LISTED = 5;

/** @typedef {{ description: string | null, prefix: string }} Key */
/** @typedef {{ name: string, prefix: string }} Screen */

/**
 * Offers to revoke what a user who has lost the right to create it has created: an auth key still registers machines and a screen token still
 * shows alerts, also in the hands of that user.
 *
 * @param {string} email
 * @param {{ auth_keys?: Key[], screen_tokens?: Screen[] }} left the answer to the change that took the right
 * @param {{ keys?: () => Promise<unknown>, screens?: () => Promise<unknown> }} revoke revokes all of them
 */
export async function offerRevocation(email, { auth_keys = [], screen_tokens = [] }, revoke) {
  const kinds = [
    {
      names: auth_keys.map(({ description, prefix }) => `${description || "No description"} (${prefix}…)`),
      count: counted(auth_keys.length, "auth key"),
      still: "can still register machines",
      after: "Machines that are already registered are not affected.",
      revoke: revoke.keys,
    },
    {
      names: screen_tokens.map(({ name, prefix }) => `${name} (${prefix}…)`),
      count: counted(screen_tokens.length, "screen token"),
      still: "still show alerts",
      after: "Screens that use them stop showing alerts at once.",
      revoke: revoke.screens,
    },
  ].filter(({ names }) => names.length > 0);
  if (kinds.length === 0) return;
  const all = kinds.map(({ count }) => count).join(" and ");
  await confirmDialog({
    title: `Revoke what ${email} created?`,
    text: kinds
      .map(({ count, names, still, after }) => `${email} created ${count} that ${still}: ${listed(names)}. ${after}`)
      .join(" "),
    button: `Revoke ${all}`,
    act: async () => {
      for (const kind of kinds) await kind.revoke?.();
      toast(`${all} revoked.`, "good");
    },
  });
}

/** @param {string[]} names */
function listed(names) {
  const others = names.length > LISTED ? ` and ${names.length - LISTED} more` : "";
  return `${names.slice(0, LISTED).join(", ")}${others}`;
}

/** @param {number} count @param {string} noun */
const counted = (count, noun) => (count === 1 ? `1 ${noun}` : `${count} ${noun}s`);
