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

/** Reads and writes accounts. */
@ApplicationScoped
public class AccountRepository {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Transactional
    public Optional<Account> find(String id) {
        return Optional.ofNullable(entities.find(Account.class, id));
    }

    /** The account of an address; upper and lower case are the same. */
    @Transactional
    public Optional<Account> findByEmail(String email) {
        return entities.createQuery("select a from Account a where a.email = :email", Account.class)
                .setParameter("email", Account.normalized(email))
                .getResultStream()
                .findFirst();
    }

    /** The id of the account of an address, for who locks it next: an entity that was read before the lock would stay as it was then. */
    @Transactional
    public Optional<String> findIdByEmail(String email) {
        return entities.createQuery("select a.id from Account a where a.email = :email", String.class)
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

    /** Stores a new account with a new id. @param passwordHash from {@link PasswordHasher#hash} */
    @Transactional
    public Account create(String email, String name, String passwordHash, String role) {
        Account account = new Account(
                UUID.randomUUID().toString(), email, name, passwordHash, role, false, Timestamps.now(clock));
        entities.persist(account);
        return account;
    }

    /** Locks the account's row until the transaction ends, so that changes of one account are serialized. */
    public Account lock(String id) {
        return entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}
