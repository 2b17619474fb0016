package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.device.DeviceService;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Refresh tokens: created at sign-in, replaced at each use. Those of one sign-in are its session: while it has a row, its access tokens are
 * valid (docs/adr/0036-sessions-and-invitations.md). Every operation on the tokens of an account first locks its row, so that a family
 * cannot get a new token while it is being ended.
 */
@ApplicationScoped
public class RefreshTokenService {
    private static final String PREFIX = "hgr-";
    /** How often one use can be repeated. */
    private static final int MOST_EQUIVALENT = 50;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private DeviceService devices;

    @Inject
    private RevocationPublisher revocations;

    @Inject
    private SessionRepository sessions;

    @Inject
    private FactorPolicy factors;

    @Inject
    private SessionAudit audit;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    /**
     * A session that began or goes on, with its refresh token.
     *
     * @param session     its id, the family of its refresh tokens
     * @param deviceToken null for a client that is no known device
     */
    record Started(Account account, String token, String session, String deviceToken) {}

    /**
     * Creates the first token of a new family, and makes the client a known device.
     *
     * @param proved the account as it was when its password was verified
     * @param factor what else proved it, for the audit trail
     * @return empty when the account was disabled or its password changed since
     */
    @Transactional
    Optional<Started> create(Account proved, Optional<String> factor, SignInClient client) {
        return lockUnchanged(proved).map(account -> begin(audit.signedIn(account, factor, client), client));
    }

    /**
     * Uses a token. It may be used again for a few seconds, because the answer may have been lost or another tab may be as quick; the
     * result then is as good as the first one. Later, or when the result of its first use was used itself, it ends the whole family:
     * there is a copy of it.
     *
     * @throws ApiException 429 when it is repeated too often
     */
    @Transactional
    Optional<Started> rotate(String token, SignInClient client) {
        Account account = lockOwner(token).orElse(null);
        RefreshToken used = account == null ? null : entities.find(RefreshToken.class, SecureTokens.hash(token));
        if (used == null) {
            return Optional.empty();
        }
        Instant now = Timestamps.now(clock);
        if (account.isDisabled()
                || !used.getExpiresAt().isAfter(now)
                || factors.isMissing(account, used.getFamily())
                || !mayUse(used, now)) {
            sessions.end(account.getId(), used.getFamily());
            return Optional.empty();
        }
        useUp(used, now);
        sessions.noteUse(used.getFamily(), client);
        String next = add(account.getId(), used.getFamily(), used.getGeneration() + 1, used.getDeviceId());
        // the cookie of a device that is used does not end
        String deviceToken = devices.touch(account.getId(), client)
                .map(DeviceService.Known::token)
                .orElse(null);
        return Optional.of(new Started(account, next, used.getFamily(), deviceToken));
    }

    /** Ends the session of a token, with its access tokens and sockets on every node; an unknown token has no effect. */
    @Transactional
    void endSessionOf(String token) {
        lockOwner(token)
                .map(audit::signedOut)
                .map(owner -> entities.find(RefreshToken.class, SecureTokens.hash(token)))
                .ifPresent(found -> sessions.end(found.getAccountId(), found.getFamily()));
    }

    /** Changes the password, ends every sign-in of the account and replaces the caller's session; empty as with {@link #create}. */
    @Transactional
    Optional<Started> changePassword(Account proved, String newPasswordHash, String session, SignInClient client) {
        return lockUnchanged(proved).map(audit::passwordChanged).map(account -> {
            account.setPasswordHash(newPasswordHash);
            endAll(account);
            deleteResetLink(account.getId());
            revocations.sessionsEnded(account);
            return sessions.replace(session, begin(account, client));
        });
    }

