package org.heliograph.alert;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Purges alerts that were resolved long enough ago; others stay. Safe on several nodes at once: deleting a row that another
 * node has just deleted has no effect.
 */
@ApplicationScoped
public class AlertRetention {
    private static final int BATCH = 500;

    private static final String DELETE = "delete from alert where id in (select id from alert where status = 'resolved'"
            + " and created_at < ? and resolved_at < ? order by created_at, id fetch first " + BATCH + " rows only)";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** For the container. */
    protected AlertRetention() {}

    AlertRetention(DataSource database, Configuration configuration, Clock clock) {
        this.database = database;
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
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            // an alert is created before it is resolved: the condition on both uses the index over both
            delete.setTimestamp(1, Timestamp.from(before));
            delete.setTimestamp(2, Timestamp.from(before));
            int deleted;
            do {
                deleted = delete.executeUpdate();
            } while (deleted == BATCH);
        } catch (SQLException failed) {
            throw new IllegalStateException("could not purge old alerts", failed);
        }
    }
}
