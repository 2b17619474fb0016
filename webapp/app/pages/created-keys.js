import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/toasts.js";

const LISTED = 5;

/**
 * Offers to revoke the auth keys of a user who has lost the right to create them: such a key still registers machines, also in the hands
 * of that user.
 *
 * @param {string} email
 * @param {{ description: string | null, prefix: string }[]} keys
 * @param {() => Promise<unknown>} revoke revokes all of them
 */
export async function offerKeyRevocation(email, keys, revoke) {
  if (keys.length === 0) return;
  const names = keys.slice(0, LISTED).map(({ description, prefix }) => `${description || "No description"} (${prefix}…)`);
  const others = keys.length > LISTED ? ` and ${keys.length - LISTED} more` : "";
  const count = keys.length === 1 ? "1 auth key" : `${keys.length} auth keys`;
  await confirmDialog({
    title: `Revoke the auth keys of ${email}?`,
    text: `${email} created ${count} that can still register machines: ${names.join(", ")}${others}. Machines that are already registered are not affected.`,
    button: `Revoke ${count}`,
    act: async () => {
      await revoke();
      toast(`${count} revoked.`, "good");
    },
  });
}
