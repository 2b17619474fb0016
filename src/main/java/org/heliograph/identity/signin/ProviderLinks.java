package org.heliograph.identity.signin;

import org.heliograph.identity.account.Account;

/**
 * The links of accounts with people of an OpenID Connect provider; implemented by the package {@code identity.oidc}, which this one does not
 * depend on.
 */
public interface ProviderLinks {
    /**
     * Ends every link of an account and the permission for another one, and takes away what groups gave it.
     *
     * @param account with a locked row
     */
    void removeAll(Account account);
}
