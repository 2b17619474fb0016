package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.OidcSettings;

/** Who may sign in with a password, where an OpenID Connect provider signs people in. */
@ApplicationScoped
public class PasswordRule {
    private String passwords = OidcSettings.EVERYONE;

    /** For the container's proxies. */
    protected PasswordRule() {}

    @Inject
    PasswordRule(Configuration configuration) {
        passwords = configuration.get(OidcSettings.PASSWORDS);
    }

    /** Whether this account may. */
    public boolean allows(Account account) {
        return passwords.equals(OidcSettings.EVERYONE)
                || passwords.equals(OidcSettings.ADMINISTRATORS)
                        && account.getRole().equals(Caller.ADMIN);
    }

    /** @throws ApiException 403 {@code PASSWORDS_CLOSED} when this account may not */
    public void require(Account account) {
        if (!allows(account)) {
            throw new ApiException(
                    403, "PASSWORDS_CLOSED", "Passwords are not used here. Sign in with single sign-on.");
        }
    }
}
