package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Lets go of what the log has kept for long enough, and of what is beyond a topic's size: of each topic its beginning, so that
 * what is left has no holes. Safe on many nodes at once, since deleting what another has just deleted does nothing.
 */
@ApplicationScoped
public class LogRetention {
    /** One statement deletes so many rows at most, so that none holds its locks for long. */
    private static final int STEP = 5_000;

    private static final String OLD = "select topic, max(seq) from publication where created_at < ? group by topic";

    /** Looks into each topic's index once, whatever the log's size. */
    private static final String LARGE = "select t.topic, t.position - ? from topic_position t where t.position > ?"
            + " and exists (select 1 from publication p where p.topic = t.topic and p.seq <= t.position - ?)";

    private DataSource database;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxy. */
    protected LogRetention() {}

    @Inject
    LogRetention(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    @Resource(lookup = "java:comp/DefaultDataSource")
    void setDatabase(DataSource database) {
        this.database = database;
    }

    @Produces
    static ScheduledJob job(LogRetention retention) {
        return new ScheduledJob("log-retention", Duration.ofMinutes(1), retention::forget);
    }

    /** Called every minute, outside of a transaction: each step is a small one of its own. */
    public void forget() {
        Instant before = clock.instant().minus(configuration.get(NodeSettings.LOG_RETENTION));
        int size = configuration.get(NodeSettings.LOG_SIZE);
        try (Connection connection = database.getConnection()) {
            Map<String, Long> ends = new TreeMap<>(ends(connection, OLD, Timestamp.from(before)));
            ends(connection, LARGE, size, size, size).forEach((topic, end) -> ends.merge(topic, end, Math::max));
            for (Map.Entry<String, Long> end : ends.entrySet()) {
                delete(connection, end.getKey(), end.getValue());
            }
        } catch (SQLException failed) {
            throw new LogException("could not shorten the log", failed);
        }
    }

    /** The last position of each topic that is to go. */
    private static Map<String, Long> ends(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                Map<String, Long> ends = new TreeMap<>();
                while (rows.next()) {
                    ends.put(rows.getString(1), rows.getLong(2));
                }
                return ends;
            }
        }
    }

    private static void delete(Connection connection, String topic, long end) throws SQLException {
        long first = first(connection, topic, end);
        try (PreparedStatement delete =
                connection.prepareStatement("delete from publication where topic = ? and seq <= ?")) {
            for (long upTo = Math.min(first + STEP - 1, end); first <= end; upTo = Math.min(first + STEP - 1, end)) {
                delete.setString(1, topic);
                delete.setLong(2, upTo);
                delete.executeUpdate();
                first = upTo + 1;
            }
        }
    }

    /** The first position that is kept; beyond the end when there is none. */
    private static long first(Connection connection, String topic, long end) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select min(seq) from publication where topic = ?")) {
            select.setString(1, topic);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? end + 1 : first;
            }
        }
    }
}
