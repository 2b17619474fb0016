package org.heliograph.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.heliograph.event.Topic;

/**
 * The row of each topic that hands out its positions. Moving it locks it until the transaction ends: that lock is what
 * makes position order commit order.
 */
final class Positions {
    private static final String UNIQUE_VIOLATION = "23505";

    private Positions() {}

    /** Moves a topic's position by so many and returns where it now is. */
    static long advance(Connection connection, Topic topic, int by) throws SQLException {
        if (!move(connection, topic, by)) {
            create(connection, topic);
            move(connection, topic, by);
        }
        try (PreparedStatement select =
                connection.prepareStatement("select position from topic_position where topic = ?")) {
            select.setString(1, topic.name());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static boolean move(Connection connection, Topic topic, int by) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update topic_position set position = position + ? where topic = ?")) {
            update.setLong(1, by);
            update.setString(2, topic.name());
            return update.executeUpdate() == 1;
        }
    }

    /** Makes the row of a new topic. A transaction that makes the same one at this moment is waited for. */
    private static void create(Connection connection, Topic topic) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        String sql = "insert into topic_position (topic, position) values (?, 0)";
        // A failed statement ends a transaction of PostgreSQL but not one of H2, which knows no "on conflict".
        try (PreparedStatement insert = connection.prepareStatement(postgres ? sql + " on conflict do nothing" : sql)) {
            insert.setString(1, topic.name());
            insert.executeUpdate();
        } catch (SQLException failed) {
            if (postgres || !UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw failed;
            }
        }
    }
}
