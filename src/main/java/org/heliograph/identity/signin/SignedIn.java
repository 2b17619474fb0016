package org.heliograph.identity.signin;

import org.heliograph.identity.account.Account;

/** What a successful sign-in gives: who it is, and the pair of tokens. */
public record SignedIn(Account account, String token, String refreshToken, long expiresInSeconds) {
    /** Says nothing of the tokens. */
    @Override
    public String toString() {
        return "SignedIn[" + account.getId() + "]";
    }
}
