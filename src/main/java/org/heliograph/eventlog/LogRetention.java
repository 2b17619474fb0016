package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Settings;

/**
 * Lets go of what the log has kept for long enough: of each topic its beginning, so that what is left has no holes. Safe on
 * many nodes at once, since deleting what another has just deleted does nothing.
 */
@ApplicationScoped
public class LogRetention {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** Called every minute, outside of a transaction: each topic is a small one of its own. */
    public void forget() {
        Instant before = clock.instant().minus(configuration.get(Settings.LOG_RETENTION));
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<String, Long> end : oldest(connection, before).entrySet()) {
                delete(connection, end.getKey(), end.getValue());
            }
        } catch (SQLException failed) {
            throw new LogException("could not shorten the log", failed);
        }
    }

    private static Map<String, Long> oldest(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select topic, max(seq) from publication where created_at < ? group by topic")) {
            select.setTimestamp(1, Timestamp.from(before));
            try (ResultSet rows = select.executeQuery()) {
                Map<String, Long> ends = new TreeMap<>();
                while (rows.next()) {
                    ends.put(rows.getString(1), rows.getLong(2));
                }
                return ends;
            }
        }
    }

    private static void delete(Connection connection, String topic, long upTo) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from publication where topic = ? and seq <= ?")) {
            delete.setString(1, topic);
            delete.setLong(2, upTo);
            delete.executeUpdate();
        }
    }
}
