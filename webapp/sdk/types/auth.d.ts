/**
 * @typedef {import("./session.js").SignedIn} SignedIn
 *
 * @typedef {Object} Auth
 * @property {(email: string, password: string) => Promise<SignedIn>} login
 * @property {() => Promise<void>} logout ends the session here even when the server cannot be reached
 * @property {(current: string, next: string) => Promise<void>} changePassword
 * @property {(token: string, name: string, password: string) => Promise<SignedIn>} acceptInvitation
 * @property {(token: string) => Promise<void>} acceptInvitationAsUser joins the organisation with the signed-in account
 * @property {(token: string, password: string) => Promise<SignedIn>} resetPassword uses the link of an administrator
 * @property {() => Promise<void>} logoutEverywhere ends every session of the account, on every device
 * @property {() => Promise<void>} reload loads the account and its organisations again
 */
export type SignedIn = import("./session.js").SignedIn;
export type Auth = {
    login: (email: string, password: string) => Promise<SignedIn>;
    /**
     * ends the session here even when the server cannot be reached
     */
    logout: () => Promise<void>;
    changePassword: (current: string, next: string) => Promise<void>;
    acceptInvitation: (token: string, name: string, password: string) => Promise<SignedIn>;
    /**
     * joins the organisation with the signed-in account
     */
    acceptInvitationAsUser: (token: string) => Promise<void>;
    /**
     * uses the link of an administrator
     */
    resetPassword: (token: string, password: string) => Promise<SignedIn>;
    /**
     * ends every session of the account, on every device
     */
    logoutEverywhere: () => Promise<void>;
    /**
     * loads the account and its organisations again
     */
    reload: () => Promise<void>;
};
/**
 * The calls that change the session, such as signing in and out.
 *
 * @param {{ rest: import("./rest.js").Rest, session: import("./session.js").Session }} parts
 * @returns {Auth}
 */
export declare function createAuth({ rest, session }: {
    rest: import("./rest.js").Rest;
    session: import("./session.js").Session;
}): Auth;
