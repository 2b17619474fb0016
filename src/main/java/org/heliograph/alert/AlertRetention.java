package org.heliograph.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Purges alerts that were resolved long enough ago; others stay, also those that a user resolved and whose source still repeats them.
 * Safe on several nodes at once: deleting a row that another node has just deleted has no effect.
 */
@ApplicationScoped
public class AlertRetention {
    private static final int BATCH = 500;

    private static final String DELETE = "delete from alert where id in (select id from alert where status = 'resolved'"
            + " and created_at < ? and resolved_at < ? and (reported_at is null or reported_at < ?) order by created_at, id fetch first "
            + BATCH + " rows only)";

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

    @Produces
    static ScheduledJob job(AlertRetention retention) {
        return new ScheduledJob("alert-retention", Duration.ofHours(1), retention::purge);
    }

    /** Called outside of a transaction: each batch commits by itself. */
    public void purge() {
        Instant before = clock.instant().minus(configuration.get(MonitoringSettings.ALERT_RETENTION));
        int deleted;
        do {
            // an alert is created before it is resolved: the condition on both uses the index over both
            deleted = sql.update(DELETE, before, before, before);
        } while (deleted == BATCH);
    }
}
