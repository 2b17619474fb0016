package org.heliograph.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Lets go of alerts that have been resolved for long enough; what is not resolved stays. Safe on many nodes at once, since
 * deleting what another has just deleted does nothing.
 */
@ApplicationScoped
public class AlertRetention {
    private static final int BATCH = 500;

    private static final String DELETE = "delete from alert where id in (select id from alert where status = 'resolved'"
            + " and created_at < ? and resolved_at < ? order by created_at, id fetch first " + BATCH + " rows only)";

    @Inject
    private SqlTemplate sql;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** For the container. */
    protected AlertRetention() {}

    AlertRetention(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Called every hour, outside of a transaction: each batch is a small one of its own. */
    public void forget() {
        Instant before = clock.instant().minus(configuration.get(MonitoringSettings.ALERT_RETENTION));
        int deleted;
        do {
            // created before it was resolved: so that the index over both finds the old ones
            deleted = sql.update(DELETE, before, before);
        } while (deleted == BATCH);
    }
}
