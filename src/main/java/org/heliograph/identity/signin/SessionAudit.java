package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.json.JsonText;

/** The rows of the audit trail about sessions, in the transaction of the session. Most methods return their account. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SessionAudit {
    @Inject
    private AuditTrail audit;

    @Inject
    private AccountRepository accounts;

    /** @param factor what was asked for besides the password */
    Account signedIn(Account account, Optional<String> factor, SignInClient client) {
        JsonObjectBuilder details = JsonText.object().add("device", client.name());
        factor.ifPresent(second -> details.add("second_factor", second));
        return record(AuditAction.SIGN_IN, account, details.build());
    }

    Account factorOn(Account account) {
        return record(AuditAction.FACTOR_ENABLE, account, null);
    }

    Account signedInBy(Account account, SignInClient client, String issuer) {
        JsonObject device = JsonText.object()
                .add("device", client.name())
                .add("provider", issuer)
                .build();
        return record(AuditAction.SIGN_IN, account, device);
    }

    Account signedOut(Account account) {
        return record(AuditAction.SESSION_END, account, null);
    }

    Account signedOutEverywhere(Account account) {
        return record(AuditAction.SESSION_END_ALL, account, null);
    }

    Account passwordChanged(Account account) {
        return record(AuditAction.PASSWORD_CHANGE, account, null);
    }

    Account passwordReset(Account account) {
        return record(AuditAction.PASSWORD_RESET, account, null);
    }

    Account deviceRemoved(Account account, String deviceId) {
        JsonObject device = JsonText.object().add("device_id", deviceId).build();
        return record(AuditAction.DEVICE_REMOVE, account, device);
    }

    /** A refresh token was used by two clients, so that its sessions end. @return false, as the token may not be used */
    boolean reused(RefreshToken token) {
        accounts.find(token.getAccountId()).ifPresent(account -> record(AuditAction.SESSION_REUSE, account, null));
        return false;
    }

    private Account record(AuditAction action, Account account, JsonObject details) {
        audit.record(AuditEntry.of(action)
                .by(account.getId(), account.getEmail())
                .ofAccount(account.getId(), account.getEmail())
                .created(details));
        return account;
    }
}
