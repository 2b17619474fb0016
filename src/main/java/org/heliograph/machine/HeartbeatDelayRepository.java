package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.heliograph.persistence.SqlTemplate;

/**
 * When heartbeats were last refused, or written late, by a fault of any node or of the database. Until then a machine may have
 * reported without being heard.
 */
@ApplicationScoped
public class HeartbeatDelayRepository {
    private static final String RECORD = "update heartbeat_delay set ended_at = ? where id = 1 and ended_at < ?";
    private static final String ENDED = "select ended_at from heartbeat_delay where id = 1";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected HeartbeatDelayRepository() {}

    @Inject
    public HeartbeatDelayRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** Heartbeats were refused or late until this moment. */
    public void record(Instant until) {
        sql.update(RECORD, until, until);
    }

    /** The end of the last delay; long ago if there was none. */
    public Instant endedAt() {
        return sql.query(ENDED, row -> row.time("ended_at")).get(0);
    }
}
