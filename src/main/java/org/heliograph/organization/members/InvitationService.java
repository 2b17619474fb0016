package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
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
import org.heliograph.identity.Caller;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.json.JsonText;
import org.heliograph.mail.MailService;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.persistence.EnumText;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/** Stores, revokes and redeems invitations. An address has at most one per organisation, the newest. */
@ApplicationScoped
public class InvitationService {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final String END_OF_ACCOUNT =
            "delete from invitation where invited_by = ? and (? = true or org_id not in"
                    + " (select m.org_id from membership m where m.account_id = ? and m.role <> ?))";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordResetService resets;

    @Inject
    private MailService mail;

    @Inject
    private OrganizationAccess access;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** A new invitation with its {@link Invitation#token()}, which has no effect until it is stored. */
    Invitation prepare(String orgId, String email, Role role, Caller by) {
        Instant now = Timestamps.now(clock);
        return new Invitation(
                UUID.randomUUID().toString(), orgId, email, role, by, mail.isConfigured(), now, now.plus(LIFETIME));
    }

    /** Stores an invitation in the place of the earlier one of its address. */
    @Transactional
    void store(Invitation invitation) {
        endTo(invitation.getOrgId(), invitation.getEmail());
        entities.persist(invitation);
        audit.record(of(AuditAction.MEMBER_ADD, invitation).created(details(invitation)));
    }

    /** Ends that of an address. */
    @Transactional
    public void endTo(String orgId, String email) {
        entities.createQuery("delete from Invitation i where i.orgId = :org and i.email = :email")
                .setParameter("org", orgId)
                .setParameter("email", email)
                .executeUpdate();
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

    /** Ends the invitations of an inviter to an organisation. @return their number */
    @Transactional
    int endOf(String orgId, String inviter) {
        return entities.createQuery("delete from Invitation i where i.orgId = :org and i.invitedBy = :inviter")
                .setParameter("org", orgId)
                .setParameter("inviter", inviter)
                .executeUpdate();
    }

    /** Ends those to one role of it. */
    @Transactional
    void endOf(String orgId, String inviter, Role role) {
        entities.createQuery(
                        "delete from Invitation i where i.orgId = :org and i.invitedBy = :inviter and i.role = :role")
                .setParameter("org", orgId)
                .setParameter("inviter", inviter)
                .setParameter("role", role)
                .executeUpdate();
    }

    /**
     * Ends the invitations of an account to organisations that it does not administer; for a disabled account those to all.
     *
     * @return their number
     */
    @Transactional
    public int endOf(Account inviter) {
        return sql.update(
                END_OF_ACCOUNT, inviter.getId(), inviter.isDisabled(), inviter.getId(), EnumText.of(Role.MEMBER));
    }

    /** Ends every invitation that an account made. */
    @Transactional
    public void endAllOf(String inviter) {
        sql.update("delete from invitation where invited_by = ?", inviter);
    }

    /** @throws ApiException 404 for an unknown invitation, also one that is accepted meanwhile, 403 when an admin revokes an owner's */
    @Transactional
    void revoke(String orgId, String id, Caller actor) {
        Role actorRole = access.requireAdminOfMembers(actor, orgId);
        Invitation invitation = entities.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (invitation == null || !invitation.getOrgId().equals(orgId)) {
            throw ApiException.notFound("There is no such invitation.");
        }
        MemberService.requireOwnerFor(invitation.getRole(), actorRole);
        end(invitation);
    }

    /** @param invitation locked */
    void end(Invitation invitation) {
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

    /** Redeems an invitation for an existing account, whatever its address: the link is the invitation. @throws ApiException 401 when used, 403 when the account is disabled */
    @Transactional
    Account redeem(Invitation invitation, Account account) {
        Account locked = accounts.lock(account.getId());
        SignInService.requireEnabled(locked);
        delete(invitation);
        if (invitation.isMailed() && invitation.getEmail().equals(locked.getEmail())) {
            locked.verifyEmail();
        }
        join(invitation, locked);
        return account;
    }

    /**
     * Redeems a mailed invitation whose address is that of an account that never proved it: the holder of the mailbox takes the account
     * over with a new password. Every session of it ends, and so do the invitations and reset links that it made: who had it before may
     * have kept them.
     *
     * @throws ApiException 401 when used, 403 when the account is disabled
     */
    @Transactional
    Account takeOver(Invitation invitation, Account account, String passwordHash) {
        Account locked = accounts.lock(account.getId());
        SignInService.requireEnabled(locked);
        delete(invitation);
        resets.handOver(locked, passwordHash);
        resets.endLinksOf(locked.getId());
        endAllOf(locked.getId());
        locked.verifyEmail();
        join(invitation, locked);
        return locked;
    }

    /** Redeems an invitation and creates its account. @throws ApiException 401 when used */
    @Transactional
    Account redeem(Invitation invitation, String name, String passwordHash) {
        delete(invitation);
        Account account = accounts.create(invitation.getEmail(), name, passwordHash, "user");
        if (invitation.isMailed()) {
            account.verifyEmail();
        }
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
