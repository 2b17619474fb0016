package org.heliograph.operations.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/** How many events the log holds, and how old the oldest is. Counted by a job, so that no scrape waits for the database. */
@ApplicationScoped
public class LogSize {
    /** The numbers of a topic have no gaps: two looks into an index a topic, whatever the size of the log. */
    private static final String ROWS = "select coalesce(sum(t.last_seq - t.first_seq + 1), 0) as number from (select"
            + " (select min(p.seq) from publication p where p.topic = topic_position.topic) as first_seq,"
            + " (select max(p.seq) from publication p where p.topic = topic_position.topic) as last_seq"
            + " from topic_position) t where t.first_seq is not null";

    private static final String OLDEST =
            "select min(created_at) as oldest, current_timestamp as present from publication";

    private SqlTemplate sql;
    private volatile long rows;
    private volatile Duration oldest = Duration.ZERO;

    /** For the container's proxy. */
    protected LogSize() {}

    @Inject
    LogSize(SqlTemplate sql) {
        this.sql = sql;
    }

    @Produces
    static ScheduledJob job(LogSize size) {
        return new ScheduledJob("log-size", Duration.ofMinutes(1), size::measure);
    }

    /** Called every minute, outside of a transaction. */
    public void measure() {
        rows = sql.query(ROWS, row -> row.bigint("number")).get(0);
        oldest = sql.query(OLDEST, row -> between(row.time("oldest"), row.time("present")))
                .get(0);
    }

    private static Duration between(Instant oldest, Instant present) {
        return oldest == null || oldest.isAfter(present) ? Duration.ZERO : Duration.between(oldest, present);
    }

    /** The number of events, as of the last minute. */
    public long rows() {
        return rows;
    }

    /** The age of the oldest event by the database's clock, as of the last minute; zero when there is none. */
    public Duration oldest() {
        return oldest;
    }
}
