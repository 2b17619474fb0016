package org.heliograph.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RetentionSettings;

/**
 * Purges API tokens that expired long ago; revoked ones have no row. Their audit entries are kept as long as all others. Safe on several
 * nodes at once.
 */
@ApplicationScoped
public class ApiTokenRetention {
    private static final int BATCH = 500;
    private static final String DELETE = "delete from api_token where id in (select id from api_token"
            + " where expires_at < ? order by expires_at fetch first " + BATCH + " rows only)";

    private SqlTemplate sql;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxy. */
    protected ApiTokenRetention() {}

    @Inject
    ApiTokenRetention(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(ApiTokenRetention retention) {
        return new ScheduledJob("api-token-retention", Duration.ofMinutes(10), retention::purge);
    }

    /** Called outside of a transaction: each batch commits by itself. */
    public void purge() {
        int deleted;
        do {
            deleted = sql.update(DELETE, clock.instant().minus(configuration.get(RetentionSettings.KEY_RETENTION)));
        } while (deleted == BATCH);
    }
}
