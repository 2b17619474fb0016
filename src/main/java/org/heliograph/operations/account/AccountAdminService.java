package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.signin.RefreshTokenService;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;

/**
 * Finds accounts and changes what they may do. Whoever changes one first locks the rows of all administrators, in one
 * order: two who shut each other out at the same moment must not both succeed.
 */
@ApplicationScoped
public class AccountAdminService {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private EventLog log;

    /** Those whose address or name holds a text, by address. @param search empty for all */
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
     * Changes an account. Who is shut out, or has another platform role, loses every open socket, on every node; who is shut out
     * is signed out everywhere.
     *
     * @throws ApiException 403 when the changer is no administrator any more, 404, 409 {@code OWN_ACCOUNT}, 409 {@code LAST_ADMINISTRATOR}
     */
    @Transactional
    Account change(String id, UpdateAccountRequest wish, Caller changer) {
        List<Account> administrators = administrators();
        requireStill(administrators, changer);
        Account account = entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (account == null) {
            throw ApiException.notFound("There is no such account.");
        }
        String role = wish.role().orElse(account.getRole());
        boolean disabled = wish.disabled() == null ? account.isDisabled() : wish.disabled();
        if (administrators.contains(account) && (disabled || !role.equals(Caller.ADMIN))) {
            requireAnother(administrators, account, changer);
        }
        boolean revoked = !role.equals(account.getRole()) || disabled && !account.isDisabled();
        account.setRole(role);
        account.setDisabled(disabled);
        if (disabled) {
            refreshTokens.endAll(id);
        }
        if (revoked) {
            log.append(
                    Revocations.TOPIC,
                    "account",
                    JsonText.object().add("account_id", id).build());
        }
        return account;
    }

    private List<Account> administrators() {
        return entities.createQuery(
                        "select a from Account a where a.role = :admin and a.disabled = false order by a.id",
                        Account.class)
                .setParameter("admin", Caller.ADMIN)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** What the changer was allowed to may have been taken while the rows were waited for; without an account here, the token counts. */
    private void requireStill(List<Account> administrators, Caller changer) {
        Account own = entities.find(Account.class, changer.userId());
        if (own != null && !administrators.contains(own)) {
            throw ApiException.forbidden("Only administrators of the installation change accounts.");
        }
    }

    private static void requireAnother(List<Account> administrators, Account leaving, Caller changer) {
        if (leaving.getId().equals(changer.userId())) {
            throw new ApiException(409, "OWN_ACCOUNT", "Nobody can shut out or demote themselves; ask another one.");
        }
        if (administrators.size() == 1) {
            throw new ApiException(409, "LAST_ADMINISTRATOR", "An installation keeps one administrator at least.");
        }
    }
}
