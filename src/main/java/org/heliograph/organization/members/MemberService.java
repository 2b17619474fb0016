package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.Account;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.Organization;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/**
 * The members of an organisation. Whatever changes them first locks the organisation's row: two owners who remove each
 * other at the same moment must not both succeed.
 */
@ApplicationScoped
public class MemberService {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** All, by address. */
    @Transactional
    List<Membership> list(String orgId) {
        return entities.createQuery(
                        "select m from Membership m join fetch m.account where m.orgId = :org order by m.account.email",
                        Membership.class)
                .setParameter("org", orgId)
                .getResultList();
    }

    /** @param adder the role of whoever adds */
    @Transactional
    Membership add(String orgId, Account account, Role role, Role adder) {
        requireOwnerFor(role, adder);
        lock(orgId);
        if (entities.find(Membership.class, new MembershipId(orgId, account.getId())) != null) {
            throw ApiException.conflict("This account is a member already.");
        }
        Membership membership =
                new Membership(orgId, entities.find(Account.class, account.getId()), role, Timestamps.now(clock));
        entities.persist(membership);
        return membership;
    }

    @Transactional
    Membership change(String orgId, String accountId, Role role, Role changer) {
        requireOwnerFor(role, changer);
        Membership membership = find(orgId, accountId);
        requireOwnerFor(membership.getRole(), changer);
        if (role != Role.OWNER) {
            requireAnotherOwner(membership);
        }
        membership.setRole(role);
        return membership;
    }

    @Transactional
    void remove(String orgId, String accountId, Role remover) {
        Membership membership = find(orgId, accountId);
        requireOwnerFor(membership.getRole(), remover);
        requireAnotherOwner(membership);
        entities.remove(membership);
    }

    /** Owners alone make and unmake owners. */
    static void requireOwnerFor(Role touched, Role actor) {
        if (touched == Role.OWNER && actor != Role.OWNER) {
            throw ApiException.forbidden("Only owners decide who is an owner.");
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
            throw new ApiException(409, "LAST_OWNER", "An organisation keeps one owner at least.");
        }
    }
}
