/**
 * @typedef {import("./session.js").SignedIn} SignedIn
 *
 * @typedef {Object} Auth
 * @property {(email: string, password: string) => Promise<SignedIn>} login
 * @property {() => Promise<string | undefined>} logout ends the session here even when the server cannot be reached; where the browser
 *   signs out at the sign-in service, if the session began there
 * @property {(current: string, next: string) => Promise<void>} changePassword
 * @property {(token: string, name: string, password: string) => Promise<SignedIn>} acceptInvitation
 * @property {(token: string) => Promise<void>} acceptInvitationAsUser joins the organisation with the signed-in account
 * @property {(token: string, password: string) => Promise<SignedIn>} resetPassword uses the link of an administrator
 * @property {() => Promise<{ url: string }>} startProvider begins a sign-in by OpenID Connect: where the browser goes next
 * @property {(answer: Record<string, string | null>) => Promise<SignedIn>} completeProvider takes the parameters with which it comes back
 * @property {(answer: Record<string, string | null>) => Promise<void>} linkProvider the same, for the account of the signed-in user
 * @property {() => Promise<void>} logoutEverywhere ends every session of the account, on every device
 * @property {() => Promise<void>} reload loads the account and its organisations again
 */
export type SignedIn = import("./session.js").SignedIn;
export type Auth = {
    login: (email: string, password: string) => Promise<SignedIn>;
    /**
     * ends the session here even when the server cannot be reached; where the browser
     * signs out at the sign-in service, if the session began there
     */
    logout: () => Promise<string | undefined>;
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
     * begins a sign-in by OpenID Connect: where the browser goes next
     */
    startProvider: () => Promise<{
        url: string;
    }>;
    /**
     * takes the parameters with which it comes back
     */
    completeProvider: (answer: Record<string, string | null>) => Promise<SignedIn>;
    /**
     * the same, for the account of the signed-in user
     */
    linkProvider: (answer: Record<string, string | null>) => Promise<void>;
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
