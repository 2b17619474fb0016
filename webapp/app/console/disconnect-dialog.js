import { html } from "../../lib/lit-html.js";
import { ApiError } from "../../sdk/rest.js";
import { formDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { disconnect } from "./admin-api.js";
import { listed } from "./units.js";

/** What a close frame can carry, in bytes of UTF-8. */
const LONGEST_REASON = 123;

/** @param {string} reason @returns {boolean} whether it fits a close frame */
export const reasonFits = (reason) => new TextEncoder().encode(reason).length <= LONGEST_REASON;

/**
 * Disconnects a client.
 *
 * @param {string} id @param {string} reason
 * @returns {Promise<boolean>} false: it was disconnected already
 * @throws {Error} where a node that did not answer may have it
 */
export async function closeSocket(id, reason) {
  try {
    const { node, missing } = await disconnect(id, reason);
    if (node === null) throw new Error(`${listed(missing)} did not answer in time. Try again.`);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

/**
 * Asks for the reason, and disconnects the client.
 *
 * @param {import("./sockets-part.js").Socket} socket
 * @param {() => void} done
 */
export async function disconnectDialog({ id, user, user_id, address, node }, done) {
  const client = user ?? user_id ?? address ?? "this client";
  let closed = true;
  const disconnected = await formDialog({
    name: "disconnect-sockets",
    title: `Disconnect ${client}?`,
    button: "Disconnect",
    fields: ({
      labelled,
    }) => html`<p class="console-question">The socket on ${node} is closed. Most clients reconnect by themselves; to keep a user out, disable the account.</p>
      ${labelled(
        "reason",
        "Reason",
        html`<input name="reason" required maxlength="100" autofocus autocomplete="off" value="Disconnected by an administrator">`,
        "Sent to the client, and kept in the audit log.",
      )}`,
    submit: async (form) => {
      const reason = String(form.get("reason")).trim();
      if (!reasonFits(reason)) throw new Error("The reason is too long for a close frame. Shorten it.");
      closed = await closeSocket(id, reason);
    },
  });
  if (!disconnected) return;
  toast(closed ? `${client} was disconnected.` : `${client} had left already.`, closed ? "good" : "plain");
  done();
}
