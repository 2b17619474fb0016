import { html } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { confirmDialog, openDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { errorMessage } from "../words.js";
import { deleteAccount, editProfile } from "./account-profile.js";
import { offerRevocation } from "./offer-revocation.js";

/**
 * @typedef {Object} Action of administrators on an account
 * @property {string} label
 * @property {string} hint
 * @property {() => Promise<unknown>} run
 */

/**
 * The actions on an account that are needed seldom, in a dialog.
 *
 * @param {import("./accounts.js").Account} account @param {boolean} self whether it is the user's own @param {() => unknown} changed
 */
export async function accountActions(account, self, changed) {
  /** @type {Action | null} */
  let chosen = null;
  await openDialog("account-actions", account.email, ({ close }) => {
    /** @param {Action} action */
    const choose = (action) => {
      chosen = action;
      close();
    };
    if (self)
      return html`<p class="quiet">Your own name, sessions and two-factor authentication are on the page <a href="/account">Account</a>.</p>`;
    return html`<ul class="plain choices">${actions(account).map(
      (action) =>
        html`<li><button class="button" type="button" @click=${() => choose(action)}>${action.label}</button><span class="quiet">${action.hint}</span></li>`,
    )}</ul>`;
  });
  try {
    await /** @type {Action | null} */ (chosen)?.run();
  } catch (error) {
    toast(errorMessage(error), "bad");
  }
  if (chosen) changed();
}

/** @param {import("./accounts.js").Account} account @returns {Action[]} */
function actions(account) {
  /** @type {Action[]} */
  const all = [
    { label: "Edit name and email", hint: "The password stays, and sessions go on.", run: () => edit(account) },
    { label: "Sign out everywhere", hint: "Ends all sessions of the user.", run: () => endSessions(account) },
  ];
  if (account.second_factor) {
    const hint = "For a user who has lost the app and the recovery codes.";
    all.push({ label: "Reset two-factor", hint, run: () => resetFactor(account) });
  }
  all.push({ label: "Delete account", hint: "Shows what belongs to it first.", run: () => remove(account) });
  return all;
}

/** @param {import("./accounts.js").Account} account */
const edit = (account) =>
  editProfile(account, {
    title: `Edit ${account.email}`,
    own: false,
    save: (changes) => api.patch(`/api/accounts/${account.id}`, changes),
  });

/** @param {import("./accounts.js").Account} account */
async function remove({ id, email }) {
  /** @type {object} */
  let left = {};
  const contents = await api.get(`/api/accounts/${id}/deletion`);
  const act = async () => {
    left = await api.delete(`/api/accounts/${id}`);
    toast(`${email} deleted.`, "good");
  };
  if (!(await deleteAccount(contents, { own: false, act }))) return;
  await offerRevocation(email, left, {
    keys: () => api.post(`/api/accounts/${id}/revoke-keys`),
    screens: () => api.post(`/api/accounts/${id}/revoke-screens`),
  });
}

/** @param {import("./accounts.js").Account} account */
const endSessions = ({ id, email }) =>
  confirmDialog({
    name: "sign-out-account",
    title: `Sign ${email} out everywhere?`,
    text: "All sessions end within a second, and the user signs in again. API tokens go on.",
    button: "Sign out",
    act: async () => {
      await api.post(`/api/accounts/${id}/end-sessions`);
      toast(`${email} is signed out everywhere.`, "good");
    },
  });

/** @param {import("./accounts.js").Account} account */
const resetFactor = ({ id, email }) =>
  confirmDialog({
    name: "reset-second-factor",
    title: `Reset two-factor authentication of ${email}?`,
    text: "Make sure that the request comes from the user. The app and the recovery codes stop working, and all sessions end now. Where two-factor authentication is required, the user sets it up again at the next sign-in.",
    button: "Reset two-factor",
    act: async () => {
      await api.post(`/api/accounts/${id}/reset-factor`);
      toast(`Two-factor authentication of ${email} is reset.`, "good");
    },
  });
