package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.signin.RevocationPublisher;
import org.heliograph.json.JsonText;

/** Publishes ended sessions through the event log, which reaches every node. */
@ApplicationScoped
public class LoggedRevocationPublisher implements RevocationPublisher {
    @Inject
    private EventLog log;

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void sessionsEnded(Account account) {
        log.publish(
                Revocations.TOPIC,
                "sessions",
                JsonText.object()
                        .add("account_id", account.getId())
                        .add("version", account.getTokenVersion())
                        .build());
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void sessionEnded(String accountId, String session) {
        log.publish(
                Revocations.TOPIC,
                "session",
                JsonText.object()
                        .add("account_id", accountId)
                        .add("session_id", session)
                        .build());
    }
}
