package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.identity.signin.ProviderSessionService;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.rest.ApiException;

/**
 * Begins the session of a person whom the provider has signed in, and gives the account what the groups give: in one transaction, behind the
 * lock of the account.
 */
@ApplicationScoped
public class ProviderSignInService {
    @Inject
    private IdentityRepository identities;

    @Inject
    private ProviderSessionRepository sessions;

    @Inject
    private AccountRepository accounts;

    @Inject
    private ProviderSessionService sessionService;

    @Inject
    private MappedRightsService rights;

    @Inject
    private GroupMapper mapper;

    @Inject
    private AuditTrail audit;

    /** @throws ApiException 403 ACCOUNT_DISABLED, 409 when the link has just ended */
    @Transactional
    public SignInService.SignedIn begin(ProviderIdentity identity, SignInClient client) {
        // the lock comes before the account is read, which then is as it is behind the lock
        Account account = identities
                .find(identity.issuer(), identity.subject())
                .map(link -> accounts.lock(link.accountId()))
                .orElseThrow(ProviderSignInService::linkEnded);
        audit.attemptWith(account.getEmail());
        // again, behind the lock: the link may have ended, or got another role, while this waited
        IdentityRepository.Link link = identities
                .find(identity.issuer(), identity.subject())
                .filter(now -> now.accountId().equals(account.getId()))
                .orElseThrow(ProviderSignInService::linkEnded);
        SignInService.requireEnabled(account);
        if (link.created()) {
            takeProfile(account, identity);
        }
        Optional<String> role = mapper.platformRole(identity);
        String previousRole = link.previousRole(role, account.getRole());
        rights.apply(account, link, mapper.organizations(identity), role);
        identities.use(identity.issuer(), identity.subject(), role.orElse(null), previousRole);
        ProviderSessionService.Begun begun = sessionService.begin(account, client, identity.issuer());
        sessions.insert(begun.session(), account.getId(), identity);
        return begun.signedIn();
    }

    private static ApiException linkEnded() {
        return ApiException.conflict("The link of this account has just ended. Sign in again.");
    }

    /** The name and the address of an account that was made for its subject are the provider's. */
    private void takeProfile(Account account, ProviderIdentity identity) {
        boolean free = identity.email() != null
                && accounts.findByEmail(identity.email())
                        .filter(other -> !other.getId().equals(account.getId()))
                        .isEmpty();
        String before = account.getEmail();
        account.setProfile(identity.name(), free ? identity.email() : null);
        if (!account.getEmail().equals(before)) {
            audit.record(AuditEntry.of(AuditAction.ACCOUNT_UPDATE)
                    .by("oidc", "OpenID Connect")
                    .on(account.getId(), account.getEmail())
                    .change("email", before, account.getEmail()));
        }
    }
}
