package org.heliograph.cluster.pair;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The logged events of acme's machines, read from the database; what sockets receive is compared with it. */
final class AcmeLog {
    private static final String TOPIC = "org:acme:machines";

    private final Pair pair;
    private final long start;

    private AcmeLog(Pair pair, long start) {
        this.pair = pair;
        this.start = start;
    }

    /** Starts after the last event that the log has now. */
    static AcmeLog start(Pair pair) {
        return new AcmeLog(pair, lastSequence(pair));
    }

    /** Waits until everything that is committed has its number: a socket gets what gets its number after it was subscribed. */
    static void awaitNumbered(Pair pair) {
        lastSequence(pair);
    }

    /** A connection to the database, when everything that is committed has its number. */
    private static Connection numbered(Pair pair) throws SQLException {
        Connection connection = pair.database();
        await().until(() -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select count(*) from pending_event where topic = ?")) {
                select.setString(1, TOPIC);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1) == 0;
                }
            }
        });
        return connection;
    }

    private static long lastSequence(Pair pair) {
        try (Connection connection = numbered(pair);
                PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(seq), 0) from publication where topic = ?")) {
            select.setString(1, TOPIC);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The payloads logged since the start, in sequence. */
    List<JsonObject> payloads() {
        try (Connection connection = numbered(pair);
                PreparedStatement select = connection.prepareStatement(
                        "select payload from publication where topic = ? and seq > ? order by seq")) {
            select.setString(1, TOPIC);
            select.setLong(2, start);
            try (ResultSet rows = select.executeQuery()) {
                List<JsonObject> payloads = new ArrayList<>();
                while (rows.next()) {
                    payloads.add(parse(rows.getString(1)));
                }
                return payloads;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
