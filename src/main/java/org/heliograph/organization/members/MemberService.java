package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.Account;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.Organization;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/**
 * Lists, adds, changes and removes members. Changes lock the organisation's row first, so that of two owners who remove
 * each other at the same time only one succeeds.
 */
@ApplicationScoped
public class MemberService {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** The members of an organisation whose address follows another, by address. */
    @Transactional
    List<Membership> list(String orgId, String after, int limit) {
        return entities.createQuery(
                        "select m from Membership m join fetch m.account where m.orgId = :org"
                                + " and m.account.email > :after order by m.account.email",
                        Membership.class)
                .setParameter("org", orgId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** @param actorRole the caller's role @throws ApiException 403, or 409 when the account is a member already */
    @Transactional
    Membership add(String orgId, Account account, Role role, Role actorRole) {
        requireOwnerFor(role, actorRole);
        lock(orgId);
        if (entities.find(Membership.class, new MembershipId(orgId, account.getId())) != null) {
            throw ApiException.conflict("This account is already a member.");
        }
        Membership membership =
                new Membership(orgId, entities.find(Account.class, account.getId()), role, Timestamps.now(clock));
        entities.persist(membership);
        record(AuditAction.MEMBER_ADD, membership, null, role);
        return membership;
    }

    /** Changes a role. @throws ApiException 403, 404, or 409 {@code LAST_OWNER} */
    @Transactional
    Membership change(String orgId, String accountId, Role role, Role actorRole) {
        requireOwnerFor(role, actorRole);
        Membership membership = find(orgId, accountId);
        requireOwnerFor(membership.getRole(), actorRole);
        if (role != Role.OWNER) {
            requireAnotherOwner(membership);
        }
        record(AuditAction.MEMBER_UPDATE, membership, membership.getRole(), role);
        membership.setRole(role);
        return membership;
    }

    /** Removes a member. @throws ApiException 403, 404, or 409 {@code LAST_OWNER} */
    @Transactional
    void remove(String orgId, String accountId, Role actorRole) {
        Membership membership = find(orgId, accountId);
        requireOwnerFor(membership.getRole(), actorRole);
        requireAnotherOwner(membership);
        entities.remove(membership);
        record(AuditAction.MEMBER_REMOVE, membership, membership.getRole(), null);
    }

    private void record(AuditAction action, Membership membership, Role before, Role after) {
        audit.record(AuditEntry.of(action)
                .in(membership.getOrgId())
                .on(membership.getAccountId(), membership.getAccount().getEmail())
                .change("role", before == null ? null : before.text(), after == null ? null : after.text()));
    }

    /** Only owners grant or withdraw the role owner. @throws ApiException 403 */
    static void requireOwnerFor(Role role, Role actorRole) {
        if (role == Role.OWNER && actorRole != Role.OWNER) {
            throw ApiException.forbidden("Only owners may grant or withdraw the role owner.");
        }
    }

    private Membership find(String orgId, String accountId) {
        lock(orgId);
        Membership membership = entities.find(Membership.class, new MembershipId(orgId, accountId));
        if (membership == null) {
            throw ApiException.notFound("There is no such member.");
        }
        return membership;
    }

    private void lock(String orgId) {
        if (entities.find(Organization.class, orgId, LockModeType.PESSIMISTIC_WRITE) == null) {
            throw ApiException.notFound("There is no such organisation.");
        }
    }

    private void requireAnotherOwner(Membership leaving) {
        long owners = entities.createQuery(
                        "select count(m.accountId) from Membership m where m.orgId = :org and m.role = :owner"
                                + " and m.accountId <> :leaving",
                        Long.class)
                .setParameter("org", leaving.getOrgId())
                .setParameter("owner", Role.OWNER)
                .setParameter("leaving", leaving.getAccountId())
                .getSingleResult();
        if (leaving.getRole() == Role.OWNER && owners == 0) {
            throw new ApiException(409, "LAST_OWNER", "An organisation must have at least one owner.");
        }
    }
}
