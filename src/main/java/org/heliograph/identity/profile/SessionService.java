package org.heliograph.identity.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.SessionRepository;
import org.heliograph.json.JsonText;

/** Ends sessions of one's own account, each time in a transaction that has locked the account's row. */
@ApplicationScoped
@Transactional
class SessionService {
    @Inject
    private SessionRepository sessions;

    @Inject
    private AccountRepository accounts;

    @Inject
    private AuditTrail audit;

    /** Ends a session on every node. @return whether the account had it */
    boolean end(String accountId, String session) {
        Account account = accounts.lock(accountId);
        boolean ended = account != null && sessions.end(accountId, session);
        if (ended) {
            record(
                    AuditAction.SESSION_END,
                    account,
                    JsonText.object().add("session_id", session).build());
        }
        return ended;
    }

    /** Ends every session but one. @return how many */
    int endOthers(String accountId, String kept) {
        Account account = accounts.lock(accountId);
        int ended = account == null ? 0 : sessions.endOthers(accountId, kept);
        if (ended > 0) {
            record(
                    AuditAction.SESSION_END_OTHERS,
                    account,
                    JsonText.object().add("sessions", ended).build());
        }
        return ended;
    }

    private void record(AuditAction act, Account account, JsonObject details) {
        audit.record(AuditEntry.of(act)
                .ofAccount(account.getId(), account.getEmail())
                .deleted(details));
    }
}
