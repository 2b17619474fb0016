package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.limit.SignInLimiter;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.identity.signin.RefreshTokenService;
import org.heliograph.json.JsonText;
import org.heliograph.operations.token.ApiTokenService;
import org.heliograph.organization.members.InvitationService;
import org.heliograph.rest.ApiException;

/**
 * Lists accounts, changes their rights, and helps those who cannot sign in. Every change first locks the rows of all administrators, in
 * the order of their ids, so that two administrators who disable each other at the same time cannot both succeed, and an administrator who has just
 * ceased to be one changes nothing.
 */
@ApplicationScoped
public class AccountAdminService {
    private static final Logger LOG = Logger.getLogger(AccountAdminService.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private PasswordResetService resets;

    @Inject
    private InvitationService invitations;

    @Inject
    private ApiTokenService apiTokens;

    @Inject
    private AccountProfileService profiles;

    @Inject
    private SignInLimiter limiter;

    @Inject
    private EventLog log;

    @Inject
    private AuditTrail audit;

    /** For the container. */
    protected AccountAdminService() {}

    AccountAdminService(EntityManager entities) {
        this.entities = entities;
    }

    /** Accounts whose e-mail address or name contains a text, by address. @param search empty for all */
    @Transactional
    List<Account> list(String search, int limit, int offset) {
        String pattern = "%" + search.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
        return entities.createQuery(
                        "select a from Account a where lower(a.email) like :pattern escape '!'"
                                + " or lower(a.name) like :pattern escape '!' order by a.email",
                        Account.class)
                .setParameter("pattern", pattern)
                .setMaxResults(limit)
                .setFirstResult(offset)
                .getResultList();
    }

    /**
     * Changes an account. A disabled account, or one with another platform role, loses its open sockets on every node; a disabled
     * one also loses its refresh tokens and API tokens. The invitations and reset links that it may no longer make end.
     *
     * @throws ApiException 403 when the changer is no longer an administrator, 404, 409 {@code OWN_ACCOUNT}, 409 {@code LAST_ADMINISTRATOR},
     *     and as {@link AccountProfileService#change}
     */
    @Transactional
    Account update(String id, UpdateAccountRequest request, Caller changer) {
        List<Account> administrators = administrators();
        requireAdministrator(administrators, changer);
        Account account = find(id);
        JsonObject before = AccountProfileService.values(account);
        profiles.change(account, request.name(), request.email());
        String role = request.role().orElse(account.getRole());
        boolean disabled = request.disabled() == null ? account.isDisabled() : request.disabled();
        if (administrators.contains(account) && (disabled || !role.equals(Caller.ADMIN))) {
            requireAnotherAdministrator(administrators, account, changer);
        }
        boolean revoked = !role.equals(account.getRole()) || disabled && !account.isDisabled();
        account.setRole(role);
        account.setDisabled(disabled);
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_UPDATE)
                .on(id, account.getEmail())
                .change(before, AccountProfileService.values(account)));
        if (disabled) {
            refreshTokens.endAll(account);
            apiTokens.endOf(id);
            refreshTokens.deleteResetLink(id);
        }
        if (disabled || !role.equals(Caller.ADMIN)) {
            resets.endLinksOf(id);
            invitations.endOf(account);
        }
        if (revoked) {
            log.publish(
                    Revocations.TOPIC,
                    "account",
                    JsonText.object().add("account_id", id).build());
        }
        return account;
    }

    /** The ends of the locks of those accounts that are locked after wrong passwords or codes, by account id. */
    Map<String, Instant> locks(List<Account> of) {
        Map<String, Instant> bySubject = limiter.locked(
                of.stream().flatMap(AccountAdminService::subjects).toList());
        Map<String, Instant> byAccount = new HashMap<>();
        of.forEach(account -> subjects(account)
                .map(bySubject::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(end -> byAccount.put(account.getId(), end)));
        return byAccount;
    }

    /** Ends the lock of an account after failed sign-ins. @throws ApiException 403 when the changer is no longer an administrator, 404 */
    @Transactional
    Account unlock(String id, Caller changer) {
        requireAdministrator(administrators(), changer);
        Account account = find(id);
        resets.unlock(account);
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_UNLOCK).on(id, account.getEmail()));
        LOG.log(Level.INFO, "{0} unlocked the account {1}", new Object[] {changer.userId(), id});
        return account;
    }

    /**
     * Creates the link with which the account can get a new password.
     *
     * @throws ApiException 403 when the changer is no longer an administrator, 404, 409 {@code ACCOUNT_DISABLED}
     */
    @Transactional
    PasswordResetService.Link resetLink(String id, Caller changer) {
        requireAdministrator(administrators(), changer);
        Account account = find(id);
        if (account.isDisabled()) {
            throw new ApiException(409, "ACCOUNT_DISABLED", "This account is disabled; enable it first.");
        }
        PasswordResetService.Link link = resets.issue(account, changer.userId());
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_RESET_LINK).on(id, account.getEmail()));
        LOG.log(Level.INFO, "{0} created a link for a new password of the account {1}", new Object[] {
            changer.userId(), id
        });
        return link;
    }

    /** The account of an id with a locked row. @throws ApiException 403 when the changer is no longer an administrator, 404 */
    @Transactional
    Account requireChangeable(String id, Caller changer) {
        requireAdministrator(administrators(), changer);
        return find(id);
    }

    /** @param account with a locked row, after {@link #requireChangeable} @throws ApiException 409 OWN_ACCOUNT, 409 LAST_ADMINISTRATOR */
    @Transactional
    void requireDemotable(Account account, Caller changer) {
        List<Account> administrators = administrators();
        if (administrators.contains(account)) {
            requireAnotherAdministrator(administrators, account, changer);
        }
    }

    private Account find(String id) {
        Account account = entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (account == null) {
            throw ApiException.notFound("There is no such account.");
        }
        return account;
    }

    private static Stream<String> subjects(Account account) {
        return Stream.of(SignInLimiter.signIn(account.getEmail()), SignInLimiter.secondFactor(account.getId()));
    }

    /** The enabled administrators, whose rows are locked until the transaction ends. */
    List<Account> administrators() {
        return enabledAdministrators()
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The same, not locked. */
    @Transactional
    List<Account> readAdministrators() {
        return enabledAdministrators().getResultList();
    }

    private TypedQuery<Account> enabledAdministrators() {
        return entities.createQuery(
                        "select a from Account a where a.role = :admin and a.disabled = false order by a.id",
                        Account.class)
                .setParameter("admin", Caller.ADMIN);
    }

    /** Checks again after the locks, which may have been waited for. A caller of another issuer has no account: the token counts. */
    private void requireAdministrator(List<Account> administrators, Caller changer) {
        Account own = entities.find(Account.class, changer.userId());
        if (own != null && !administrators.contains(own)) {
            throw ApiException.forbidden("Only administrators of the installation change accounts.");
        }
    }

    private static void requireAnotherAdministrator(List<Account> administrators, Account leaving, Caller changer) {
        if (leaving.getId().equals(changer.userId())) {
            throw new ApiException(
                    409, "OWN_ACCOUNT", "You cannot disable or demote your own account; ask another administrator.");
        }
        if (administrators.size() == 1) {
            throw new ApiException(409, "LAST_ADMINISTRATOR", "The last administrator cannot be disabled or demoted.");
        }
    }
}
