package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Purges publications that are older than the retention, and the oldest of topics that are beyond their maximum size. It always deletes
 * from a topic's beginning, so that what is left has no gaps. Safe on several nodes at once, since each only repeats the deletions of
 * another.
 */
@ApplicationScoped
public class LogRetention {
    /** The maximum number of rows that one statement deletes, so that none holds its locks for long. */
    private static final int STEP = 5_000;

    private static final String EXPIRED =
            "select topic, max(seq) as last_seq from publication where created_at < ? group by topic";

    /** One index lookup per topic, whatever the log's size. */
    private static final String OVERSIZED =
            "select t.topic, t.position - ? as last_seq from topic_position t where t.position > ?"
                    + " and exists (select 1 from publication p where p.topic = t.topic and p.seq <= t.position - ?)";

    private Configuration configuration;
    private Clock clock;
    private SqlTemplate sql;

    /** For the container's proxy. */
    protected LogRetention() {}

    @Inject
    LogRetention(Configuration configuration, Clock clock, SqlTemplate sql) {
        this.configuration = configuration;
        this.clock = clock;
        this.sql = sql;
    }

    @Produces
    static ScheduledJob job(LogRetention retention) {
        return new ScheduledJob("log-retention", Duration.ofMinutes(1), retention::purge);
    }

    /** Called every minute, outside of a transaction: each step is a small one of its own. */
    public void purge() {
        Instant expiry = clock.instant().minus(configuration.get(NodeSettings.LOG_RETENTION));
        int maxSize = configuration.get(NodeSettings.LOG_SIZE);
        Map<String, Long> lastByTopic = new TreeMap<>(lastToPurge(EXPIRED, expiry));
        lastToPurge(OVERSIZED, maxSize, maxSize, maxSize)
                .forEach((topic, last) -> lastByTopic.merge(topic, last, Math::max));
        lastByTopic.forEach(this::delete);
    }

    /** The last sequence number to delete of each topic that has any. */
    private Map<String, Long> lastToPurge(String query, Object... parameters) {
        Map<String, Long> lastByTopic = new TreeMap<>();
        sql.query(query, row -> lastByTopic.put(row.text("topic"), row.bigint("last_seq")), parameters);
        return lastByTopic;
    }

    private void delete(String topic, long last) {
        long first = firstKept(topic);
        while (first > 0 && first <= last) {
            long upTo = Math.min(first + STEP - 1, last);
            sql.update("delete from publication where topic = ? and seq <= ?", topic, upTo);
            first = upTo + 1;
        }
    }

    /** The first sequence number that the log holds of a topic; 0 when it holds none. */
    private long firstKept(String topic) {
        return sql.query(
                        "select min(seq) as first_seq from publication where topic = ?",
                        row -> row.bigint("first_seq"),
                        topic)
                .get(0);
    }
}
