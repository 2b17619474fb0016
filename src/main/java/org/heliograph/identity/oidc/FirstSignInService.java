package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.HashLane;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.OidcSettings;

/** The first sign-in of a person of the provider: finds or makes the account, if the settings allow it. */
@ApplicationScoped
public class FirstSignInService {
    @Inject
    private IdentityRepository identities;

    @Inject
    private ProviderAccountService service;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private GroupMapper mapper;

    @Inject
    private Configuration configuration;

    /** Afterwards the subject has an account. @throws ApiException 409 {@code ACCOUNT_EXISTS}, 403 {@code NO_ACCOUNT} */
    public void ensureAccount(ProviderIdentity identity, SignInClient client) {
        if (identities.find(identity.issuer(), identity.subject()).isPresent() || service.linkPermitted(identity)) {
            return;
        }
        if (identity.email() != null && accounts.findByEmail(identity.email()).isPresent()) {
            throw new ApiException(
                    409,
                    "ACCOUNT_EXISTS",
                    "There is already an account with your e-mail address. Sign in with its password and link it on the page"
                            + " Account, or ask an administrator to let it be linked.");
        }
        requireCreation(identity);
        String hash = passwords.hash(SecureTokens.newToken(""), HashLane.address(client.group()));
        try {
            service.create(identity, hash);
        } catch (RuntimeException failed) {
            // another tab or node was quicker
            if (!DatabaseException.isDuplicate(failed)
                    || identities.find(identity.issuer(), identity.subject()).isEmpty()) {
                throw failed;
            }
        }
    }

    private void requireCreation(ProviderIdentity identity) {
        String create = configuration.get(OidcSettings.CREATE);
        boolean mapped = !mapper.organizations(identity).isEmpty()
                || mapper.platformRole(identity).isPresent();
        if (!create.equals(OidcSettings.ALL) && !(create.equals(OidcSettings.MAPPED) && mapped)) {
            throw new ApiException(
                    403, "NO_ACCOUNT", "You have no account here. Ask an administrator to give you access.");
        }
    }
}
