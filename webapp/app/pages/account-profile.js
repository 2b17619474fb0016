import { html, nothing } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { counted, deletionDialog } from "../parts/deletion-dialog.js";
import { formDialog } from "../parts/dialog.js";
import { textValue } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";

/**
 * @typedef {{ email: string, name: string }} Profile
 * @typedef {{ email: string, organizations: { name: string, role: string }[], sessions: number, api_tokens: number, invitations: number,
 *   auth_keys: object[], screen_tokens: object[], revocable: { auth_keys: number, screen_tokens: number }, refusal?: { message: string } | null }} Contents
 */

/**
 * Changes the name and the address of an account.
 *
 * @param {Profile} profile @param {{ title: string, own: boolean, save: (changes: object) => Promise<unknown> }} options `own`: another
 *   address needs the password
 */
export function editProfile({ email, name }, { title, own, save }) {
  let moved = false;
  return formDialog({
    name: "account-profile",
    title,
    names: ["name", "email", "current_password"],
    fields: ({ labelled, redraw }) => {
      /** @param {{ target: any }} event */
      const enter = ({ target }) => {
        moved = target.value.trim().toLowerCase() !== email;
        redraw();
      };
      return html`${labelled("name", "Name", html`<input name="name" required maxlength="200" autofocus value=${name}>`)}
        ${labelled("email", "Email", html`<input name="email" type="email" required maxlength="254" autocomplete="off" value=${email} @input=${enter}>`, own ? "You sign in with this address." : "The user signs in with this address. Sessions go on.")}
        ${own && moved ? labelled("current_password", "Your password", html`<input name="current_password" type="password" required autocomplete="current-password">`) : nothing}`;
    },
    button: "Save",
    submit: async (form) => {
      /** @type {Record<string, string>} */
      const changes = {};
      if (textValue(form, "name") !== name) changes.name = textValue(form, "name");
      if (textValue(form, "email").toLowerCase() !== email) changes.email = textValue(form, "email");
      if (Object.keys(changes).length === 0) return;
      if (own && changes.email !== undefined) changes.current_password = String(form.get("current_password") ?? "");
      await save(changes);
      toast("Changes saved.", "good");
    },
  });
}

/**
 * Deletes an account after saying what belongs to it.
 *
 * @param {Contents} contents
 * @param {{ own: boolean, act: (password: string, revoke: boolean) => Promise<unknown> }} options `own`: of the user, who enters the password
 */
export function deleteAccount({ email, refusal, ...has }, { own, act }) {
  const organizations = has.organizations.map(({ name }) => name).join(", ");
  const { auth_keys: keys, screen_tokens: screens } = has.revocable;
  const made = [...counted(keys, "auth key"), ...counted(screens, "screen token")].join(" and ");
  const after = [
    "Without this, they go on working.",
    ...(keys > 0 ? ["Machines that are already registered are not affected."] : []),
    ...(screens > 0 ? ["Screens that use them stop showing alerts at once."] : []),
  ].join(" ");
  return deletionDialog({
    name: "delete-account",
    title: own ? "Delete your account?" : `Delete ${email}?`,
    refusal: refusal?.message,
    text: own
      ? "You are signed out everywhere and cannot sign in again. This cannot be undone."
      : "The user is signed out everywhere and cannot sign in again. This cannot be undone.",
    contents: [
      ...(organizations ? [`the membership in ${organizations}`] : []),
      ...counted(has.sessions, "session"),
      ...counted(has.api_tokens, "API token"),
      ...counted(has.invitations, "invitation that was sent", "invitations that were sent"),
    ],
    kept: [
      ...counted(has.auth_keys.length, "auth key that registers machines", "auth keys that register machines"),
      ...counted(has.screen_tokens.length, "screen token that shows alerts", "screen tokens that show alerts"),
      "entries of the audit log",
    ],
    password: own,
    option: own && made ? [`Revoke ${made}`, after] : undefined,
    button: "Delete account",
    act,
  });
}

/** Edits the user's own name and address. @param {Profile} profile */
export const editOwnProfile = (profile) =>
  editProfile(profile, {
    title: "Edit your account",
    own: true,
    save: async (changes) => {
      await api.patch("/api/auth/account", changes);
      await api.auth.reload();
    },
  });

/** Deletes the user's own account. @param {() => Promise<unknown>} leave */
export async function deleteOwnAccount(leave) {
  const contents = await api.get("/api/auth/account/deletion");
  /** @param {string} password @param {boolean} revoke */
  const act = (password, revoke) => api.post("/api/auth/account/delete", { current_password: password, revoke_created: revoke });
  if (await deleteAccount(contents, { own: true, act })) await leave();
}
