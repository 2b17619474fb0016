package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RetentionSettings;

/** Purges invitations that expired long ago; accepted and revoked ones have no row. Safe on several nodes at once. */
@ApplicationScoped
public class InvitationRetention {
    private static final int BATCH = 500;
    private static final String DELETE = "delete from invitation where id in (select id from invitation"
            + " where expires_at < ? order by expires_at fetch first " + BATCH + " rows only)";

    @Inject
    private SqlTemplate sql;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** For the container. */
    protected InvitationRetention() {}

    InvitationRetention(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(InvitationRetention retention) {
        return new ScheduledJob("invitation-retention", Duration.ofMinutes(10), retention::purge);
    }

    /** Called outside of a transaction: each batch commits by itself. */
    public void purge() {
        int deleted;
        do {
            deleted = sql.update(DELETE, clock.instant().minus(configuration.get(RetentionSettings.KEY_RETENTION)));
        } while (deleted == BATCH);
    }
}
