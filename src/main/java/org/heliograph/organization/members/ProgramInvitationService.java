package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** The invitations that programs made with an API token. They can be accepted after the token was revoked, until they are revoked, too. */
@ApplicationScoped
@Transactional
public class ProgramInvitationService {
    private static final int MAX_LISTED = 1_000;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InvitationService invitations;

    @Inject
    private Clock clock;

    /** Those that can be accepted, newest first, without their links. @param orgId null for every organisation */
    public JsonArray pending(String apiTokenId, String orgId) {
        return rows(find(apiTokenId, orgId));
    }

    /** Revokes those. @return the revoked ones, {@value #MAX_LISTED} at most */
    public JsonArray revokeAll(String apiTokenId, String orgId) {
        List<Invitation> found = find(apiTokenId, orgId);
        found.stream()
                .map(one -> entities.find(Invitation.class, one.getId(), LockModeType.PESSIMISTIC_WRITE))
                .filter(one -> one != null)
                .forEach(invitations::end);
        return rows(found);
    }

    private List<Invitation> find(String apiTokenId, String orgId) {
        TypedQuery<Invitation> query = entities.createQuery(
                "select i from Invitation i where i.apiTokenId = :token and i.expiresAt > :now"
                        + (orgId == null ? "" : " and i.orgId = :org") + " order by i.expiresAt desc, i.id",
                Invitation.class);
        if (orgId != null) {
            query.setParameter("org", orgId);
        }
        return query.setParameter("token", apiTokenId)
                .setParameter("now", Timestamps.now(clock))
                .setMaxResults(MAX_LISTED)
                .getResultList();
    }

    private static JsonArray rows(List<Invitation> found) {
        JsonArrayBuilder rows = JsonText.array();
        found.forEach(invitation -> rows.add(JsonText.object()
                .add("id", invitation.getId())
                .add("org_id", invitation.getOrgId())
                .add("email", invitation.getEmail())
                .add("role", invitation.getRole().text())
                .add("expires_at", Timestamps.format(invitation.getExpiresAt()))));
        return rows.build();
    }
}
