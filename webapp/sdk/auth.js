/**
 * @typedef {import("./session.js").SignedIn} SignedIn
 *
 * @typedef {Object} Auth
 * @property {(email: string, password: string) => Promise<SignedIn>} login
 * @property {() => Promise<void>} logout ends the session here even when the server cannot be reached
 * @property {(current: string, next: string) => Promise<void>} changePassword
 * @property {(token: string, name: string, password: string) => Promise<SignedIn>} acceptInvitation
 * @property {() => Promise<void>} reload loads the account and its organisations again
 */

/**
 * The calls that change the session, such as signing in and out.
 *
 * @param {{ rest: import("./rest.js").Rest, session: import("./session.js").Session }} parts
 * @returns {Auth}
 */
export function createAuth({ rest, session }) {
  return {
    async login(email, password) {
      return session.write(await rest.post("/api/auth/login", { email, password }, { anonymous: true }));
    },
    async logout() {
      const refresh_token = session.read()?.refresh_token;
      session.clear();
      if (refresh_token) await rest.post("/api/auth/logout", { refresh_token }, { anonymous: true });
    },
    async changePassword(current, next) {
      session.write(await rest.post("/api/auth/password", { current_password: current, new_password: next }));
    },
    async acceptInvitation(token, name, password) {
      const body = { token, name, password };
      return session.write(await rest.post("/api/auth/invitation", body, { anonymous: true }));
    },
    async reload() {
      const { user, organizations } = await rest.get("/api/auth/me");
      session.update({ user, organizations });
    },
  };
}
