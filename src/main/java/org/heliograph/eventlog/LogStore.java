package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * The log's two tables. What it writes goes through the transaction's entity manager: that is the one way to the connection
 * on which the entities were written which holds on every server (docs/adr/0004-event-log.md).
 */
@ApplicationScoped
class LogStore {
    private static final int TOPICS_A_QUERY = 200;
    private static final int ROWS_AN_INSERT = 50;
    private static final int COLUMNS = 5;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SequenceAllocator positions;

    /** Brings the entities' changes to the database, and thereby to their listeners. */
    void flush() {
        entities.flush();
    }

    /** Makes sure that each of the topics has a position; called before any of them is moved. */
    void prepare(Collection<Topic> topics) {
        positions.create(topics);
    }

    /** What was prepared for these topics has been committed. */
    void committed(Collection<Topic> topics) {
        positions.committed(topics);
    }

    /**
     * Takes the next positions of a topic, which locks it until the transaction ends, and writes the rows; for drafts that
     * the log does not keep it does nothing.
     *
     * @return all of them, in the same order
     */
    List<Publication> append(Topic topic, List<PendingEvent> drafts) {
        int logged = (int) drafts.stream().filter(PendingEvent::logged).count();
        long seq = logged == 0 ? 0 : positions.advance(topic, logged) - logged;
        List<Publication> all = new ArrayList<>(drafts.size());
        for (PendingEvent draft : drafts) {
            all.add(draft.at(draft.logged() ? ++seq : Publication.UNLOGGED));
        }
        List<Publication> rows = all.stream().filter(Publication::logged).toList();
        for (int from = 0; from < rows.size(); from += ROWS_AN_INSERT) {
            insert(rows.subList(from, Math.min(rows.size(), from + ROWS_AN_INSERT)));
        }
        return all;
    }

    void forget(Topic topic) {
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
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select seq, event, payload, created_at from publication"
                                + " where topic = ? and seq > ? order by seq fetch first " + limit + " rows only")) {
            select.setString(1, topic.name());
            select.setLong(2, after);
            try (ResultSet rows = select.executeQuery()) {
                List<Publication> publications = new ArrayList<>();
                while (rows.next()) {
                    publications.add(new Publication(
                            topic,
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getTimestamp(4).toInstant()));
                }
                return publications;
            }
        } catch (SQLException failed) {
            throw new LogException("could not read " + topic, failed);
        }
    }

    Map<Topic, Long> positions(Collection<Topic> topics) {
        Map<Topic, Long> positions = new HashMap<>();
        List<Topic> all = List.copyOf(topics);
        try (Connection connection = database.getConnection()) {
            for (int from = 0; from < all.size(); from += TOPICS_A_QUERY) {
                readPositions(connection, all.subList(from, Math.min(all.size(), from + TOPICS_A_QUERY)), positions);
            }
            return positions;
        } catch (SQLException failed) {
            throw new LogException("could not read positions", failed);
        }
    }

    private static void readPositions(Connection connection, List<Topic> topics, Map<Topic, Long> into)
            throws SQLException {
        String marks = "?" + ", ?".repeat(topics.size() - 1);
        try (PreparedStatement select = connection.prepareStatement(
                "select topic, position from topic_position where topic in (" + marks + ")")) {
            for (int i = 0; i < topics.size(); i++) {
                select.setString(i + 1, topics.get(i).name());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    into.put(Topic.parse(rows.getString(1)), rows.getLong(2));
                }
            }
        }
    }
}
