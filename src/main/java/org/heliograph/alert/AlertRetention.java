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
 * Lets go of alerts that have been resolved for long enough; what is not resolved stays. Safe on many nodes at once, since
 * deleting what another has just deleted does nothing.
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
        return new ScheduledJob("alert-retention", Duration.ofHours(1), retention::forget);
    }

    /** Called every hour, outside of a transaction: each batch is a small one of its own. */
    public void forget() {
        Instant before = clock.instant().minus(configuration.get(MonitoringSettings.ALERT_RETENTION));
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            // created before it was resolved: so that the index over both finds the old ones
            delete.setTimestamp(1, Timestamp.from(before));
            delete.setTimestamp(2, Timestamp.from(before));
            int deleted;
            do {
                deleted = delete.executeUpdate();
            } while (deleted == BATCH);
        } catch (SQLException failed) {
            throw new IllegalStateException("could not let go of old alerts", failed);
        }
    }
}
