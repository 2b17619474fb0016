package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/**
 * Lists, invites, changes and removes members. An address alone adds no member: its holder accepts an invitation, also one who has an
 * account. Changes lock the organisation's row first and check the right to them behind the lock,
 * so that of two owners or administrators who remove each other at the same time only one succeeds.
 */
@ApplicationScoped
public class MemberService {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AuditTrail audit;

    @Inject
    private OrganizationAccess access;

    @Inject
    private InvitationService invitations;

    @Inject
    private MemberKeys keys;

    @Inject
    private MemberTokens tokens;

    @Inject
    private Clock clock;

    /** A changed member. @param left what they left, if they may no longer administer the organisation */
    record Change(Membership membership, Optional<Departure> left) {}

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

    /**
     * Checks, before the link is mailed, that an address may be invited.
     *
     * @return the name of the organisation
     * @throws ApiException as {@link #invite}, 404 when there is no such organisation
     */
    @Transactional
    String requireInvitable(Invitation invitation, Caller inviter) {
        requireUnclaimed(invitation, access.requireAdmin(inviter, invitation.getOrgId()));
        return access.requireName(invitation.getOrgId());
    }

    /**
     * Stores an invitation, whose link was delivered, and replaces an earlier one of the address. The result does not depend on whether
     * the address has an account.
     *
     * @throws ApiException 403, or 409 when a member has the address
     */
    @Transactional
    void invite(Invitation invitation, Caller inviter) {
        requireUnclaimed(invitation, access.requireAdminOfMembers(inviter, invitation.getOrgId()));
        invitations.store(invitation);
    }

    private void requireUnclaimed(Invitation invitation, Role inviterRole) {
        String orgId = invitation.getOrgId();
        requireOwnerFor(invitation.getRole(), inviterRole);
        // a new invitation ends the earlier one of the address, which is for owners if that is to the role owner
        entities.createQuery(
                        "select i.role from Invitation i where i.orgId = :org and i.email = :email and i.expiresAt > :now",
                        Role.class)
                .setParameter("org", orgId)
                .setParameter("email", invitation.getEmail())
                .setParameter("now", Timestamps.now(clock))
                .getResultList()
                .forEach(earlier -> requireOwnerFor(earlier, inviterRole));
        Long members = entities.createQuery(
                        "select count(m.accountId) from Membership m where m.orgId = :org and m.account.email = :email",
                        Long.class)
                .setParameter("org", orgId)
                .setParameter("email", invitation.getEmail())
                .getSingleResult();
        if (members > 0) {
            throw ApiException.conflict("A member of this organisation has this address.");
        }
    }

    /** Changes a role. Who may no longer give a role has no invitations to it. @throws ApiException 403, 404, or 409 {@code LAST_OWNER} */
    @Transactional
    Change change(String orgId, String accountId, Role role, Caller actor) {
        Role actorRole = access.requireAdminOfMembers(actor, orgId);
        requireOwnerFor(role, actorRole);
        Membership membership = find(orgId, accountId);
        Role before = membership.getRole();
        requireOwnerFor(before, actorRole);
        if (role != Role.OWNER) {
            requireAnotherOwner(membership);
        }
        record(AuditAction.MEMBER_UPDATE, membership, before, role);
        membership.setRole(role);
        if (before.administers() && !role.administers()) {
            return new Change(membership, Optional.of(leave(orgId, accountId)));
        }
        if (before == Role.OWNER && role != Role.OWNER) {
            invitations.endOf(orgId, accountId, Role.OWNER);
        }
        return new Change(membership, Optional.empty());
    }

    /**
     * Removes a member, revokes the API tokens that they made for the organisation, and ends their invitations: those that they made, and one
     * of their own address, which is left when they joined by another link.
     *
     * @throws ApiException 403, 404, or 409 {@code LAST_OWNER}
     */
    @Transactional
    Departure remove(String orgId, String accountId, Caller actor) {
        Role actorRole = access.requireAdminOfMembers(actor, orgId);
        Membership membership = find(orgId, accountId);
        requireOwnerFor(membership.getRole(), actorRole);
        requireAnotherOwner(membership);
        entities.remove(membership);
        record(AuditAction.MEMBER_REMOVE, membership, membership.getRole(), null);
        tokens.endOf(orgId, accountId);
        invitations.endTo(orgId, membership.getAccount().getEmail());
        return leave(orgId, accountId);
    }

    private Departure leave(String orgId, String accountId) {
        return new Departure(invitations.endOf(orgId, accountId), keys.validKeys(orgId, accountId));
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
        // waits for what the member is just creating
        access.lockMembership(orgId, accountId);
        Membership membership = entities.find(Membership.class, new MembershipId(orgId, accountId));
        if (membership == null) {
            throw ApiException.notFound("There is no such member.");
        }
        return membership;
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