    /**
     * Ends every session of an account: its refresh tokens, its access tokens, and what is known of its devices. The caller
     * publishes that.
     *
     * @param account with a locked row
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void endAll(Account account) {
        account.endTokens();
        entities.createQuery("delete from RefreshToken t where t.accountId = :account")
                .setParameter("account", account.getId())
                .executeUpdate();
        devices.deleteAll(account.getId());
    }

    /** Ends every session of an account on every node. @return false when there is no such account */
    @Transactional
    boolean endEverywhere(String accountId) {
        Optional<Account> account = Optional.ofNullable(accounts.lock(accountId));
        account.map(audit::signedOutEverywhere).ifPresent(this::endAll);
        account.ifPresent(revocations::sessionsEnded);
        return account.isPresent();
    }

    /**
     * Removes a known device and ends the sessions that began on it; the others go on.
     *
     * @return whether the account had the device
     */
    @Transactional
    boolean endDevice(String accountId, String deviceId) {
        Account account = accounts.lock(accountId);
        if (account == null || !devices.delete(accountId, deviceId)) {
            return false;
        }
        entities.createQuery("select distinct t.family from RefreshToken t where t.deviceId = :device", String.class)
                .setParameter("device", deviceId)
                .getResultList()
                .forEach(session -> sessions.end(accountId, session));
        audit.deviceRemoved(account, deviceId);
        return true;
    }

    /** Ends the link with which an administrator lets an account set a new password. */
    @Transactional
    public void deleteResetLink(String accountId) {
        entities.createQuery("delete from PasswordReset r where r.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** Begins a session on a client, which becomes a known device. @param account with a locked row */
    @Transactional(Transactional.TxType.MANDATORY)
    Started begin(Account account, SignInClient client) {
        DeviceService.Known device = devices.remember(account.getId(), client);
        String session = UUID.randomUUID().toString();
        sessions.begin(session, account.getId(), client);
        String token = add(account.getId(), session, 0, device.deviceId());
        return new Started(account, token, session, device.token());
    }

    private Optional<Account> lockUnchanged(Account proved) {
        return Optional.ofNullable(accounts.lock(proved.getId()))
                .filter(now -> !now.isDisabled() && now.getPasswordHash().equals(proved.getPasswordHash()));
    }

    /** Whether a token is unused, or used so recently that this may be a repetition whose first result was not used. */
    private boolean mayUse(RefreshToken token, Instant now) {
        if (token.getUsedAt() == null) {
            return true;
        }
        Duration ago = Duration.between(token.getUsedAt(), now);
        if (ago.compareTo(configuration.get(SignInSettings.REFRESH_REPEAT)) >= 0
                || count(token, "t.generation > :generation and t.usedAt is not null") > 0) {
            return audit.reused(token);
        }
        if (count(token, "t.generation = :generation + 1") >= MOST_EQUIVALENT) {
            throw new ApiException(429, "RATE_LIMITED", "The refresh token was repeated too often.").retryAfter(1);
        }
        return true;
    }

    private long count(RefreshToken token, String condition) {
        return entities.createQuery(
                        "select count(t) from RefreshToken t where t.family = :family and " + condition, Long.class)
                .setParameter("family", token.getFamily())
                .setParameter("generation", token.getGeneration())
                .getSingleResult();
    }

    /** Marks a token and its equivalents as used, unless they are. */
    private void useUp(RefreshToken token, Instant now) {
        entities.createQuery("update RefreshToken t set t.usedAt = :now"
                        + " where t.family = :family and t.generation <= :generation and t.usedAt is null")
                .setParameter("now", now)
                .setParameter("family", token.getFamily())
                .setParameter("generation", token.getGeneration())
                .executeUpdate();
    }

    private String add(String accountId, String family, int generation, String deviceId) {
        String token = SecureTokens.newToken(PREFIX);
        Instant end = Timestamps.now(clock).plus(configuration.get(SignInSettings.REFRESH_TOKEN_LIFE));
        entities.persist(new RefreshToken(SecureTokens.hash(token), accountId, family, generation, deviceId, end));
        return token;
    }

    /** Locks the account of a token before the token itself is read. */
    private Optional<Account> lockOwner(String token) {
        return entities.createQuery("select t.accountId from RefreshToken t where t.tokenHash = :hash", String.class)
                .setParameter("hash", SecureTokens.hash(token))
                .getResultStream()
                .findFirst()
                .map(accounts::lock);
    }
}
