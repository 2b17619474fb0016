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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.organization.members.MemberKeys;

/**
 * The auth keys that one account made, or one API token. A key that is known still works after its creator has left, until an administrator
 * revokes it.
 */
@ApplicationScoped
public class CreatedKeyService implements MemberKeys {
    private static final int MAX_LISTED = 1_000;

    /** Stands for every organisation; none has an empty id. */
    private static final String ANY = "";

    private static final String OF_ACCOUNT = "k.createdBy";
    private static final String OF_API_TOKEN = "k.apiTokenId";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AuthKeyService keys;

    @Inject
    private Clock clock;

    @Override
    @Transactional
    public JsonArray validKeys(String orgId, String accountId) {
        return rows(valid(OF_ACCOUNT, orgId, accountId));
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

    /** Revokes every one of those keys, in steps: their maker goes, and later they would have none. @param orgId null for all organisations */
    @Transactional
    public void revokeEvery(String orgId, String accountId) {
        Set<String> revoked = new HashSet<>();
        List<AuthKey> more;
        do {
            more = valid(OF_ACCOUNT, orgId == null ? ANY : orgId, accountId);
            revoke(more);
        } while (revoked.addAll(more.stream().map(AuthKey::getId).toList()));
    }

    /** Revokes those keys, at most {@value #MAX_LISTED} at once. @return the revoked ones */
    @Transactional
    public JsonArray revokeAll(String orgId, String accountId) {
        return revoke(valid(OF_ACCOUNT, orgId, accountId));
    }

    /** Those that programs made with an API token. @param orgId null for all organisations */
    @Transactional
    public JsonArray validKeysOfToken(String apiTokenId, String orgId) {
        return rows(valid(OF_API_TOKEN, orgId == null ? ANY : orgId, apiTokenId));
    }

    /** Revokes those, at most {@value #MAX_LISTED} at once. @return the revoked ones */
    @Transactional
    public JsonArray revokeAllOfToken(String apiTokenId, String orgId) {
        return revoke(valid(OF_API_TOKEN, orgId == null ? ANY : orgId, apiTokenId));
    }

    private JsonArray revoke(List<AuthKey> valid) {
        return rows(valid.stream()
                .map(key -> keys.revoke(key.getOrgId(), key.getId()))
                .toList());
    }

    private static JsonArray rows(List<AuthKey> listed) {
        JsonArrayBuilder rows = JsonText.array();
        listed.forEach(key -> rows.add(AuthKeyListener.row(key)));
        return rows.build();
    }

    /** @param creator the field that names who made a key, and {@code id} its value */
    private List<AuthKey> valid(String creator, String orgId, String id) {
        Instant now = Timestamps.now(clock);
        TypedQuery<AuthKey> query = entities.createQuery(
                "select k from AuthKey k where " + creator + " = :creator"
                        + " and k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now)"
                        + " and (k.usedCount = 0 or (k.reusable = true and (k.maxUses is null or k.usedCount < k.maxUses)))"
                        + (orgId.equals(ANY) ? "" : " and k.orgId = :org")
                        + " order by k.createdAt desc, k.id",
                AuthKey.class);
        if (!orgId.equals(ANY)) {
            query.setParameter("org", orgId);
        }
        return query.setParameter("creator", id)
                .setParameter("now", now)
                .setMaxResults(MAX_LISTED)
                .getResultList();
    }
}
