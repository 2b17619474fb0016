/**
 * @typedef {import("./session.js").SignedIn} SignedIn
 *
 * @typedef {Object} Challenge in place of a session: the sign-in needs a code
 * @property {string} challenge
 * @property {number} expires_in seconds
 * @property {boolean} setup whether the account must set up a second factor first
 *
 * @typedef {Object} Auth
 * @property {(email: string, password: string) => Promise<SignedIn | Challenge>} login
 * @property {(challenge: string, code: string, show?: (recoveryCodes: string[]) => Promise<unknown>) => Promise<SignedIn>} proveCode
 *     completes a sign-in; `show` receives the recovery codes of a second factor that was set up with it, and the session begins when it
 *     is done
 * @property {() => Promise<string | undefined>} logout ends the session here even when the server cannot be reached; where the browser
 *   signs out at the sign-in service, if the session began there
 * @property {(current: string, next: string) => Promise<void>} changePassword
 * @property {(token: string, name: string, password: string) => Promise<SignedIn | Challenge>} acceptInvitation
 * @property {(token: string) => Promise<void>} acceptInvitationAsUser joins the organisation with the signed-in account
 * @property {(token: string, password: string) => Promise<SignedIn | Challenge>} resetPassword uses a reset link
 * @property {(email: string) => Promise<void>} requestReset asks for a reset link by mail
 * @property {() => Promise<{ url: string }>} startProvider begins a sign-in by OpenID Connect: where the browser goes next
 * @property {(answer: Record<string, string | null>) => Promise<SignedIn>} completeProvider takes the parameters with which it comes back
 * @property {(answer: Record<string, string | null>, password: string) => Promise<void>} linkProvider the same, for the account of the
 *     signed-in user, whose password it takes
 * @property {() => Promise<void>} logoutEverywhere ends every session of the account, on every device
 * @property {() => Promise<void>} reload loads the account and its organisations again
 */

/**
 * The calls that change the session, such as signing in and out; null for a client without a session.
 *
 * @param {{ rest: import("./rest.js").Rest, session: import("./session.js").Session | null }} context
 * @returns {{ auth: Auth | null }}
 */
export const auth = ({ rest, session }) => ({ auth: session && authOf(rest, session) });

/** @param {import("./rest.js").Rest} rest @param {import("./session.js").Session} session @returns {Auth} */
function authOf(rest, session) {
  /** @param {any} answer @returns {SignedIn | Challenge} */
  const begun = (answer) => ("challenge" in answer ? answer : session.write(answer));
  return {
    async login(email, password) {
      return begun(await rest.post("/api/auth/login", { email, password }, { anonymous: true }));
    },
    async proveCode(challenge, code, show) {
      const answer = await rest.post("/api/auth/challenge", { challenge, code }, { anonymous: true });
      if (answer.recovery_codes) await show?.(answer.recovery_codes);
      return session.write(answer);
    },
    async logout() {
      const refresh_token = session.read()?.refresh_token;
      session.clear();
      if (!refresh_token) return undefined;
      return (await rest.post("/api/auth/logout", { refresh_token }, { anonymous: true }))?.logout_url;
    },
    async changePassword(current, next) {
      const body = { current_password: current, new_password: next };
      await session.replace(() => rest.post("/api/auth/password", body));
    },
    async acceptInvitation(token, name, password) {
      const body = { token, name, password };
      return begun(await rest.post("/api/auth/invitation", body, { anonymous: true }));
    },
    async acceptInvitationAsUser(token) {
      const { user, organizations } = await rest.post("/api/auth/invitation/accept", { token });
      session.update({ user, organizations });
    },
    async resetPassword(token, password) {
      return begun(await rest.post("/api/auth/reset", { token, new_password: password }, { anonymous: true }));
    },
    async requestReset(email) {
      await rest.post("/api/auth/reset/request", { email }, { anonymous: true });
    },
    async startProvider() {
      return rest.post("/api/auth/oidc/start", undefined, { anonymous: true });
    },
    async completeProvider(answer) {
      return session.write(await rest.post("/api/auth/oidc", answer, { anonymous: true }));
    },
    async linkProvider(answer, password) {
      await rest.post("/api/auth/oidc/link", { ...answer, current_password: password });
    },
    async logoutEverywhere() {
      await rest.post("/api/auth/logout-everywhere");
      session.clear();
    },
    async reload() {
      const { user, organizations } = await rest.get("/api/auth/me");
      session.update({ user, organizations });
    },
  };
}
