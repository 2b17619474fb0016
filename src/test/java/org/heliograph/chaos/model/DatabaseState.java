package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.heliograph.json.JsonText;

/**
 * The log and the table of one topic at one moment.
 *
 * @param log      the log's rows by sequence
 * @param position the last number that was given, by the topic's row or by the log
 * @param history  what has become of each row of the table, in the order of its versions; empty when the database does not keep it
 */
public record DatabaseState(
        TopicModel topicModel,
        NavigableMap<Long, LogRow> log,
        long position,
        List<JsonObject> table,
        Map<String, List<String>> history) {
    /** Reads the present state in one transaction. */
    public static DatabaseState read(Connection database, TopicModel topicModel) throws SQLException {
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        database.setAutoCommit(false);
        String topic = topicModel.topic();
        DatabaseState state = new DatabaseState(
                topicModel,
                log(database, topic),
                position(database, topic),
                table(database, topicModel),
                history(database, topicModel));
        database.rollback();
        return state;
    }

    /** The last sequence that passes the reader's filter; 0 when there is none. */
    public long last(TopicModel reading) {
        return log.descendingMap().values().stream()
                .filter(reading::includes)
                .findFirst()
                .map(LogRow::seq)
                .orElse(0L);
    }

    private static long position(Connection database, String topic) throws SQLException {
        try (PreparedStatement select = select(
                        database,
                        "greatest(t.position, (select max(p.seq) from publication p where p.topic = t.topic))"
                                + " from topic_position t where t.topic = ?",
                        topic);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static NavigableMap<Long, LogRow> log(Connection database, String topic) throws SQLException {
        NavigableMap<Long, LogRow> log = new TreeMap<>();
        try (PreparedStatement select =
                        select(database, "seq, event, payload, created_at from publication where topic = ?", topic);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LogRow row = new LogRow(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getTimestamp(4).toInstant());
                log.put(row.seq(), row);
            }
        }
        return log;
    }

    private static PreparedStatement select(Connection database, String what, String topic) throws SQLException {
        PreparedStatement select = database.prepareStatement("select " + what);
        select.setString(1, topic);
        return select;
    }

    private static List<JsonObject> table(Connection database, TopicModel topicModel) throws SQLException {
        List<JsonObject> table = new ArrayList<>();
        try (PreparedStatement select = database.prepareStatement(topicModel.table());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                table.add(JsonText.parse(rows.getString(1)));
            }
        }
        return table;
    }

    private static Map<String, List<String>> history(Connection database, TopicModel topicModel) throws SQLException {
        Map<String, List<String>> history = new TreeMap<>();
        if (topicModel.history().isEmpty()) {
            return history;
        }
        try (PreparedStatement select =
                        database.prepareStatement(topicModel.history().get());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                history.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return history;
    }
}
