package org.heliograph.operations.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.AccountRightsChecker;
import org.heliograph.json.JsonText;
import org.heliograph.operations.token.ApiTokenService;
import org.heliograph.organization.Organization;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/**
 * Renames and deletes organisations. Their owners may do both, their admins rename; administrators of the installation may do both without
 * being members. All access ends in the transaction of the deletion; {@link OrganizationPurge} deletes the rest,
 * which no caller reaches any more (docs/adr/0063-deleting-accounts-and-organisations.md).
 */
@ApplicationScoped
class OrganizationAdminService {
    private static final Logger LOG = Logger.getLogger(OrganizationAdminService.class.getName());

    private static final List<String> ACCESS = List.of("membership", "mapped_membership", "invitation", "auth_key");

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    @Inject
    private OrganizationAccess access;

    @Inject
    private AccountRightsChecker rights;

    @Inject
    private OrganizationContents contents;

    @Inject
    private ApiTokenService apiTokens;

    @Inject
    private EventLog log;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Changes the name; the id stays. @throws ApiException 403, 404 */
    @Transactional
    Organization rename(String id, String name, Caller caller) {
        Organization organization = require(id, caller, Role.ADMIN);
        audit.record(AuditEntry.of(AuditAction.ORGANIZATION_UPDATE)
                .in(id)
                .on(id, name)
                .change("name", organization.getName(), name));
        organization.setName(name);
        return organization;
    }

    /** What would be deleted. @throws ApiException 403, 404 */
    @Transactional
    JsonObject preview(String id, Caller caller) {
        requireRight(id, caller, Role.OWNER);
        return contents.of(id).stream().findFirst().orElseThrow(OrganizationAdminService::unknown);
    }

    /**
     * Deletes an organisation.
     *
     * @param name that it has, as the caller typed it
     * @return what it had
     * @throws ApiException 403, 404, 400 NAME_MISMATCH, 409 DEMO_ORGANIZATION
     */
    @Transactional
    JsonObject delete(String id, String name, Caller caller) {
        Organization organization = require(id, caller, Role.OWNER);
        if (!organization.getName().equals(name)) {
            throw new ApiException(
                    400, "NAME_MISMATCH", "The parameter name must be the name of the organisation that is deleted.");
        }
        if (organization.isDemo()) {
            throw new ApiException(
                    409,
                    "DEMO_ORGANIZATION",
                    "This organisation belongs to the demo, and goes when the demo is switched off.");
        }
        JsonObject before = preview(id, caller);
        // of the installation: the rows of the organisation are deleted with it
        audit.record(AuditEntry.of(AuditAction.ORGANIZATION_DELETE).on(id, name).deleted(before));
        closeSockets(id);
        apiTokens.endOfOrganization(id);
        ACCESS.forEach(table -> sql.update("delete from " + table + " where org_id = ?", id));
        organization.delete(Timestamps.now(clock));
        LOG.log(Level.INFO, "{0} deleted the organisation {1}", new Object[] {caller.userId(), id});
        return before;
    }

    /** Also for each member: nodes of an earlier version know that only. */
    private void closeSockets(String id) {
        log.publish(
                Revocations.TOPIC,
                "organization",
                JsonText.object().add("org_id", id).build());
        sql.query("select account_id from membership where org_id = ?", row -> row.text("account_id"), id)
                .forEach(account -> log.publish(
                        Revocations.TOPIC,
                        "membership",
                        JsonText.object()
                                .add("account_id", account)
                                .add("org_id", id)
                                .build()));
    }

    /** Checks the right again behind the locks, in the order of all that change members: account, organisation. */
    private Organization require(String id, Caller caller, Role least) {
        boolean member = requireRight(id, caller, least);
        if (member) {
            rights.requireEnabledUntilCommit(caller);
        } else {
            rights.requireAdminUntilCommit(caller);
        }
        if (!access.lockOrganization(id)) {
            throw unknown();
        }
        requireRight(id, caller, least);
        return entities.find(Organization.class, id);
    }

    /** @return whether the right is that of a role in the organisation, not that of an administrator of the installation */
    private boolean requireRight(String id, Caller caller, Role least) {
        audit.attemptIn(id);
        boolean member = access.roleIn(caller, id)
                .filter(role -> role.compareTo(least) >= 0)
                .isPresent();
        if (!member && !caller.isPlatformAdmin()) {
            throw ApiException.forbidden(
                    least == Role.OWNER
                            ? "Only owners of the organisation and administrators of the installation may do this."
                            : "Only admins and owners of the organisation and administrators of the installation may do this.");
        }
        return member;
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such organisation.");
    }
}
