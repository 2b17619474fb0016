package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;

/**
 * The log's two tables. Writes go through the transaction's entity manager: within a commit's callbacks it is the only way
 * to the connection of the entities that works on every server (docs/adr/0004-event-log.md). Reads need no transaction and are plain SQL.
 */
@ApplicationScoped
class LogStore {
    private static final int TOPICS_PER_QUERY = 200;
    private static final int ROWS_PER_INSERT = 50;
    private static final int COLUMNS = 5;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    @Inject
    private SequenceAllocator sequences;

    /** Writes changed entities to the database, which runs their listeners. */
    void flush() {
        entities.flush();
    }

    /** Creates the rows of new topics; called before any {@link #append}. */
    void createTopics(Collection<Topic> topics) {
        sequences.create(topics);
    }

    /** The current transaction's publications on these topics have been committed. */
    void committed(Collection<Topic> topics) {
        sequences.committed(topics);
    }

    /**
     * Allocates sequence numbers for the logged events, which locks the topic until the transaction ends, and writes their rows.
     *
     * @return the publications of all events, in the same order
     */
    List<Publication> append(Topic topic, List<PendingEvent> events) {
        int logged = (int) events.stream().filter(PendingEvent::logged).count();
        long seq = logged == 0 ? 0 : sequences.allocate(topic, logged) - logged;
        List<Publication> all = new ArrayList<>(events.size());
        for (PendingEvent event : events) {
            all.add(event.withSequence(event.logged() ? ++seq : Publication.UNLOGGED));
        }
        List<Publication> kept = all.stream().filter(Publication::logged).toList();
        for (int from = 0; from < kept.size(); from += ROWS_PER_INSERT) {
            insert(kept.subList(from, Math.min(kept.size(), from + ROWS_PER_INSERT)));
        }
        return all;
    }

    /** Deletes all publications of a topic, in the current transaction. */
    void purge(Topic topic) {
        entities.createNativeQuery("delete from publication where topic = ?1")
                .setFlushMode(FlushModeType.COMMIT)
                .setParameter(1, topic.name())
                .executeUpdate();
    }

    private void insert(List<Publication> publications) {
        StringBuilder sql =
                new StringBuilder("insert into publication (topic, seq, event, payload, created_at) values ");
        for (int row = 0, mark = 1; row < publications.size(); row++) {
            sql.append(row == 0 ? "(" : ", (");
            for (int column = 0; column < COLUMNS; column++) {
                sql.append(column == 0 ? "?" : ", ?").append(mark++);
            }
            sql.append(')');
        }
        Query insert = entities.createNativeQuery(sql.toString()).setFlushMode(FlushModeType.COMMIT);
        int mark = 1;
        for (Publication publication : publications) {
            insert.setParameter(mark++, publication.topic().name());
            insert.setParameter(mark++, publication.seq());
            insert.setParameter(mark++, publication.event());
            insert.setParameter(mark++, publication.payload());
            insert.setParameter(mark++, Timestamp.from(publication.timestamp()));
        }
        insert.executeUpdate();
    }

    List<Publication> read(Topic topic, long after, int limit) {
        return sql.query(
                "select seq, event, payload, created_at from publication where topic = ? and seq > ? order by seq"
                        + " fetch first " + limit + " rows only",
                row -> new Publication(
                        topic, row.bigint("seq"), row.text("event"), row.text("payload"), row.time("created_at")),
                topic.name(),
                after);
    }

    Map<Topic, Long> positions(Collection<Topic> topics) {
        Map<Topic, Long> positions = new HashMap<>();
        List<String> names = topics.stream().map(Topic::name).toList();
        for (int from = 0; from < names.size(); from += TOPICS_PER_QUERY) {
            List<String> part = names.subList(from, Math.min(names.size(), from + TOPICS_PER_QUERY));
            sql.query(
                            "select topic, position from topic_position where topic in (?"
                                    + ", ?".repeat(part.size() - 1) + ")",
                            row -> Map.entry(Topic.parse(row.text("topic")), row.bigint("position")),
                            part.toArray())
                    .forEach(found -> positions.put(found.getKey(), found.getValue()));
        }
        return positions;
    }
}
