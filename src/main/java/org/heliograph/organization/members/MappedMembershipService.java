package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.oidc.MappedMemberships;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.persistence.SqlTemplate;

/**
 * Memberships that groups of the OpenID Connect provider give. What they gave is noted with the role that the person has without them, so
 * that who leaves a group has that role again, or none. Groups also take the last owner away: the provider decides.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class MappedMembershipService implements MappedMemberships {
    private static final String NOTED = "select org_id, previous_role from mapped_membership where account_id = ?";
    private static final String NOTE =
            "insert into mapped_membership (account_id, org_id, previous_role) values (?, ?, ?)";
    private static final String UNNOTE = "delete from mapped_membership where account_id = ? and org_id = ?";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private OrganizationAccess access;

    @Inject
    private InvitationService invitations;

    @Inject
    private MemberTokens tokens;

    @Inject
    private SqlTemplate sql;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    @Override
    public void apply(Account account, Map<String, String> roles) {
        Map<String, Optional<Role>> noted = new HashMap<>();
        sql.query(NOTED, row -> noted.put(row.text("org_id"), Role.parse(row.text("previous_role"))), account.getId());
        TreeSet<String> organizations = new TreeSet<>(noted.keySet());
        organizations.addAll(roles.keySet());
        // sorted, so that two sign-ins take the locks in the same order
        for (String organization : organizations) {
            if (access.lockOrganization(organization)) {
                Optional<Role> given = Role.parse(roles.get(organization));
                apply(organization, account, given, noted.get(organization));
            }
        }
    }

    /** @param noted the role without the groups, which may be none; null when the groups gave nothing before */
    private void apply(String orgId, Account account, Optional<Role> given, Optional<Role> noted) {
        access.lockMembership(orgId, account.getId());
        Membership membership = entities.find(Membership.class, new MembershipId(orgId, account.getId()));
        Role current = membership == null ? null : membership.getRole();
        Role own = noted == null ? current : noted.orElse(null);
        boolean gives = given.isPresent() && (own == null || given.get().compareTo(own) > 0);
        if (gives && noted == null) {
            sql.update(NOTE, account.getId(), orgId, own == null ? null : own.text());
        } else if (!gives && noted != null) {
            sql.update(UNNOTE, account.getId(), orgId);
        }
        if (gives || noted != null) {
            change(orgId, account, membership, gives ? given.get() : own);
        }
    }

    /** @param role null for none */
    private void change(String orgId, Account account, Membership membership, Role role) {
        Role before = membership == null ? null : membership.getRole();
        if (role == before) {
            return;
        }
        AuditAction action = before == null
                ? AuditAction.MEMBER_ADD
                : role == null ? AuditAction.MEMBER_REMOVE : AuditAction.MEMBER_UPDATE;
        audit.record(AuditEntry.of(action)
                .by("oidc", "OpenID Connect")
                .in(orgId)
                .on(account.getId(), account.getEmail())
                .change("role", before == null ? null : before.text(), role == null ? null : role.text()));
        if (before == null) {
            entities.persist(new Membership(orgId, account, role, Timestamps.now(clock)));
        } else if (role == null) {
            entities.remove(membership);
            tokens.endOf(orgId, account.getId());
            // a link to the own address would let the person in again
            invitations.endTo(orgId, account.getEmail());
        } else {
            membership.setRole(role);
        }
        if (before != null && before.administers() && (role == null || !role.administers())) {
            invitations.endOf(orgId, account.getId());
        } else if (before == Role.OWNER && role != Role.OWNER) {
            invitations.endOf(orgId, account.getId(), Role.OWNER);
        }
    }

    @Override
    public void demoted(Account account) {
        entities.flush();
        invitations.endOf(account);
    }
}
