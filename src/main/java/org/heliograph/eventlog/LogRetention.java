package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
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

    /** Two index lookups per topic, whatever the log's size. */
    private static final String OVERSIZED = "select t.topic, t.position - ? as last_seq from (select topic, "
            + TopicPositions.POSITION + " as position from topic_position) t where t.position > ?"
            + " and exists (select 1 from publication p where p.topic = t.topic and p.seq <= t.position - ?)";

    /** A topic's first publication that is not expired, if others behind it are: it stays, and they stay with it. */
    private static final String FIRST_TO_KEEP = "select seq from publication where topic = ? and seq <= ?"
            + " and created_at >= ? order by seq fetch first 1 row only";

    private static final String OF_NAMESPACE =
            "select t.topic, (select max(p.seq) from publication p where p.topic = t.topic)"
                    + " as last_seq from topic_position t where t.topic like ? escape '!'"
                    + " and exists (select 1 from publication p where p.topic = t.topic) fetch first 1 row only";

    private Configuration configuration;
    private SqlTemplate sql;

    /** For the container's proxy. */
    protected LogRetention() {}

    @Inject
    LogRetention(Configuration configuration, SqlTemplate sql) {
        this.configuration = configuration;
        this.sql = sql;
    }

    @Produces
    static ScheduledJob job(LogRetention retention) {
        return new ScheduledJob("log-retention", Duration.ofMinutes(1), retention::purge);
    }

    /** Called every minute, outside of a transaction: each step is a small one of its own. */
    public void purge() {
        Instant expiry = present().minus(configuration.get(NodeSettings.LOG_RETENTION));
        int maxSize = configuration.get(NodeSettings.LOG_SIZE);
        Map<String, Long> lastByTopic = new TreeMap<>(lastToPurge(EXPIRED, expiry));
        lastByTopic.replaceAll((topic, last) -> firstToKeep(topic, last, expiry) - 1);
        lastToPurge(OVERSIZED, maxSize, maxSize, maxSize)
                .forEach((topic, last) -> lastByTopic.merge(topic, last, Math::max));
        lastByTopic.forEach(this::delete);
    }

    /** The time of the database, by which publications have theirs: the clock of a node may be wrong. */
    private Instant present() {
        return sql.query("select current_timestamp as present", row -> row.time("present"))
                .get(0);
    }

    /** The first publication up to a number that has not expired, or else the next number. */
    private long firstToKeep(String topic, long last, Instant expiry) {
        return sql.query(FIRST_TO_KEEP, row -> row.bigint("seq"), topic, last, expiry).stream()
                .findFirst()
                .orElse(last + 1);
    }

    /** The last sequence number to delete of each topic that has any. */
    private Map<String, Long> lastToPurge(String query, Object... parameters) {
        Map<String, Long> lastByTopic = new TreeMap<>();
        sql.query(query, row -> lastByTopic.put(row.text("topic"), row.bigint("last_seq")), parameters);
        return lastByTopic;
    }

    /**
     * Purges some of what is committed on the topics of a namespace, outside of a transaction. Sequence numbers continue. What waits for
     * its number stays.
     *
     * @return whether there was something
     */
    public boolean purgeSome(String namespace) {
        Map<String, Long> lastByTopic = lastToPurge(OF_NAMESPACE, namespace.replaceAll("[!%_]", "!$0") + ":%");
        lastByTopic.forEach((topic, last) -> delete(topic, Math.min(last, firstKept(topic) + STEP - 1)));
        return !lastByTopic.isEmpty();
    }

    private void delete(String topic, long last) {
        long first = firstKept(topic);
        if (first > 0 && first <= last) {
            // the number of the last publication stays known when the log holds none any more
            sql.update("update topic_position set position = ? where topic = ? and position < ?", last, topic, last);
        }
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
