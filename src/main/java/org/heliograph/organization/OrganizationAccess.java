package org.heliograph.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.AccountRightsChecker;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/**
 * Authorisation by role in an organisation. A caller's role is the greater of the stored membership and the organisations
 * claim of an external token, if the installation maps one. The platform role grants nothing in an organisation.
 */
@ApplicationScoped
@Transactional
public class OrganizationAccess {
    private static final String LOCK_ORGANIZATION = "select id from organization where id = ? and deleted_at is null";

    private static final String LOCK_MEMBERSHIP =
            "select account_id from membership where org_id = ? and account_id = ?";

    private static final String NAME = "select name from organization where id = ? and deleted_at is null";

    private static final String DELETED = "select id from organization where id = ? and deleted_at is not null";

    private static final String ROLE = "select role from membership where org_id = ? and account_id = ?";

    @PersistenceContext
    private EntityManager entities;

    private SqlTemplate sql;
    private AccountRightsChecker accounts;
    private AuditTrail audit;

    /** For the container's proxies. */
    protected OrganizationAccess() {}

    @Inject
    public OrganizationAccess(SqlTemplate sql, AccountRightsChecker accounts, AuditTrail audit) {
        this.sql = sql;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** The caller's role in an organisation; empty for non-members, unknown organisations, and an API token that is for something else. */
    public Optional<Role> roleIn(Caller caller, String orgId) {
        if (!caller.reaches(orgId)) {
            return Optional.empty();
        }
        // plain SQL: behind a lock it reads what is committed now, and not an entity from before
        Optional<Role> stored = sql.query(ROLE, row -> row.text("role"), orgId, caller.userId()).stream()
                .findFirst()
                .flatMap(Role::parse);
        Optional<Role> claimed = Role.parse(caller.organizations().get(orgId)).filter(role -> !isDeleted(orgId));
        return stored.isPresent() && claimed.isPresent()
                ? Optional.of(greater(stored.get(), claimed.get()))
                : stored.or(() -> claimed);
    }

    /** Whether it is being deleted. Memberships have ended then, but claims go on. */
    private boolean isDeleted(String orgId) {
        return !sql.query(DELETED, row -> row.text("id"), orgId).isEmpty();
    }

    /** @throws ApiException 403 when the caller is not a member */
    public Role requireMember(Caller caller, String orgId) {
        audit.attemptIn(orgId);
        return roleIn(caller, orgId)
                .orElseThrow(() -> ApiException.forbidden("You are not a member of this organisation."));
    }

    /** @throws ApiException 403 when the caller is neither admin nor owner */
    public Role requireAdmin(Caller caller, String orgId) {
        Role role = requireMember(caller, orgId);
        if (!role.administers()) {
            throw ApiException.forbidden("Only admins and owners of the organisation may do this.");
        }
        return role;
    }

    /**
     * As {@link #requireAdmin}, in the transaction that makes something by this right. The removal of the caller and the end of the
     * caller's account wait for its end, and so find what was made.
     *
     * @throws ApiException 403 also when the caller's account is disabled or was deleted, 404 when there is no such organisation
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void requireAdminUntilCommit(Caller caller, String orgId) {
        accounts.requireEnabledUntilCommit(caller);
        lockMembership(orgId, caller.userId());
        requireAdmin(caller, orgId);
        requireName(orgId);
    }

    /**
     * The name of an organisation. The claim of an external token may name one that is not here.
     *
     * @throws ApiException 404 when there is no such organisation
     */
    public String requireName(String orgId) {
        return sql.query(NAME, row -> row.text("name"), orgId).stream()
                .findFirst()
                .orElseThrow(OrganizationAccess::unknown);
    }

    /**
     * As {@link #requireAdminUntilCommit}, for changes of the members: they come one after the other in an organisation. A caller whom an
     * earlier one removed or demoted while this one waited is refused. Locks are always taken in this order: the caller's account, the
     * organisation, memberships.
     *
     * @return the role that the caller has behind the locks
     * @throws ApiException 403, 404 when there is no such organisation
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Role requireAdminOfMembers(Caller caller, String orgId) {
        // a caller without the right holds no lock, and does not learn which organisations exist
        requireAdmin(caller, orgId);
        accounts.requireEnabledUntilCommit(caller);
        if (!lockOrganization(orgId)) {
            throw unknown();
        }
        return requireAdmin(caller, orgId);
    }

    /** Holds up other changes of the members of an organisation until the transaction ends. @return whether it exists */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean lockOrganization(String orgId) {
        return !sql.queryAndLock(LOCK_ORGANIZATION, row -> row.text("id"), orgId)
                .isEmpty();
    }

    /** Waits until whatever else needs the membership has ended, and holds it up until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lockMembership(String orgId, String accountId) {
        // plain SQL, since the entity is read with its account, and H2 locks no rows of a join
        sql.queryAndLock(LOCK_MEMBERSHIP, row -> row.text("account_id"), orgId, accountId);
    }

    /** The caller's roles by organisation id. */
    public Map<String, Role> rolesOf(Caller caller) {
        Map<String, Role> roles = new HashMap<>();
        caller.organizations()
                .forEach((org, name) ->
                        Role.parse(name).filter(role -> !isDeleted(org)).ifPresent(role -> roles.put(org, role)));
        entities.createQuery("select m.orgId, m.role from Membership m where m.accountId = :account", Object[].class)
                .setParameter("account", caller.userId())
                .getResultList()
                .forEach(row -> roles.merge((String) row[0], (Role) row[1], OrganizationAccess::greater));
        roles.keySet().removeIf(orgId -> !caller.reaches(orgId));
        return roles;
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such organisation.");
    }

    private static Role greater(Role one, Role other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
