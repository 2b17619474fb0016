package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** The log of the database loses its end under running nodes, as when a backup is restored. */
@WithPair
class RestoredBackupIT {
    private static final String TOPIC = "'org:acme:machines'";
    private static final int LOST = 3;

    private final Pair pair;

    RestoredBackupIT(Pair pair) {
        this.pair = pair;
    }

    private static SocketClient resuming(Fleet fleet, long since) {
        SocketClient socket = fleet.connect(fleet.admin());
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        socket.next(frame -> frame.getString("type").equals("subscribed"));
        return socket;
    }

    /** The last number of the log, after everything that is committed has got its own. */
    private long position() throws SQLException {
        try (Connection database = pair.database();
                Statement statement = database.createStatement()) {
            await().until(() -> number(statement, "select count(*) from pending_event") == 0);
            return number(statement, "select max(seq) from publication where topic = " + TOPIC);
        }
    }

    private long loseTheEnd(long last) throws SQLException {
        try (Connection database = pair.database();
                Statement statement = database.createStatement()) {
            statement.executeUpdate("delete from publication where topic = " + TOPIC + " and seq > " + (last - LOST));
        }
        return position();
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static long saidBy(Server node) {
        return node.log()
                .lines()
                .filter(line -> line.contains("the database was restored from a backup"))
                .count();
    }

    @Test
    void bothNodesContinueAtTheEndOfTheLogAndTellResumersAGap() throws SQLException {
        pair.acmeOnA().register();
        long before = position();
        try (SocketClient onA = resuming(pair.acmeOnA(), before);
                SocketClient onB = resuming(pair.acmeOnB(), before)) {
            for (int i = 0; i < LOST; i++) {
                pair.acmeOnA().register();
            }
            for (SocketClient socket : List.of(onA, onB)) {
                assertThat(socket.next(frame -> frame.getJsonNumber("seq") != null
                                && frame.getJsonNumber("seq").longValue() == before + LOST))
                        .isNotNull();
            }

            assertThat(loseTheEnd(before + LOST)).isEqualTo(before);

            for (SocketClient socket : List.of(onA, onB)) {
                JsonObject gap = socket.next(frame -> frame.getString("type").equals("gap"));
                assertThat(gap.getJsonNumber("from").longValue()).isEqualTo(before + 1);
                assertThat(gap.getJsonNumber("to").longValue()).isEqualTo(before + LOST);
            }
            String registered = pair.acmeOnB().register().id();
            for (SocketClient socket : List.of(onA, onB)) {
                JsonObject event = socket.next(frame -> frame.getString("type").equals("event"));
                assertThat(event.getJsonNumber("seq").longValue()).isEqualTo(before + 1);
                assertThat(event.getJsonObject("payload").getString("id")).isEqualTo(registered);
            }
        }
        assertThat(saidBy(pair.a())).isEqualTo(1);
        assertThat(saidBy(pair.b())).isEqualTo(1);
    }
}
