package org.heliograph.identity.signin;

import org.heliograph.identity.account.Account;

/** Publishes ended sessions to every node; implemented by the {@code operations} package, which this one does not depend on. */
public interface RevocationPublisher {
    /** The access tokens that an account has so far are invalid. To be called within the transaction that made them so. */
    void sessionsEnded(Account account);

    /** The access tokens of one session of an account are invalid. To be called within the transaction that made them so. */
    void sessionEnded(String accountId, String session);
}
