package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.SessionRepository;

/** Ends one session that began at the provider, on every node. */
@ApplicationScoped
public class ProviderSessionEnd {
    @Inject
    private ProviderSessionRepository sessions;

    @Inject
    private AccountRepository accounts;

    @Inject
    private SessionRepository rows;

    @Inject
    private AuditTrail audit;

    /**
     * Ends a session behind the lock of its account, in the transaction of the caller or one of its own.
     *
     * @param reason for the audit trail
     * @return false when it has ended meanwhile
     */
    @Transactional
    boolean end(ProviderSessionRepository.Session session, String reason) {
        Account account = accounts.lock(session.accountId());
        if (account == null || !sessions.delete(session)) {
            return false;
        }
        rows.end(account.getId(), session.id());
        audit.record(AuditEntry.of(AuditAction.SESSION_END)
                .by("oidc", "OpenID Connect")
                .ofAccount(account.getId(), account.getEmail())
                .change("ended_by", null, reason));
        return true;
    }
}
