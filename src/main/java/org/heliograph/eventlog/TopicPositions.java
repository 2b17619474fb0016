package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;

/**
 * The last sequence numbers of topics. That is the last number in the log; the position in the topic's row is written only when the log
 * loses its last rows by age or by a purge. A row that was written with each number would be slow to read while a long snapshot, such
 * as a backup's, keeps all its versions.
 */
@ApplicationScoped
class TopicPositions {
    /** The position of a row of {@code topic_position}, as an expression. */
    static final String POSITION = "greatest(topic_position.position, coalesce("
            + "(select max(p.seq) from publication p where p.topic = topic_position.topic), 0))";

    private static final int TOPICS_PER_QUERY = 200;

    private SqlTemplate sql;

    /** For the container's proxy. */
    protected TopicPositions() {}

    @Inject
    TopicPositions(SqlTemplate sql) {
        this.sql = sql;
    }

    /** The last sequence numbers of topics; those without a row are absent. */
    Map<Topic, Long> of(Collection<Topic> topics) {
        Map<Topic, Long> positions = new HashMap<>();
        List<Topic> all = new ArrayList<>(topics);
        for (int from = 0; from < all.size(); from += TOPICS_PER_QUERY) {
            List<Topic> part = all.subList(from, Math.min(all.size(), from + TOPICS_PER_QUERY));
            sql.query(
                            "select topic, " + POSITION + " as last_seq from topic_position where topic in (?"
                                    + ", ?".repeat(part.size() - 1) + ")",
                            row -> Map.entry(Topic.parse(row.text("topic")), row.bigint("last_seq")),
                            part.stream().map(Topic::name).toArray())
                    .forEach(found -> positions.put(found.getKey(), found.getValue()));
        }
        return positions;
    }

    /**
     * How many events of a topic are committed, numbered or not. One statement, so that an event that gets its number meanwhile counts once.
     *
     * @param floor a ticket before which none is pending
     */
    long committed(Topic topic, long floor) {
        return sql.query(
                        "select coalesce((select " + POSITION + " from topic_position where topic = ?), 0)"
                                + " + (select count(*) from pending_event where topic = ? and ticket > ?) as events",
                        row -> row.bigint("events"),
                        topic.name(),
                        topic.name(),
                        floor)
                .get(0);
    }
}
