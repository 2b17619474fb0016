package org.heliograph.identity.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/** The accounts as stored. */
@ApplicationScoped
public class AccountRepository {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    @Transactional
    public Optional<Account> find(String id) {
        return Optional.ofNullable(entities.find(Account.class, id));
    }

    /** The account of an address, however it is written. */
    @Transactional
    public Optional<Account> findByEmail(String email) {
        return entities.createQuery("select a from Account a where a.email = :email", Account.class)
                .setParameter("email", Account.normalized(email))
                .getResultStream()
                .findFirst();
    }

    @Transactional
    public boolean isEmpty() {
        return entities.createQuery("select a.id from Account a", String.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** A new account with an id of its own; its hash comes from {@link PasswordHasher#hash}. */
    @Transactional
    public Account create(String email, String name, String passwordHash, String role) {
        Account account = new Account(
                UUID.randomUUID().toString(), email, name, passwordHash, role, false, Timestamps.now(clock));
        entities.persist(account);
        return account;
    }

    /** Whether an attempt to sign in may be made; see {@link Account#admitAttempt}. */
    @Transactional
    public boolean admitAttempt(String id) {
        return lock(id).admitAttempt(
                        Timestamps.now(clock),
                        configuration.get(SignInSettings.LOGIN_FAILURES),
                        configuration.get(SignInSettings.LOGIN_LOCK));
    }

    /** Takes back an attempt that was admitted and not made. */
    @Transactional
    public void withdrawAttempt(String id) {
        lock(id).withdrawAttempt(configuration.get(SignInSettings.LOGIN_FAILURES));
    }

    @Transactional
    public void clearFailures(String id) {
        lock(id).clearFailures();
    }

    /** The account's row, held until the transaction ends: what changes one account happens one after the other. */
    public Account lock(String id) {
        return entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}
