package org.heliograph.identity;

/** Checks the current state of accounts, which may have changed since their tokens were issued. */
public interface AccountStatusChecker {
    /**
     * The caller with the rights that the account of the token has now.
     *
     * @param ours whether we issued the token: then the account must exist, and its platform role replaces that of the token; otherwise no
     *             account may have the id of the caller, whose rights it would lend to another user
     * @throws InvalidTokenException            when the account is disabled or does not exist any more, the session of our token has
     *                                          ended, or the subject of another issuer's token is the id of an account
     * @throws org.heliograph.rest.ApiException 503 when the state cannot be read now
     */
    Caller current(Caller caller, boolean ours) throws InvalidTokenException;

    /** Discards what is cached of an account and its sessions, because it has changed. */
    void invalidate(String accountId);

    /** Discards what is cached of one session of an account, because it has ended. */
    void invalidateSession(String accountId, String session);
}
