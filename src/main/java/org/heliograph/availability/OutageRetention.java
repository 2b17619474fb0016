package org.heliograph.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RetentionSettings;

/** Purges outages of the server that no calculation reads any more: uptimes of so long ago come from daily aggregates. */
@ApplicationScoped
public class OutageRetention {
    private static final String DELETE = "delete from server_outage where to_at < ?";

    @Inject
    private SqlTemplate sql;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** For the container. */
    protected OutageRetention() {}

    OutageRetention(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(OutageRetention retention) {
        return new ScheduledJob("outage-retention", Duration.ofHours(1), retention::purge);
    }

    /** Called outside of a transaction. A server has few outages, so one statement deletes all. */
    public void purge() {
        sql.update(DELETE, clock.instant().minus(configuration.get(RetentionSettings.OUTAGE_RETENTION)));
    }
}
