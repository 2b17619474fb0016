package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.Caller;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.identity.signin.PasswordRule;
import org.heliograph.identity.signin.ProviderLinks;
import org.heliograph.identity.signin.RefreshTokenService;
import org.heliograph.identity.signin.RevocationPublisher;
import org.heliograph.identity.signin.SessionRepository;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;

/**
 * Makes and links the accounts of people of the provider. An account is linked by its holder, who has signed in to it, or when an
 * administrator has let it be linked by its address; never by the address alone.
 */
@ApplicationScoped
public class ProviderAccountService implements ProviderLinks {
    /** No mailbox has an address below it (RFC 2606). */
    private static final String NO_MAILBOX = "@oidc.invalid";

    private static final int SHORT = 16;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private IdentityRepository identities;

    @Inject
    private ProviderSessionRepository sessions;

    @Inject
    private SessionRepository rows;

    @Inject
    private PasswordRule passwords;

    @Inject
    private AccountRepository accounts;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private RevocationPublisher revocations;

    @Inject
    private MappedRightsService rights;

    @Inject
    private AuditTrail audit;

    /** Makes the account of a subject, with a password that is known to no person. @param hash of that password */
    @Transactional
    void create(ProviderIdentity identity, String hash) {
        String email = identity.email() == null ? unknownAddress(identity) : identity.email();
        Account account = accounts.create(email, identity.name(), hash, "user");
        if (identity.email() != null) {
            account.verifyEmail();
        }
        entities.flush();
        identities.insert(identity.issuer(), identity.subject(), account.getId(), true);
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_LINK)
                .by(account.getId(), account.getEmail())
                .ofAccount(account.getId(), account.getEmail())
                .created(details(identity)));
    }

    /** Stands for the address of a person whose provider has verified none, since every account has one. */
    static String unknownAddress(ProviderIdentity identity) {
        return SecureTokens.hash(identity.issuer() + " " + identity.subject()).substring(0, SHORT) + NO_MAILBOX;
    }

    /** Links the account of the verified address, if an administrator has let it. Its sessions end. @return whether it was linked */
    @Transactional
    boolean linkPermitted(ProviderIdentity identity) {
        Optional<Account> found = Optional.ofNullable(identity.email())
                .flatMap(accounts::findIdByEmail)
                .filter(identities::isPermitted)
                .map(accounts::lock)
                // again, behind the lock
                .filter(account -> account.getEmail().equals(Account.normalized(identity.email())))
                .filter(account -> identities.isPermitted(account.getId()) && !account.isAddressClaimed());
        if (identities.find(identity.issuer(), identity.subject()).isPresent()) {
            // another tab or node was quicker
            return true;
        }
        if (found.isEmpty()) {
            return false;
        }
        Account account = found.get();
        // a person who had the account before has to sign in again
        refreshTokens.endAll(account);
        revocations.sessionsEnded(account);
        account.verifyEmail();
        replaceLink(account, identity);
        return true;
    }

    /** Links the account of a caller who has signed in to it. @throws ApiException 409 when the subject or the account is linked already */
    @Transactional
    public void linkOwn(Caller caller, ProviderIdentity identity) {
        Account account = Optional.ofNullable(accounts.lock(caller.userId()))
                .orElseThrow(() -> ApiException.forbidden("This account is not one of this installation."));
        Optional<IdentityRepository.Link> known = identities.find(identity.issuer(), identity.subject());
        if (known.isPresent()) {
            if (known.get().accountId().equals(account.getId())) {
                return;
            }
            throw ApiException.conflict("This person of the sign-in service has another account here.");
        }
        if (identities.ofAccount(identity.issuer(), account.getId()).isPresent()) {
            throw ApiException.conflict("This account is linked to another person of the sign-in service.");
        }
        link(account, identity);
    }

    /** Links an account to a person in the place of another, of whom the account keeps what groups gave until the sign-in changes it. */
    private void replaceLink(Account account, ProviderIdentity identity) {
        Optional<IdentityRepository.Link> earlier = identities.ofAccount(identity.issuer(), account.getId());
        identities.delete(identity.issuer(), account.getId());
        identities.insert(
                identity.issuer(),
                identity.subject(),
                account.getId(),
                earlier.filter(IdentityRepository.Link::created).isPresent());
        earlier.ifPresent(
                link -> identities.use(identity.issuer(), identity.subject(), link.role(), link.previousRole()));
        recordLink(account, identity);
    }

    private void link(Account account, ProviderIdentity identity) {
        identities.insert(identity.issuer(), identity.subject(), account.getId(), false);
        recordLink(account, identity);
    }

    private void recordLink(Account account, ProviderIdentity identity) {
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_LINK)
                .ofAccount(account.getId(), account.getEmail())
                .created(details(identity)));
    }

    /**
     * Ends the link of a caller's own account, who signs in with a password afterwards.
     *
     * @throws ApiException as {@link #unlink}, 409 when passwords are closed for the account, 409 OWN_ACCOUNT when it would cease to be an
     *     administrator
     */
    @Transactional
    public void unlinkOwn(String issuer, String accountId) {
        boolean administrator = Optional.ofNullable(accounts.lock(accountId))
                .filter(own -> own.getRole().equals(Caller.ADMIN))
                .isPresent();
        Account account = unlink(issuer, accountId);
        if (administrator && !account.getRole().equals(Caller.ADMIN)) {
            throw new ApiException(
                    409,
                    "OWN_ACCOUNT",
                    "You are an administrator by a group of the sign-in service; ask another administrator to remove the link.");
        }
        if (!passwords.allows(account)) {
            throw ApiException.conflict("Passwords are not used here: you could not sign in any more.");
        }
    }

    /**
     * Ends the link of an account and the sessions that began at the provider, and takes away what groups gave it.
     *
     * @return the account, as it is without the link
     * @throws ApiException 404 when it is not linked, 409 when the account was made for its subject, who could not sign in any more
     */
    @Transactional
    public Account unlink(String issuer, String accountId) {
        Account account = Optional.ofNullable(accounts.lock(accountId))
                .orElseThrow(() -> ApiException.notFound("There is no such account."));
        IdentityRepository.Link link = identities
                .ofAccount(issuer, accountId)
                .orElseThrow(() -> ApiException.notFound("This account is not linked."));
        if (link.created()) {
            throw ApiException.conflict("This account was made by the sign-in service and has no password.");
        }
        rights.apply(account, link, Map.of(), Optional.empty());
        identities.delete(issuer, accountId);
        sessions.ofAccount(issuer, accountId).forEach(session -> {
            sessions.delete(session);
            rows.end(accountId, session.id());
        });
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_UNLINK).ofAccount(accountId, account.getEmail()));
        return account;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void removeAll(Account account) {
        identities.allOf(account.getId()).forEach(link -> {
            rights.apply(account, link, Map.of(), Optional.empty());
            audit.record(AuditEntry.of(AuditAction.ACCOUNT_UNLINK).ofAccount(account.getId(), account.getEmail()));
        });
        identities.deleteAll(account.getId());
    }

    private static JsonObject details(ProviderIdentity identity) {
        return JsonText.object()
                .add("provider", identity.issuer())
                .add("subject", identity.subject())
                .build();
    }
}
