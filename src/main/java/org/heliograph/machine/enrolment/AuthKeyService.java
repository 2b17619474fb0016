package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.ApiException;

/** What admins do with auth keys. Who may, the caller has asked already. */
@ApplicationScoped
public class AuthKeyService {
    private static final int MOST_SHOWN = 1000;
    private static final int LONGEST_CREATOR = 64;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** A key that was just made, and its text, which nobody can ask for again. */
    record Created(AuthKey key, AuthKeyText text) {}

    /** The newest keys of an organisation, revoked ones among them. */
    @Transactional
    public List<AuthKey> list(String orgId) {
        return entities.createQuery(
                        "select k from AuthKey k where k.orgId = :org order by k.createdAt desc, k.id", AuthKey.class)
                .setParameter("org", orgId)
                .setMaxResults(MOST_SHOWN)
                .getResultList();
    }

    @Transactional
    Created create(String orgId, CreateAuthKeyRequest wish, String createdBy) {
        AuthKeyText text = AuthKeyText.random();
        String creator = createdBy.substring(0, Math.min(createdBy.length(), LONGEST_CREATOR));
        AuthKey key = new AuthKey(UUID.randomUUID().toString(), orgId, text, wish, creator, Timestamps.now(clock));
        entities.persist(key);
        entities.flush();
        return new Created(key, text);
    }

    /** Ends a key; doing so again changes nothing. @throws ApiException 404 when the organisation has no such key */
    @Transactional
    public AuthKey revoke(String orgId, String id) {
        AuthKey key = entities.find(AuthKey.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (key == null || !key.getOrgId().equals(orgId)) {
            throw ApiException.notFound("This organisation has no such key.");
        }
        if (key.getRevokedAt() == null) {
            key.revoke(Timestamps.now(clock));
            entities.flush();
        }
        return key;
    }
}
