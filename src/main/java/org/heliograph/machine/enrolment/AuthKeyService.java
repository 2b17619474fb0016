package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListPage;

/** Creates, lists, revokes and redeems auth keys. Callers check permissions. */
@ApplicationScoped
public class AuthKeyService {
    /** How many keys one call of {@link #purge} deletes at most. */
    static final int PURGED_AT_ONCE = 500;

    private static final int MAX_CREATOR_LENGTH = 64;

    /**
     * A conditional update, so that of two concurrent uses of a key that has one left the second finds no row. Native, since
     * EclipseLink compares a boolean with a number, which H2 rejects.
     */
    private static final String REDEEM = "update auth_key set used_count = used_count + 1, last_used_at = ?1"
            + " where key_hash = ?2 and (used_count = 0 or (reusable = true and (max_uses is null or used_count < max_uses)))"
            + " and revoked_at is null and (expires_at is null or expires_at > ?1)";

    /** Plain SQL, since the lock mode of JPA that skips locked rows waits for them on H2. */
    static final String DEAD = "select id from auth_key where revoked_at < ? or expires_at < ?"
            + " or ((used_count >= max_uses or (reusable = false and used_count > 0)) and last_used_at < ?)"
            + " order by id fetch first " + PURGED_AT_ONCE + " rows only for update skip locked";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private OrganizationAccess access;

    @Inject
    private SqlTemplate sql;

    @Inject
    private EventLog log;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** The keys of an organisation, including those that no longer admit anybody, newest first. */
    @Transactional
    public ListPage.Rows<AuthKey> list(String orgId, ListPage page) {
        Optional<Instant> created = page.moment(0, 2);
        TypedQuery<AuthKey> query = entities.createQuery(
                "select k from AuthKey k where k.orgId = :org"
                        + (created.isEmpty()
                                ? ""
                                : " and (k.createdAt < :created or (k.createdAt = :created and k.id > :id))")
                        + " order by k.createdAt desc, k.id",
                AuthKey.class);
        created.ifPresent(at -> query.setParameter("created", at)
                .setParameter("id", page.after(1, 2).orElseThrow()));
        return new ListPage.Rows<>(
                query.setParameter("org", orgId).setMaxResults(page.readLimit()).getResultList(),
                key -> List.of(Timestamps.format(key.getCreatedAt()), key.getId()),
                key -> AuthKeyListener.row(key).build());
    }

    /**
     * Deletes keys that were revoked, that expired, or that registered their last machine before a moment. Safe on several nodes at
     * once: each takes other rows.
     *
     * @return how many, {@link #PURGED_AT_ONCE} at most
     */
    @Transactional
    public int purge(Instant before) {
        List<AuthKey> dead = sql.query(DEAD, row -> row.text("id"), before, before, before).stream()
                .map(id -> entities.find(AuthKey.class, id))
                .filter(Objects::nonNull)
                .toList();
        dead.forEach(entities::remove);
        entities.flush();
        return dead.size();
    }

    /** Creates a key. Only the returned instance has its {@link AuthKey#secret()}. @throws ApiException 403 for no administrator */
    @Transactional
    AuthKey create(String orgId, CreateAuthKeyRequest request, Caller createdBy) {
        access.requireAdminUntilCommit(createdBy, orgId);
        String creator =
                createdBy.userId().substring(0, Math.min(createdBy.userId().length(), MAX_CREATOR_LENGTH));
        AuthKey key = new AuthKey(
                UUID.randomUUID().toString(), orgId, request, creator, createdBy.apiTokenId(), Timestamps.now(clock));
        entities.persist(key);
        entities.flush();
        audit.record(AuditEntry.of(AuditAction.AUTH_KEY_CREATE)
                .in(orgId)
                .on(key.getId(), key.getPrefix())
                .created(AuthKeyListener.settings(key)));
        return key;
    }

    /** Revokes a key; idempotent. @throws ApiException 404 when the organisation has no such key */
    @Transactional
    public AuthKey revoke(String orgId, String id) {
        AuthKey key = entities.find(AuthKey.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (key == null || !key.getOrgId().equals(orgId)) {
            throw ApiException.notFound("This organisation has no such key.");
        }
        if (key.getRevokedAt() == null) {
            key.revoke(Timestamps.now(clock));
            entities.flush();
            audit.record(AuditEntry.of(AuditAction.AUTH_KEY_REVOKE)
                    .in(orgId)
                    .on(id, key.getPrefix())
                    .deleted(AuthKeyListener.settings(key)));
        }
        return key;
    }

    /** The valid key of a hash, whether it has been used or not; empty for one that is unknown, expired or revoked. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<AuthKey> find(String hash, Instant now) {
        return byHash(hash).filter(key -> !key.isInvalid(now));
    }

    private Optional<AuthKey> byHash(String hash) {
        return entities.createQuery("select k from AuthKey k where k.keyHash = :hash", AuthKey.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    /**
     * Uses a key once, as part of the transaction of a registration.
     *
     * @throws ApiException 401 {@code INVALID_KEY} or {@code KEY_USED}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public AuthKey redeem(String hash, Instant now) {
        int updated = entities.createNativeQuery(REDEEM)
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, hash)
                .executeUpdate();
        Optional<AuthKey> found = byHash(hash);
        if (updated == 0) {
            throw found.filter(key -> !key.isInvalid(now))
                    .map(AuthKeyService::used)
                    .orElseGet(() ->
                            new ApiException(401, "INVALID_KEY", "This auth key is unknown, expired or revoked."));
        }
        AuthKey key = found.orElseThrow();
        // It may have been loaded before the update, which bypasses it.
        entities.refresh(key);
        // A native update does not call the entity's listener.
        log.publish(AuthKeyListener.topic(key.getOrgId()), "UPDATE", AuthKeyListener.usedPayload(key));
        return key;
    }

    private static ApiException used(AuthKey key) {
        String message = key.getMaxUses() == null
                ? "This auth key can register one machine and has been used."
                : "This auth key has registered as many machines as it may: " + key.getMaxUses() + ".";
        return new ApiException(401, "KEY_USED", message);
    }
}
