package org.heliograph.identity.oidc;

import java.util.Map;
import org.heliograph.identity.account.Account;

/** What groups of the provider give in organisations; implemented by the organisation package, which this one does not depend on. */
public interface MappedMemberships {
    /**
     * Gives an account these roles, and takes away what the groups gave before and do not give now. What a person has otherwise stays. In the
     * current transaction.
     *
     * @param account with a locked row
     * @param roles   by the id of the organisation; one that does not exist is left out
     */
    void apply(Account account, Map<String, String> roles);

    /** Ends what an account that administers the installation no more had given to others. In the current transaction. */
    void demoted(Account account);
}
