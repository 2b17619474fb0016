package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.identity.signin.RefreshTokenService;
import org.heliograph.identity.signin.RevocationPublisher;
import org.heliograph.rest.ApiException;

/** What administrators do about the sign-in of an account: end its sessions, remove its second factor. */
@ApplicationScoped
@Transactional
class AccountSignInService {
    private static final Logger LOG = Logger.getLogger(AccountSignInService.class.getName());

    @Inject
    private AccountAdminService accounts;

    @Inject
    private SecondFactorService factors;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private PasswordResetService resets;

    @Inject
    private RevocationPublisher revocations;

    @Inject
    private AuditTrail audit;

    /** Ends every session of an account on every node. @throws ApiException 403 when the changer is no longer an administrator, 404 */
    Account endSessions(String id, Caller changer) {
        return endSessions(accounts.requireChangeable(id, changer), AuditAction.ACCOUNT_END_SESSIONS, changer);
    }

    /**
     * Removes the second factor of an account, with its lock, and ends every session.
     *
     * @throws ApiException 403 when the changer is no longer an administrator, 404, 409 FACTOR_OFF
     */
    Account resetFactor(String id, Caller changer) {
        Account account = accounts.requireChangeable(id, changer);
        if (!factors.remove(id)) {
            throw new ApiException(409, "FACTOR_OFF", "This account has no two-factor authentication.");
        }
        resets.unlock(account);
        return endSessions(account, AuditAction.ACCOUNT_RESET_FACTOR, changer);
    }

    private Account endSessions(Account account, AuditAction act, Caller changer) {
        refreshTokens.endAll(account);
        revocations.sessionsEnded(account);
        audit.record(AuditEntry.of(act).on(account.getId(), account.getEmail()));
        LOG.log(Level.INFO, "{0} ended the sessions of the account {1} ({2})", new Object[] {
            changer.userId(), account.getId(), act.text()
        });
        return account;
    }
}
