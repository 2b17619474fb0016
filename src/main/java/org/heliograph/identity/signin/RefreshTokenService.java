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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Refresh tokens: created at sign-in, replaced at each use. Every operation on the tokens of an account first locks its row, so
 * that a family cannot get a new token while it is being ended.
 */
@ApplicationScoped
public class RefreshTokenService {
    private static final String PREFIX = "hgr-";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    /** The account of a used token, and the token that replaces it. */
    record Rotated(Account account, String token) {}

    /**
     * Creates the first token of a new family.
     *
     * @param proved the account as it was when its password was verified
     * @return empty when the account was disabled or its password changed since
     */
    @Transactional
    Optional<String> create(Account proved) {
        return lockUnchanged(proved)
                .map(account -> add(account.getId(), UUID.randomUUID().toString()));
    }

    /** Uses a token. A used one ends its whole family: somebody has a copy of it. */
    @Transactional
    Optional<Rotated> rotate(String token) {
        String hash = SecureTokens.hash(token);
        Object[] owner = owner(hash);
        if (owner == null) {
            return Optional.empty();
        }
        Account account = accounts.lock((String) owner[0]);
        String family = (String) owner[1];
        if (account == null) {
            return Optional.empty();
        }
        Instant now = Timestamps.now(clock);
        int updated = entities.createQuery("update RefreshToken t set t.usedAt = :now"
                        + " where t.tokenHash = :hash and t.usedAt is null and t.expiresAt > :now")
                .setParameter("now", now)
                .setParameter("hash", hash)
                .executeUpdate();
        if (updated == 0 || account.isDisabled()) {
            deleteFamily(family);
            return Optional.empty();
        }
        return Optional.of(new Rotated(account, add(account.getId(), family)));
    }

    /** Ends the family of a token; an unknown token has no effect. */
    @Transactional
    void endFamily(String token) {
        Object[] owner = owner(SecureTokens.hash(token));
        if (owner != null && accounts.lock((String) owner[0]) != null) {
            deleteFamily((String) owner[1]);
        }
    }

    /** Changes the password, ends every sign-in of the account and creates a new family; empty as with {@link #create}. */
    @Transactional
    Optional<String> changePassword(Account proved, String newPasswordHash) {
        return lockUnchanged(proved).map(account -> {
            account.setPasswordHash(newPasswordHash);
            endAll(account.getId());
            return add(account.getId(), UUID.randomUUID().toString());
        });
    }

    /** Ends every sign-in of an account. */
    @Transactional
    public void endAll(String accountId) {
        entities.createQuery("delete from RefreshToken t where t.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    private Optional<Account> lockUnchanged(Account proved) {
        return Optional.ofNullable(accounts.lock(proved.getId()))
                .filter(now -> !now.isDisabled() && now.getPasswordHash().equals(proved.getPasswordHash()));
    }

    @Produces
    static ScheduledJob job(RefreshTokenService tokens) {
        return new ScheduledJob("refresh-token-purge", Duration.ofMinutes(10), tokens::purge);
    }

    /** Deletes expired tokens. @return their number */
    @Transactional
    public int purge() {
        return entities.createQuery("delete from RefreshToken t where t.expiresAt <= :now")
                .setParameter("now", Timestamps.now(clock))
                .executeUpdate();
    }

    private String add(String accountId, String family) {
        String token = SecureTokens.newToken(PREFIX);
        Instant end = Timestamps.now(clock).plus(configuration.get(SignInSettings.REFRESH_TOKEN_LIFE));
        entities.persist(new RefreshToken(SecureTokens.hash(token), accountId, family, end));
        return token;
    }

    private void deleteFamily(String family) {
        entities.createQuery("delete from RefreshToken t where t.family = :family")
                .setParameter("family", family)
                .executeUpdate();
    }

    private Object[] owner(String hash) {
        List<Object[]> owners = entities.createQuery(
                        "select t.accountId, t.family from RefreshToken t where t.tokenHash = :hash", Object[].class)
                .setParameter("hash", hash)
                .getResultList();
        return owners.isEmpty() ? null : owners.get(0);
    }
}
