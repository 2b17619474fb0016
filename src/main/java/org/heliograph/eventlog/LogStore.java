package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;

/**
 * The log's tables, as a writer and a reader of one topic use them. Writes go through the transaction's entity manager: within a commit's callbacks it is the only way
 * to the connection of the entities that works on every server (docs/adr/0004-event-log.md). Reads need no transaction and are plain SQL.
 */
@ApplicationScoped
class LogStore {
    private static final int ROWS_PER_INSERT = 50;
    private static final int COLUMNS = 6;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    /** Writes changed entities to the database, which runs their listeners. */
    void flush() {
        entities.flush();
    }

    /** Writes the logged events of a transaction, which take their tickets. @param writer marks the rows of the transaction */
    void append(long writer, List<PendingEvent> events) {
        for (int from = 0; from < events.size(); from += ROWS_PER_INSERT) {
            insert(writer, events.subList(from, Math.min(events.size(), from + ROWS_PER_INSERT)));
        }
    }

    private void insert(long writer, List<PendingEvent> events) {
        String sql = "insert into pending_event (writer, ordinal, topic, event, payload, traceparent) values "
                + IntStream.range(0, events.size()).mapToObj(LogStore::marks).collect(Collectors.joining(", "));
        Query insert = statement(sql);
        int mark = 1;
        for (PendingEvent event : events) {
            insert.setParameter(mark++, writer);
            insert.setParameter(mark++, event.ordinal());
            insert.setParameter(mark++, event.topic().name());
            insert.setParameter(mark++, event.event());
            insert.setParameter(mark++, event.payload());
            // never null, whose type the providers would have to guess
            insert.setParameter(mark++, event.traceparent() == null ? "" : event.traceparent());
        }
        insert.executeUpdate();
    }

    private static String marks(int row) {
        return IntStream.rangeClosed(1, COLUMNS)
                .mapToObj(column -> "?" + (row * COLUMNS + column))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * Deletes everything that is committed on a topic, in the current transaction. The topic's lock keeps the sequencers away meanwhile;
     * its position keeps the last number.
     */
    void purge(Topic topic) {
        // first the lock: the next statement then sees what a sequencer has just numbered
        statement("update topic_position set position = position where topic = ?1")
                .setParameter(1, topic.name())
                .executeUpdate();
        statement("update topic_position set position = " + TopicPositions.POSITION + " where topic = ?1")
                .setParameter(1, topic.name())
                .executeUpdate();
        statement("delete from pending_event where topic = ?1")
                .setParameter(1, topic.name())
                .executeUpdate();
        statement("delete from publication where topic = ?1")
                .setParameter(1, topic.name())
                .executeUpdate();
    }

    /** Without a flush: no entity maps to these rows. */
    private Query statement(String sql) {
        return entities.createNativeQuery(sql).setFlushMode(FlushModeType.COMMIT);
    }

    /** @param stored empty or null for none */
    static String trace(String stored) {
        return stored == null || stored.isEmpty() ? null : stored;
    }

    List<Publication> read(Topic topic, long after, int limit) {
        return sql.query(
                "select seq, event, payload, created_at, traceparent from publication where topic = ? and seq > ? order by seq"
                        + " fetch first " + limit + " rows only",
                row -> new Publication(
                                topic,
                                row.bigint("seq"),
                                row.text("event"),
                                row.text("payload"),
                                row.time("created_at"))
                        .tracedBy(trace(row.text("traceparent"))),
                topic.name(),
                after);
    }
}
