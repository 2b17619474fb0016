package org.heliograph.identity.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.Caller;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/**
 * Checks a caller's account in the transaction that makes what lives on after the call: an invitation, an auth key, a screen token. The
 * account's row is locked until that transaction ends. So a change that disables the account, or takes its platform role, waits and finds
 * what was made, and a call that has waited for such a change is refused. A caller of another issuer has no account: the token counts.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class AccountRightsChecker {
    /** Plain SQL, since an entity that was read before the lock would be as it was then. */
    private static final String LOCK = "select role, disabled from account where id = ?";

    private SqlTemplate sql;

    /** The rights of an account as they are behind the lock. */
    private record Rights(String role, boolean disabled) {}

    /** For the container's proxies. */
    protected AccountRightsChecker() {}

    @Inject
    public AccountRightsChecker(SqlTemplate sql) {
        this.sql = sql;
    }

    /** @throws ApiException 403 when the caller's account is disabled or was deleted */
    public void requireEnabledUntilCommit(Caller caller) {
        lock(caller);
    }

    /** @throws ApiException 403 when the caller's account is disabled, was deleted, or is no administrator of the installation */
    public void requireAdminUntilCommit(Caller caller) {
        String role = lock(caller).map(Rights::role).orElse(null);
        if (role == null ? !caller.isPlatformAdmin() : !role.equals(Caller.ADMIN)) {
            throw ApiException.forbidden("Only administrators of the installation may do this.");
        }
    }

    /** @return empty for a caller of another issuer */
    private Optional<Rights> lock(Caller caller) {
        Optional<Rights> rights =
                sql
                        .queryAndLock(LOCK, row -> new Rights(row.text("role"), row.bool("disabled")), caller.userId())
                        .stream()
                        .findFirst();
        if (rights.isEmpty() && AccessTokenFactory.isOurs(caller)) {
            throw ApiException.forbidden("Your account was deleted.");
        }
        if (rights.filter(Rights::disabled).isPresent()) {
            throw new ApiException(403, "ACCOUNT_DISABLED", "This account has been disabled.");
        }
        return rights;
    }
}
