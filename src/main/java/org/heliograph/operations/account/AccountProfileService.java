package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.oidc.IdentityRepository;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.identity.signin.RefreshTokenService;
import org.heliograph.identity.signin.RevocationPublisher;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipListener;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/**
 * Changes the name and the e-mail address of an account. Sessions go on after a change of the address, but every access token ends, since it
 * names the old one: clients get another by their refresh tokens. A reset link ends, which the old mailbox may hold.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class AccountProfileService {
    /** In characters. */
    static final int LONGEST_NAME = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private IdentityRepository identities;

    @Inject
    private ProviderConfiguration provider;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private RevocationPublisher revocations;

    @Inject
    private EventLog log;

    /**
     * Applies a new name and a new address. The holder of the new address has not proved it.
     *
     * @param account with a locked row
     * @throws ApiException 409 EMAIL_TAKEN, DEMO_ACCOUNT, or PROVIDER_ACCOUNT when both follow the OpenID Connect provider
     */
    void change(Account account, Optional<String> name, Optional<String> email) {
        Optional<String> address =
                email.map(Account::normalized).filter(changed -> !changed.equals(account.getEmail()));
        Optional<String> called = name.filter(changed -> !changed.equals(account.getName()));
        if (address.isEmpty() && called.isEmpty()) {
            return;
        }
        requireOwnProfile(account);
        called.ifPresent(account::setName);
        address.ifPresent(changed -> changeAddress(account, changed));
        entities.createQuery("select m from Membership m where m.accountId = :account", Membership.class)
                .setParameter("account", account.getId())
                .getResultList()
                .forEach(membership -> MembershipListener.publishProfile(log, membership));
    }

    private void changeAddress(Account account, String address) {
        if (accounts.findIdByEmail(address).isPresent()) {
            throw taken();
        }
        account.setEmail(address);
        account.endTokens();
        try {
            entities.flush();
        } catch (RuntimeException failed) {
            // another one took the address at the same time
            throw DatabaseException.isDuplicate(failed) ? taken() : failed;
        }
        refreshTokens.deleteResetLink(account.getId());
        // it was given for the holder of the earlier address
        identities.forbid(account.getId());
        revocations.sessionsEnded(account);
    }

    /** @throws ApiException 409 DEMO_ACCOUNT, PROVIDER_ACCOUNT */
    private void requireOwnProfile(Account account) {
        requireNoDemo(account);
        if (isProvided(account)) {
            throw new ApiException(
                    409,
                    "PROVIDER_ACCOUNT",
                    "The name and the address of this account follow the OpenID Connect provider; change them there.");
        }
    }

    /** @throws ApiException 409 DEMO_ACCOUNT: the demo would create the account again */
    static void requireNoDemo(Account account) {
        if (account.isDemo()) {
            throw new ApiException(
                    409, "DEMO_ACCOUNT", "This account belongs to the demo, and goes when the demo is switched off.");
        }
    }

    /** Whether the OpenID Connect provider made the account, which then has no password of a person. */
    @Transactional
    boolean isProvided(Account account) {
        return provider.isEnabled()
                && identities
                        .ofAccount(provider.issuer(), account.getId())
                        .filter(IdentityRepository.Link::created)
                        .isPresent();
    }

    /** What administrators change of an account, for the audit trail. */
    static JsonObject values(Account account) {
        return JsonText.object()
                .add("email", account.getEmail())
                .add("name", account.getName())
                .add("role", account.getRole())
                .add("disabled", account.isDisabled())
                .build();
    }

    private static ApiException taken() {
        return new ApiException(409, "EMAIL_TAKEN", "Another account has this e-mail address.");
    }
}
