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
export type SignedIn = import("./session.js").SignedIn;
export type Challenge = {
    challenge: string;
    /**
     * seconds
     */
    expires_in: number;
    /**
     * whether the account must set up a second factor first
     */
    setup: boolean;
};
export type Auth = {
    login: (email: string, password: string) => Promise<SignedIn | Challenge>;
    /**
     *     completes a sign-in; `show` receives the recovery codes of a second factor that was set up with it, and the session begins when it
     *     is done
     */
    proveCode: (challenge: string, code: string, show?: (recoveryCodes: string[]) => Promise<unknown>) => Promise<SignedIn>;
    /**
     * ends the session here even when the server cannot be reached; where the browser
     * signs out at the sign-in service, if the session began there
     */
    logout: () => Promise<string | undefined>;
    changePassword: (current: string, next: string) => Promise<void>;
    acceptInvitation: (token: string, name: string, password: string) => Promise<SignedIn | Challenge>;
    /**
     * joins the organisation with the signed-in account
     */
    acceptInvitationAsUser: (token: string) => Promise<void>;
    /**
     * uses a reset link
     */
    resetPassword: (token: string, password: string) => Promise<SignedIn | Challenge>;
    /**
     * asks for a reset link by mail
     */
    requestReset: (email: string) => Promise<void>;
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
     * the same, for the account of the
     * signed-in user, whose password it takes
     */
    linkProvider: (answer: Record<string, string | null>, password: string) => Promise<void>;
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
 * The calls that change the session, such as signing in and out; null for a client without a session.
 *
 * @param {{ rest: import("./rest.js").Rest, session: import("./session.js").Session | null }} context
 * @returns {{ auth: Auth | null }}
 */
export declare const auth: ({ rest, session }: {
    rest: import("./rest.js").Rest;
    session: import("./session.js").Session | null;
}) => {
    auth: Auth | null;
};
