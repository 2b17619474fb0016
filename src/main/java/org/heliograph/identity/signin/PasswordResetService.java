package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.identity.limit.SignInLimiter;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/** One-time links with which an account gets a new password, and what every new password from outside of a session brings. */
@ApplicationScoped
public class PasswordResetService {
    /** Why no link is mailed: an administrator has created one, which is valid. */
    public static final String LINK_EXISTS = "LINK_EXISTS";

    private static final String PREFIX = "hgp-";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private SecondFactorService factors;

    @Inject
    private ProviderLinks links;

    @Inject
    private RevocationPublisher revocations;

    @Inject
    private SessionAudit audit;

    @Inject
    private AuditTrail trail;

    @Inject
    private SignInLimiter limiter;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    /** A new link's token, which is stored nowhere. */
    public record Link(String token, Instant expiresAt) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Link[" + expiresAt + "]";
        }
    }

    /**
     * Creates the link of an account and ends an earlier one. The account stays as it is until the link is used.
     *
     * @param creator who can read the link
     */
    @Transactional
    public Link issue(Account account, String creator) {
        Link link = prepare();
        store(account, link, creator);
        return link;
    }

    /** A new link, which has no effect until it is stored. */
    public Link prepare() {
        return new Link(
                SecureTokens.newToken(PREFIX),
                Timestamps.now(clock).plus(configuration.get(SignInSettings.RESET_LINK_LIFE)));
    }

    /**
     * Stores the link that was sent to the mailbox of an account, in the place of an earlier mailed one. It has no effect when an
     * administrator has just created a link: anybody may ask for a mail.
     *
     * @param act for the audit trail
     */
    @Transactional
    public void storeMailed(Account account, Link link, AuditEntry act) {
        accounts.lock(account.getId());
        if (isHandedOver(account.getId())) {
            trail.recordLater(act.failed(LINK_EXISTS));
            return;
        }
        store(account, link, PasswordReset.MAILED);
        trail.record(act);
    }

    private void store(Account account, Link link, String creator) {
        accounts.lock(account.getId());
        refreshTokens.deleteResetLink(account.getId());
        entities.persist(new PasswordReset(
                account.getId(), SecureTokens.hash(link.token()), creator, Timestamps.now(clock), link.expiresAt()));
    }

    /** Whether an administrator has created a link of an account that is valid and not used. */
    @Transactional
    public boolean isHandedOver(String accountId) {
        // no entity, which would be in the way of the next link
        return !entities.createQuery(
                        "select r.accountId from PasswordReset r where r.accountId = :account"
                                + " and r.createdBy <> :mailed and r.expiresAt > :now",
                        String.class)
                .setParameter("account", accountId)
                .setParameter("mailed", PasswordReset.MAILED)
                .setParameter("now", Timestamps.now(clock))
                .getResultList()
                .isEmpty();
    }

    /** Whether a link was mailed to an account after a moment and is not used. */
    @Transactional
    public boolean isMailedSince(String accountId, Instant moment) {
        PasswordReset last = entities.find(PasswordReset.class, accountId);
        return last != null && last.isMailed() && last.getCreatedAt().isAfter(moment);
    }

    /** Ends the links that somebody created and may still know. */
    @Transactional
    public void endLinksOf(String creator) {
        entities.createQuery("delete from PasswordReset r where r.createdBy = :creator")
                .setParameter("creator", creator)
                .executeUpdate();
    }

    /** The account of a valid link, as it is now. */
    @Transactional
    Optional<Account> find(String token) {
        return account(token).flatMap(accounts::find);
    }

    private Optional<String> account(String token) {
        return entities.createQuery(
                        "select r.accountId from PasswordReset r where r.tokenHash = :hash and r.expiresAt > :now",
                        String.class)
                .setParameter("hash", SecureTokens.hash(token))
                .setParameter("now", Timestamps.now(clock))
                .getResultStream()
                .findFirst();
    }

    /**
     * Uses a link up and sets the password.
     *
     * @return empty when the link is unknown, used or expired
     * @throws ApiException 403 ACCOUNT_DISABLED; then the link stays valid
     */
    @Transactional
    Optional<Account> redeem(String token, String passwordHash) {
        Optional<Account> owner = account(token).map(accounts::lock);
        // again, behind the lock: another use may have been quicker
        if (owner.isEmpty() || account(token).isEmpty()) {
            return Optional.empty();
        }
        SignInService.requireEnabled(owner.get());
        if (entities.find(PasswordReset.class, owner.get().getId()).isMailed()) {
            owner.get().verifyEmail();
        }
        setPassword(audit.passwordReset(owner.get()), passwordHash);
        return owner;
    }

    /**
     * Sets a new password, ends every session of the account, its lock after wrong passwords, and its link. The count of wrong codes
     * stays: a mailed link would give who reads the mailbox new guesses.
     *
     * @param account with a locked row
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void setPassword(Account account, String passwordHash) {
        account.setPasswordHash(passwordHash);
        refreshTokens.endAll(account);
        refreshTokens.deleteResetLink(account.getId());
        unlockPassword(account);
        revocations.sessionsEnded(account);
    }

    /**
     * Sets a new password as {@link #setPassword} does, and removes the second factor and the links with people of an OpenID Connect
     * provider, which who had the account before may hold. What groups gave it ends, the platform role included, and every lock.
     *
     * @param account with a locked row
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void handOver(Account account, String passwordHash) {
        setPassword(account, passwordHash);
        factors.remove(account.getId());
        links.removeAll(account);
        unlock(account);
    }

    private void unlockPassword(Account account) {
        limiter.unlock(SignInLimiter.signIn(account.getEmail()));
        limiter.unlock(SignInLimiter.passwordChange(account.getId()));
    }

    /** Ends the locks after wrong passwords and wrong codes. */
    @Transactional
    public void unlock(Account account) {
        unlockPassword(account);
        limiter.unlock(SignInLimiter.secondFactor(account.getId()));
        limiter.unlock(SignInLimiter.secondFactorChange(account.getId()));
    }

    @Produces
    static ScheduledJob job(PasswordResetService resets) {
        return new ScheduledJob("password-reset-purge", Duration.ofMinutes(10), resets::purge);
    }

    /** Deletes expired links. */
    @Transactional
    public void purge() {
        entities.createQuery("delete from PasswordReset r where r.expiresAt <= :now")
                .setParameter("now", Timestamps.now(clock))
                .executeUpdate();
    }
}
