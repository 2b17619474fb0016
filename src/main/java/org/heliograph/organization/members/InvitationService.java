package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/** Issues, revokes and redeems invitations. An address has at most one per organisation, the newest. */
@ApplicationScoped
public class InvitationService {
    private static final Duration LIFETIME = Duration.ofDays(7);

    /** Longer subjects of external tokens are truncated; the column is for display only. */
    private static final int MAX_INVITER_LENGTH = 64;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Invites an address and replaces its earlier invitation. Only the returned instance has {@link Invitation#token()}. */
    @Transactional
    Invitation issue(String orgId, String email, Role role, String invitedBy) {
        entities.createQuery("delete from Invitation i where i.orgId = :org and i.email = :email")
                .setParameter("org", orgId)
                .setParameter("email", email)
                .executeUpdate();
        Instant now = Timestamps.now(clock);
        String inviter = invitedBy.substring(0, Math.min(invitedBy.length(), MAX_INVITER_LENGTH));
        Invitation invitation =
                new Invitation(UUID.randomUUID().toString(), orgId, email, role, inviter, now, now.plus(LIFETIME));
        entities.persist(invitation);
        audit.record(of(AuditAction.MEMBER_ADD, invitation).created(details(invitation)));
        return invitation;
    }

    /** The invitations that are not expired and whose address follows another, by address. */
    @Transactional
    List<Invitation> pending(String orgId, String after, int limit) {
        return entities.createQuery(
                        "select i from Invitation i where i.orgId = :org and i.expiresAt > :now"
                                + " and i.email > :after order by i.email",
                        Invitation.class)
                .setParameter("org", orgId)
                .setParameter("now", Timestamps.now(clock))
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** @throws ApiException 404 for an unknown invitation, 403 when an admin revokes an owner's */
    @Transactional
    void revoke(String orgId, String id, Role actorRole) {
        Invitation invitation = entities.find(Invitation.class, id);
        if (invitation == null || !invitation.getOrgId().equals(orgId)) {
            throw ApiException.notFound("There is no such invitation.");
        }
        MemberService.requireOwnerFor(invitation.getRole(), actorRole);
        entities.remove(invitation);
        audit.record(of(AuditAction.INVITATION_REVOKE, invitation).deleted(details(invitation)));
    }

    /** The invitation of a token; empty when unknown or expired. */
    @Transactional
    Optional<Invitation> find(String token) {
        return entities.createQuery(
                        "select i from Invitation i where i.tokenHash = :hash and i.expiresAt > :now", Invitation.class)
                .setParameter("hash", SecureTokens.hash(token))
                .setParameter("now", Timestamps.now(clock))
                .getResultStream()
                .findFirst();
    }

    /** Redeems an invitation for an existing account. @throws ApiException 401 when used, 403 when the account is disabled */
    @Transactional
    Account redeem(Invitation invitation, Account account) {
        SignInService.requireEnabled(accounts.lock(account.getId()));
        delete(invitation);
        join(invitation, account);
        return account;
    }

    /** Redeems an invitation and creates its account. @throws ApiException 401 when used */
    @Transactional
    Account redeem(Invitation invitation, String name, String passwordHash) {
        delete(invitation);
        Account account = accounts.create(invitation.getEmail(), name, passwordHash, "user");
        join(invitation, account);
        return account;
    }

    private void delete(Invitation invitation) {
        int deleted = entities.createQuery("delete from Invitation i where i.id = :id")
                .setParameter("id", invitation.getId())
                .executeUpdate();
        if (deleted == 0) {
            throw invalid();
        }
    }

    private void join(Invitation invitation, Account account) {
        audit.record(of(AuditAction.INVITATION_ACCEPT, invitation)
                .by(account.getId(), account.getEmail())
                .created(details(invitation)));
        if (entities.find(Membership.class, new MembershipId(invitation.getOrgId(), account.getId())) == null) {
            entities.persist(
                    new Membership(invitation.getOrgId(), account, invitation.getRole(), Timestamps.now(clock)));
        }
    }

    private static AuditEntry of(AuditAction action, Invitation invitation) {
        return AuditEntry.of(action).in(invitation.getOrgId()).on(invitation.getId(), invitation.getEmail());
    }

    private static JsonObject details(Invitation invitation) {
        return JsonText.object()
                .add("role", invitation.getRole().text())
                .add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .build();
    }

    static ApiException invalid() {
        return new ApiException(401, "INVALID_INVITATION", "The invitation is unknown, used or expired.");
    }
}
