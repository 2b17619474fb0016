package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.organization.members.MemberKeys;

/** The auth keys that one account made. A key that is known still works after its creator has left, until an administrator revokes it. */
@ApplicationScoped
public class CreatedKeyService implements MemberKeys {
    private static final int MAX_LISTED = 1_000;

    /** Stands for every organisation; none has an empty id. */
    private static final String ANY = "";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AuthKeyService keys;

    @Inject
    private Clock clock;

    @Override
    @Transactional
    public JsonArray validKeys(String orgId, String accountId) {
        JsonArrayBuilder rows = JsonText.array();
        valid(orgId, accountId).forEach(key -> rows.add(AuthKeyListener.row(key)));
        return rows.build();
    }

    /** Those of an account in all organisations. */
    @Transactional
    public JsonArray validKeys(String accountId) {
        return validKeys(ANY, accountId);
    }

    /** Revokes those of an account in all organisations. @return the revoked ones */
    @Transactional
    public JsonArray revokeAll(String accountId) {
        return revokeAll(ANY, accountId);
    }

    /** Revokes those keys, at most {@value #MAX_LISTED} at once. @return the revoked ones */
    @Transactional
    public JsonArray revokeAll(String orgId, String accountId) {
        JsonArrayBuilder rows = JsonText.array();
        valid(orgId, accountId).forEach(key -> rows.add(AuthKeyListener.row(keys.revoke(key.getOrgId(), key.getId()))));
        return rows.build();
    }

    private List<AuthKey> valid(String orgId, String accountId) {
        Instant now = Timestamps.now(clock);
        TypedQuery<AuthKey> query = entities.createQuery(
                "select k from AuthKey k where k.createdBy = :account"
                        + " and k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now)"
                        + " and (k.usedCount = 0 or (k.reusable = true and (k.maxUses is null or k.usedCount < k.maxUses)))"
                        + (orgId.equals(ANY) ? "" : " and k.orgId = :org")
                        + " order by k.createdAt desc, k.id",
                AuthKey.class);
        if (!orgId.equals(ANY)) {
            query.setParameter("org", orgId);
        }
        return query.setParameter("account", accountId)
                .setParameter("now", now)
                .setMaxResults(MAX_LISTED)
                .getResultList();
    }
}
