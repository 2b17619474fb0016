package org.heliograph.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.AuditSettings;
import org.heliograph.settings.Configuration;

/** Purges old rows of the audit trail, and failures beyond a number, which strangers cause. Safe on several nodes at once. */
@ApplicationScoped
public class AuditRetention {
    private static final int BATCH = 500;
    /** So that a purge that never ends holds up no other job. */
    private static final int MOST_BATCHES = 100;

    @Inject
    private AuditRepository rows;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** For the container. */
    protected AuditRetention() {}

    AuditRetention(AuditRepository rows, Configuration configuration, Clock clock) {
        this.rows = rows;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(AuditRetention retention) {
        return new ScheduledJob("audit-retention", Duration.ofMinutes(10), retention::purge);
    }

    /** Called outside of a transaction: each batch commits by itself. */
    public void purge() {
        String oldest = AuditIds.least(clock.instant().minus(configuration.get(AuditSettings.RETENTION)));
        int kept = configuration.get(AuditSettings.FAILURES_KEPT);
        for (int i = 0; i < MOST_BATCHES && rows.deleteBefore(oldest, BATCH) == BATCH; i++) {
            // the next batch
        }
        for (int i = 0; i < MOST_BATCHES && rows.deleteFailuresBeyond(kept, BATCH) == BATCH; i++) {
            // the next batch
        }
    }
}
