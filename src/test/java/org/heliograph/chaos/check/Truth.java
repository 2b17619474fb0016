package org.heliograph.chaos.check;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the database says of one organisation's machines at one moment.
 *
 * @param log      the log's rows by their positions
 * @param position where the log's counter is
 * @param machines the table
 */
public record Truth(String topic, SortedMap<Long, Row> log, long position, List<JsonObject> machines) {
    /** What is true at this moment, read in one transaction. */
    public static Truth read(Connection database, String organization) throws SQLException {
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        database.setAutoCommit(false);
        String topic = "org:" + organization + ":machines";
        Truth truth =
                new Truth(topic, log(database, topic), position(database, topic), machines(database, organization));
        database.rollback();
        return truth;
    }

    /** The last position of a topic; 0 when there is none. */
    public static long position(Connection database, String topic) throws SQLException {
        try (PreparedStatement select = select(database, "position from topic_position where topic = ?", topic);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static SortedMap<Long, Row> log(Connection database, String topic) throws SQLException {
        SortedMap<Long, Row> log = new TreeMap<>();
        try (PreparedStatement select =
                        select(database, "seq, event, payload, created_at from publication where topic = ?", topic);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Row row = new Row(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getTimestamp(4).toInstant());
                log.put(row.seq(), row);
            }
        }
        return log;
    }

    private static List<JsonObject> machines(Connection database, String organization) throws SQLException {
        List<JsonObject> machines = new ArrayList<>();
        try (PreparedStatement select =
                        select(database, "id, name, status, version from machine where org_id = ?", organization);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String version = rows.getString(4);
                machines.add(Json.createObjectBuilder()
                        .add("id", rows.getString(1))
                        .add("name", rows.getString(2))
                        .add("status", rows.getString(3))
                        .add("version", version == null ? JsonValue.NULL : Json.createValue(version))
                        .build());
            }
        }
        return machines;
    }

    private static PreparedStatement select(Connection database, String what, String parameter) throws SQLException {
        PreparedStatement select = database.prepareStatement("select " + what);
        select.setString(1, parameter);
        return select;
    }
}
