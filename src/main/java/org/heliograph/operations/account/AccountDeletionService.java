package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.identity.signin.RefreshTokenService;
import org.heliograph.json.JsonText;
import org.heliograph.machine.enrolment.CreatedKeyService;
import org.heliograph.operations.screen.ScreenTokenService;
import org.heliograph.operations.token.ApiTokenService;
import org.heliograph.organization.Membership;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.members.InvitationService;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/**
 * Deletes accounts with what belongs to them. Locks are taken in the order of all that change rights: the administrators, the account, its
 * organisations by id. What an account made for others goes on: its auth keys and screen tokens, which the answer lists. Who deletes the own
 * account may have those revoked that it could revoke until then.
 */
@ApplicationScoped
class AccountDeletionService {
    private static final Logger LOG = Logger.getLogger(AccountDeletionService.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    @Inject
    private AccountRepository repository;

    @Inject
    private AccountAdminService accounts;

    @Inject
    private OwnAccountService own;

    @Inject
    private AccountContents contents;

    @Inject
    private OrganizationAccess access;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private PasswordResetService resets;

    @Inject
    private InvitationService invitations;

    @Inject
    private ApiTokenService apiTokens;

    @Inject
    private CreatedKeyService keys;

    @Inject
    private ScreenTokenService screens;

    @Inject
    private EventLog log;

    @Inject
    private AuditTrail audit;

    /** What would be deleted, and {@code refusal}: why it would not be, as code and message, or null. @throws ApiException 404 */
    @Transactional
    JsonObject preview(String id) {
        Account account = repository.find(id).orElseThrow(() -> ApiException.notFound("There is no such account."));
        JsonObjectBuilder row = JsonText.object(contents.of(account));
        try {
            // without a lock: anybody may ask for this of the own account
            requireDeletable(account, accounts.readAdministrators());
            return row.addNull("refusal").build();
        } catch (ApiException refused) {
            return row.add(
                            "refusal",
                            JsonText.object().add("code", refused.code()).add("message", refused.getMessage()))
                    .build();
        }
    }

    /**
     * Deletes the account of somebody else.
     *
     * @return as {@link #preview}
     * @throws ApiException 403 when the deleter is no longer an administrator, 404, 409 OWN_ACCOUNT, LAST_OWNER or DEMO_ACCOUNT
     */
    @Transactional
    JsonObject delete(String id, Caller deleter) {
        Account account = accounts.requireChangeable(id, deleter);
        if (id.equals(deleter.userId())) {
            throw new ApiException(
                    409, "OWN_ACCOUNT", "This is your own account; delete it on the page Account, with your password.");
        }
        return delete(account, AuditEntry.of(AuditAction.ACCOUNT_DELETE).on(id, account.getEmail()), false);
    }

    /**
     * Deletes the account of the caller, whose password was checked.
     *
     * @param proved        as it was then
     * @param revokeCreated whether the auth keys and screen tokens that it made are revoked, as far as it may still do that
     * @return as {@link #preview}
     * @throws ApiException as {@link OwnAccountService#lockUnchanged}, 409 LAST_ADMINISTRATOR, LAST_OWNER or DEMO_ACCOUNT
     */
    @Transactional
    JsonObject deleteOwn(Account proved, boolean revokeCreated) {
        accounts.administrators();
        Account account = own.lockUnchanged(proved);
        String id = account.getId();
        return delete(
                account,
                AuditEntry.of(AuditAction.ACCOUNT_DELETE)
                        .by(id, account.getEmail())
                        .ofAccount(id, account.getEmail()),
                revokeCreated);
    }

    private JsonObject delete(Account account, AuditEntry act, boolean revokeCreated) {
        String id = account.getId();
        List<String> organizations = sql.query(
                "select org_id from membership where account_id = ? order by org_id", row -> row.text("org_id"), id);
        organizations.forEach(access::lockOrganization);
        List<Account> administrators = accounts.administrators();
        requireDeletable(account, administrators);
        JsonObject before = contents.of(account);
        if (revokeCreated) {
            revokeCreated(account, administrators);
        }
        // first, while the memberships say which organisations see it
        audit.record(act.deleted(AccountProfileService.values(account)));
        leaveOrganizations(account);
        apiTokens.endOf(id);
        resets.endLinksOf(id);
        invitations.endAllOf(id);
        refreshTokens.endAll(account);
        entities.flush();
        entities.remove(account);
        log.publish(
                Revocations.TOPIC,
                "account",
                JsonText.object().add("account_id", id).build());
        LOG.log(Level.INFO, "the account {0} was deleted", id);
        return before;
    }

    /** Not where it is no longer an administrator: there others decide what becomes of them. */
    private void revokeCreated(Account account, List<Account> administrators) {
        String id = account.getId();
        contents.administered(id).forEach(org -> keys.revokeEvery(org, id));
        if (administrators.stream()
                .anyMatch(administrator -> administrator.getId().equals(id))) {
            screens.revokeAll(id);
        }
    }

    private void leaveOrganizations(Account account) {
        entities.createQuery(
                        "select m from Membership m where m.accountId = :account order by m.orgId", Membership.class)
                .setParameter("account", account.getId())
                .getResultList()
                .forEach(membership -> {
                    entities.remove(membership);
                    audit.record(AuditEntry.of(AuditAction.MEMBER_REMOVE)
                            .in(membership.getOrgId())
                            .on(account.getId(), account.getEmail())
                            .change("role", membership.getRole().text(), null));
                    invitations.endTo(membership.getOrgId(), account.getEmail());
                });
    }

    private void requireDeletable(Account account, List<Account> administrators) {
        AccountProfileService.requireNoDemo(account);
        if (administrators.contains(account) && administrators.size() == 1) {
            throw new ApiException(
                    409,
                    "LAST_ADMINISTRATOR",
                    "The last administrator cannot be deleted; make another account an administrator first.");
        }
        String owned = contents.organizations(account.getId()).stream()
                .filter(AccountContents.Place::lastOwner)
                .map(AccountContents.Place::name)
                .collect(Collectors.joining(", "));
        if (!owned.isEmpty()) {
            throw new ApiException(
                    409,
                    "LAST_OWNER",
                    "Only this account owns " + owned + "; give that to another owner or delete it first.");
        }
    }
}
