package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/** Invitations as stored: one an address and organisation, the newest. */
@ApplicationScoped
public class InvitationService {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final String PREFIX = "hgi-";
    /** Subjects of tokens made elsewhere may be longer; it is kept for people to read. */
    private static final int LONGEST_INVITER = 64;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private Clock clock;

    /** An invitation and its token, which cannot be had again. */
    record Issued(Invitation invitation, String token) {}

    /** Invites an address; an earlier invitation of it to the organisation is void. */
    @Transactional
    Issued issue(String orgId, String email, Role role, String invitedBy) {
        entities.createQuery("delete from Invitation i where i.orgId = :org and i.email = :email")
                .setParameter("org", orgId)
                .setParameter("email", email)
                .executeUpdate();
        Instant now = Timestamps.now(clock);
        String token = SecureTokens.newToken(PREFIX);
        String inviter = invitedBy.substring(0, Math.min(invitedBy.length(), LONGEST_INVITER));
        Invitation invitation = new Invitation(
                UUID.randomUUID().toString(),
                orgId,
                email,
                role,
                SecureTokens.hash(token),
                inviter,
                now,
                now.plus(LIFE));
        entities.persist(invitation);
        return new Issued(invitation, token);
    }

    /** Those that can still be accepted, by address. */
    @Transactional
    List<Invitation> pending(String orgId) {
        return entities.createQuery(
                        "select i from Invitation i where i.orgId = :org and i.expiresAt > :now order by i.email",
                        Invitation.class)
                .setParameter("org", orgId)
                .setParameter("now", Timestamps.now(clock))
                .getResultList();
    }

    @Transactional
    void revoke(String orgId, String id, Role revoker) {
        Invitation invitation = entities.find(Invitation.class, id);
        if (invitation == null || !invitation.getOrgId().equals(orgId)) {
            throw ApiException.notFound("There is no such invitation.");
        }
        if (invitation.getRole() == Role.OWNER && revoker != Role.OWNER) {
            throw ApiException.forbidden("Only owners decide who is an owner.");
        }
        entities.remove(invitation);
    }

    /** The invitation that a token opens, while it lasts. */
    @Transactional
    Optional<Invitation> find(String token) {
        return entities.createQuery(
                        "select i from Invitation i where i.tokenHash = :hash and i.expiresAt > :now", Invitation.class)
                .setParameter("hash", SecureTokens.hash(token))
                .setParameter("now", Timestamps.now(clock))
                .getResultStream()
                .findFirst();
    }

    /** Uses an invitation, once, for an account that is there. @throws ApiException 403 when it has been disabled meanwhile */
    @Transactional
    Account redeem(Invitation invitation, Account account) {
        SignInService.requireEnabled(accounts.lock(account.getId()));
        use(invitation);
        join(invitation, account);
        return account;
    }

    /** Uses an invitation, once, for an account that is made with it. */
    @Transactional
    Account redeem(Invitation invitation, String name, String passwordHash) {
        use(invitation);
        Account account = accounts.create(invitation.getEmail(), name, passwordHash, "user");
        join(invitation, account);
        return account;
    }

    private void use(Invitation invitation) {
        int used = entities.createQuery("delete from Invitation i where i.id = :id")
                .setParameter("id", invitation.getId())
                .executeUpdate();
        if (used == 0) {
            throw invalid();
        }
    }

    private void join(Invitation invitation, Account account) {
        if (entities.find(Membership.class, new MembershipId(invitation.getOrgId(), account.getId())) == null) {
            entities.persist(
                    new Membership(invitation.getOrgId(), account, invitation.getRole(), Timestamps.now(clock)));
        }
    }

    static ApiException invalid() {
        return new ApiException(401, "INVALID_INVITATION", "The invitation is unknown, used or expired.");
    }
}
