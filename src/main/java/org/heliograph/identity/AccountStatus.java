package org.heliograph.identity;

/** How accounts stand now, which a token that was made an hour ago cannot know. */
public interface AccountStatus {
    /**
     * The caller as the account behind a token has it now.
     *
     * @param ours whether we made the token: then there must be an account, and its platform role counts, not the token's
     * @throws InvalidTokenException            when the account is disabled, or gone
     * @throws org.heliograph.rest.ApiException 503 when it cannot be said now
     */
    Caller now(Caller caller, boolean ours) throws InvalidTokenException;

    /** Something about an account has changed; what was known of it counts no more. */
    void forget(String accountId);
}
