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

    private record Measured(long rows, Duration oldest) {}

    private SqlTemplate sql;
    /** Null while it is unknown. */
    private volatile Measured measured;

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
        Measured now = null;
        try {
            long rows = sql.query(ROWS, row -> row.bigint("number")).get(0);
            Duration oldest = sql.query(OLDEST, row -> between(row.time("oldest"), row.time("present")))
                    .get(0);
            now = new Measured(rows, oldest);
        } finally {
            // an old number would look like a present one
            measured = now;
        }
    }

    private static Duration between(Instant oldest, Instant present) {
        return oldest == null || oldest.isAfter(present) ? Duration.ZERO : Duration.between(oldest, present);
    }

    /** The number of events, as of the last minute; not a number before the first measurement and after one that failed. */
    public double rows() {
        Measured known = measured;
        return known == null ? Double.NaN : known.rows();
    }

    /** The age of the oldest event by the database's clock, as of the last minute; zero when there is none, and unknown like the rows. */
    public double oldestSeconds() {
        Measured known = measured;
        return known == null ? Double.NaN : known.oldest().toNanos() / 1e9;
    }
}
