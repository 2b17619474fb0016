package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.heliograph.eventlog.EventLog;
import org.heliograph.rest.ApiException;

/** Uses an auth key once, as part of the registration's transaction. */
@ApplicationScoped
public class AuthKeyRedemption {
    /**
     * The conditions are the update's own: of two that use a single-use key at once, the second finds no row. Native, since
     * EclipseLink compares a boolean with a number, which H2 refuses.
     */
    private static final String SPEND = "update auth_key set used_count = used_count + 1, last_used_at = ?1"
            + " where key_hash = ?2 and (reusable = true or used_count = 0)"
            + " and revoked_at is null and (expires_at is null or expires_at > ?1)";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private EventLog log;

    /** The key that was used. @throws ApiException 401 {@code INVALID_KEY} or {@code KEY_USED} */
    @Transactional(Transactional.TxType.MANDATORY)
    public AuthKey spend(String hash, Instant now) {
        int spent = entities.createNativeQuery(SPEND)
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, hash)
                .executeUpdate();
        List<AuthKey> found = entities.createQuery("select k from AuthKey k where k.keyHash = :hash", AuthKey.class)
                .setParameter("hash", hash)
                .getResultList();
        if (spent == 0) {
            boolean used = !found.isEmpty() && !found.get(0).isOver(now);
            throw used
                    ? new ApiException(
                            401, "KEY_USED", "This auth key was good for one registration and has been used.")
                    : new ApiException(401, "INVALID_KEY", "This auth key is unknown, expired or revoked.");
        }
        AuthKey key = found.get(0);
        // The update went past the entity, and so past its listener.
        log.publish(AuthKeyListener.topic(key.getOrgId()), "UPDATE", AuthKeyJson.used(key));
        return key;
    }
}
