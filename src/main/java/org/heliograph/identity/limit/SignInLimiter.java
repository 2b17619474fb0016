package org.heliograph.identity.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Counts consecutive failures of a subject on all nodes together, and locks it when they are too many. A subject is an e-mail
 * address, whether or not it has an account: nothing here distinguishes the two. A result counts after the password was checked, under
 * a lock of the subject's row; once the subject is locked, results of checks that were running do not count, not even right ones.
 */
@ApplicationScoped
public class SignInLimiter {
    /** Failures older than this are forgotten. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final String LOCKED_SINCE = "select f from SignInFailure f where f.subject in :subjects";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    /** The subject of sign-ins with an e-mail address. @param email in its stored form */
    public static String signIn(String email) {
        return SecureTokens.hash("sign-in:" + email);
    }

    /** The subject of password changes of a signed-in account. */
    public static String passwordChange(String accountId) {
        return SecureTokens.hash("password-change:" + accountId);
    }

    /** The subject of codes of an account's second factor. */
    public static String secondFactor(String accountId) {
        return SecureTokens.hash("second-factor:" + accountId);
    }

    /** The subject of codes with which a signed-in account changes its second factor. */
    public static String secondFactorChange(String accountId) {
        return SecureTokens.hash("second-factor-change:" + accountId);
    }

    /** The end of a subject's lock; empty when it is not locked. */
    @Transactional
    public Optional<Instant> lockedUntil(String subject) {
        return Optional.ofNullable(entities.find(SignInFailure.class, subject)).map(row -> row.lockedAt(now()));
    }

    /** The locked ones of some subjects, with the ends of their locks. */
    @Transactional
    public Map<String, Instant> locked(Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        Instant now = now();
        List<SignInFailure> rows = entities.createQuery(LOCKED_SINCE, SignInFailure.class)
                .setParameter("subjects", subjects)
                .getResultList();
        return rows.stream()
                .filter(row -> row.lockedAt(now) != null)
                .collect(Collectors.toMap(SignInFailure::getSubject, row -> row.lockedAt(now)));
    }

    /**
     * Counts the result of a check.
     *
     * @return the end of the lock when the subject is locked, so that the result must not count; empty when it does
     * @throws RuntimeException a duplicate ({@link org.heliograph.persistence.DatabaseException#isDuplicate}) when another node
     *     counted the first failure at the same time; a repetition then counts
     */
    @Transactional
    public Optional<Instant> settle(String subject, boolean right) {
        Instant now = now();
        SignInFailure row = entities.find(SignInFailure.class, subject, LockModeType.PESSIMISTIC_WRITE);
        if (row != null && row.lockedAt(now) != null) {
            return Optional.of(row.lockedAt(now));
        }
        if (right) {
            if (row != null) {
                entities.remove(row);
            }
            return Optional.empty();
        }
        boolean first = row == null;
        SignInFailure counted = first ? new SignInFailure(subject) : row;
        counted.count(
                now, configuration.get(SignInSettings.LOGIN_FAILURES), configuration.get(SignInSettings.LOGIN_LOCK));
        if (first) {
            entities.persist(counted);
        }
        return Optional.empty();
    }

    /** Ends a lock and deletes the failures. */
    @Transactional
    public void unlock(String subject) {
        entities.createQuery("delete from SignInFailure f where f.subject = :subject")
                .setParameter("subject", subject)
                .executeUpdate();
    }

    @Produces
    static ScheduledJob job(SignInLimiter limiter) {
        return new ScheduledJob("sign-in-failure-purge", Duration.ofMinutes(10), limiter::purge);
    }

    /** Deletes failures that no longer count. */
    @Transactional
    public void purge() {
        Instant now = now();
        entities.createQuery("delete from SignInFailure f where f.updatedAt < :before"
                        + " and (f.lockedUntil is null or f.lockedUntil < :now)")
                .setParameter("before", now.minus(MEMORY))
                .setParameter("now", now)
                .executeUpdate();
    }

    private Instant now() {
        return Timestamps.now(clock);
    }
}
