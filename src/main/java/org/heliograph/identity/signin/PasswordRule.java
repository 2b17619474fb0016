package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.OidcSettings;

/** Who may sign in with a password, where an OpenID Connect provider signs people in. */
@ApplicationScoped
public class PasswordRule {
    private static final String MADE_BY_PROVIDER =
            "select account_id from oidc_identity where account_id = ? and created = true";

    private String passwords = OidcSettings.EVERYONE;
    private SqlTemplate sql;

    /** For the container's proxies. */
    protected PasswordRule() {}

    @Inject
    PasswordRule(Configuration configuration, SqlTemplate sql) {
        this.sql = sql;
        passwords = configuration.get(OidcSettings.PASSWORDS);
    }

    /** Whether this account may. */
    public boolean allows(Account account) {
        return passwords.equals(OidcSettings.EVERYONE)
                || passwords.equals(OidcSettings.ADMINISTRATORS)
                        && account.getRole().equals(Caller.ADMIN);
    }

    /**
     * Whether this account may get a new password by mail. One that the provider made has none: who is no longer known there could get in
     * by a mailbox. An administrator may still give it a link.
     */
    public boolean allowsReset(Account account) {
        return allows(account)
                && sql.query(MADE_BY_PROVIDER, row -> row.text("account_id"), account.getId())
                        .isEmpty();
    }

    /** @throws ApiException 403 {@code PASSWORDS_CLOSED} when this account may not */
    public void require(Account account) {
        if (!allows(account)) {
            throw closed();
        }
    }

    /** @throws ApiException 403 {@code PASSWORDS_CLOSED} when a new account, which is no administrator, could not sign in with its password */
    public void requireForNew() {
        if (!passwords.equals(OidcSettings.EVERYONE)) {
            throw closed();
        }
    }

    private static ApiException closed() {
        return new ApiException(403, "PASSWORDS_CLOSED", "Passwords are not used here. Sign in with single sign-on.");
    }
}
