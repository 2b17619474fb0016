package org.heliograph.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.persistence.TransactionCallbacks;

/**
 * Records acts. Services call {@link #record} in the transaction of the act, after its checks. Who acted and from where come from the
 * request unless the entry says so.
 */
@ApplicationScoped
public class AuditTrail {
    /** The channel of the fleet socket on which rows of an organisation are published, to its owners and admins. */
    static final String CHANNEL = "audit";

    @Inject
    private AuditRepository rows;

    @Inject
    private AuditSource source;

    @Inject
    private FailureBuffer failures;

    @Inject
    private AuditLog lines;

    @Inject
    private EventLog log;

    @Inject
    private TransactionCallbacks transactions;

    @Inject
    private Clock clock;

    /**
     * Records an act that succeeded: its row is committed with the current transaction or not at all. Without a transaction it gets one of
     * its own.
     */
    @Transactional
    public void record(AuditEntry entry) {
        AuditEntry complete = completed(entry);
        write(AuditRow.of(complete, Timestamps.now(clock)));
        transactions.afterCommit(() -> lines.write(complete));
    }

    /**
     * Records a failure, or an act that must not wait for the database. It is logged at once and gets its row within a second, in a
     * transaction of its own; repetitions are counted in one row.
     */
    public void recordLater(AuditEntry entry) {
        AuditEntry complete = completed(entry);
        lines.write(complete);
        failures.add(complete, Timestamps.now(clock));
    }

    /** Records that what the current request tries has failed, as {@link #recordLater} does. @param code of the error */
    public void recordAttempt(AuditAction action, String code) {
        AuditSource.Attempt attempt = source.attempt();
        recordLater(AuditEntry.of(action)
                .in(attempt.orgId())
                .on(null, attempt.target())
                .seenByOrganizationsOf(attempt.email())
                .failed(code));
    }

    /** Notes the organisation in which the current request tries something; a refusal is then shown to its owners and admins. */
    public void attemptIn(String orgId) {
        AuditSource.Attempt earlier = source.attempt();
        source.note(new AuditSource.Attempt(orgId, earlier.target(), earlier.email()));
    }

    /** Notes the account with which the current request tries something, if the text looks like an e-mail address. */
    public void attemptWith(String email) {
        // people type passwords into the wrong field
        String shown = email != null && email.matches("[^@\\s]{1,64}@[^@\\s]{1,189}") ? email : "(no e-mail address)";
        source.note(new AuditSource.Attempt(null, shown, shown));
    }

    /** Writes a row and publishes it, in the current transaction. */
    void write(AuditRow row) {
        Set<String> audience = rows.insert(row);
        audience.forEach(org -> log.publish(Topic.ofOrganization(org, CHANNEL), "INSERT", row.json()));
    }

    private AuditEntry completed(AuditEntry entry) {
        AuditEntry complete = entry.address() == null ? entry.from(source.address()) : entry;
        return complete.actor() == null ? complete.by(source.actor().orElse(null)) : complete;
    }
}
