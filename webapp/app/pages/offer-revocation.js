import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";

const LISTED = 5;

/** @typedef {{ description: string | null, prefix: string }} Key */
/** @typedef {{ name: string, prefix: string }} Screen */
/** @typedef {{ email: string, role: string }} Invitation */

/**
 * Offers to revoke what a user who has lost the right to create it has created, or a program whose API token was revoked: an auth key still
 * registers machines, a screen token still shows alerts and an invitation can still be accepted, no matter who has them.
 *
 * @param {string} creator an address, or the name of an API token
 * @param {{ auth_keys?: Key[], screen_tokens?: Screen[], invitations?: Invitation[] }} left the answer to the change that took the right
 * @param {{ keys?: () => Promise<unknown>, screens?: () => Promise<unknown>, all?: () => Promise<unknown> }} revoke revokes all of a kind, or
 *   of all kinds
 */
export async function offerRevocation(creator, { auth_keys = [], screen_tokens = [], invitations = [] }, revoke) {
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
    {
      names: invitations.map(({ email, role }) => `${email} (${role})`),
      count: counted(invitations.length, "invitation"),
      still: "can still be accepted",
      after: "Their links stop working.",
      revoke: undefined,
    },
  ].filter(({ names }) => names.length > 0);
  if (kinds.length === 0) return;
  const all = kinds
    .map(({ count }) => count)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
  await confirmDialog({
    name: "offer-revocation",
    title: `Revoke what ${creator} created?`,
    text: kinds
      .map(({ count, names, still, after }) => `${creator} created ${count} that ${still}: ${listed(names)}. ${after}`)
      .join(" "),
    button: `Revoke ${all}`,
    act: async () => {
      if (revoke.all) await revoke.all();
      else for (const kind of kinds) await kind.revoke?.();
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
