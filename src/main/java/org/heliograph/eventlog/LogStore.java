package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
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

/** The log's two tables. Runs in the caller's transaction, on its connection. */
@ApplicationScoped
class LogStore {
    private static final int TOPICS_A_QUERY = 200;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Takes the next positions of a topic, which locks it until the transaction ends, and writes the rows. */
    List<Publication> append(Topic topic, List<Draft> drafts) {
        try (Connection connection = database.getConnection()) {
            long last = Positions.advance(connection, topic, drafts.size());
            long seq = last - drafts.size();
            List<Publication> publications = new ArrayList<>(drafts.size());
            for (Draft draft : drafts) {
                publications.add(new Publication(topic, ++seq, draft.event(), draft.payload(), draft.timestamp()));
            }
            insert(connection, publications);
            return publications;
        } catch (SQLException failed) {
            throw new LogException("could not append to " + topic, failed);
        }
    }

    private static void insert(Connection connection, List<Publication> publications) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into publication (topic, seq, event, payload, created_at) values (?, ?, ?, ?, ?)")) {
            for (Publication publication : publications) {
                insert.setString(1, publication.topic().name());
                insert.setLong(2, publication.seq());
                insert.setString(3, publication.event());
                insert.setString(4, publication.payload());
                insert.setTimestamp(5, Timestamp.from(publication.timestamp()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
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
