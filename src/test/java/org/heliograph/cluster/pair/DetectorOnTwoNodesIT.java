package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

@WithPair
class DetectorOnTwoNodesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SEVERAL_CHECKS = Duration.ofSeconds(4);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Pair pair;

    DetectorOnTwoNodesIT(Pair pair) {
        this.pair = pair;
    }

    @Test
    void bothNodesTogetherDetectADowntimeOnceAndBothDeliverIt() {
        PushMonitor onA = PushMonitor.on(pair.a(), "'interval':1");
        PushMonitor onB = new PushMonitor(pair.b(), onA.id());
        try (SocketClient a = listen(pair.a(), onA.id());
                SocketClient b = listen(pair.b(), onA.id())) {
            onA.push("latency=5");
            assertThat(next(a, b)).isEqualTo("pulse");

            assertThat(next(a, b)).isEqualTo("monitor-down");
            await().during(SEVERAL_CHECKS)
                    .atMost(TIMEOUT)
                    .until(() -> logged(onA.id()).equals(List.of("monitor-down")));
            assertThat(onB.status()).isEqualTo("down");

            onB.push("");
            assertThat(next(a, b)).isEqualTo("monitor-recovered");
            assertThat(next(a, b)).isEqualTo("pulse");
            assertThat(onA.stored()).isEqualTo(2);
        }
    }

    @Test
    void aMonitorThatPushesToBothNodesInTurnStaysUp() {
        await().atMost(TIMEOUT).pollDelay(Duration.ZERO).until(this::staysUp);
    }

    /** @return whether the pulses came in time, as they do not where the machine stands still; then the monitor has stayed up */
    private boolean staysUp() {
        PushMonitor onA = PushMonitor.on(pair.a(), "'interval':2,'maxRetries':1");
        PushMonitor onB = new PushMonitor(pair.b(), onA.id());
        AtomicLong last = new AtomicLong(System.nanoTime());
        AtomicLong longest = new AtomicLong();
        await().during(SEVERAL_CHECKS).atMost(TIMEOUT).until(() -> {
            onA.push("");
            onB.push("");
            long now = System.nanoTime();
            longest.set(Math.max(longest.get(), now - last.getAndSet(now)));
            return onB.status().equals("up");
        });
        List<String> logged = logged(onA.id());
        boolean inTime = longest.get() < INTERVAL.toNanos();
        assertThat(inTime ? logged : List.of()).isEmpty();
        return inTime;
    }

    private static SocketClient listen(Server node, String slug) {
        SocketClient socket = SocketHandshake.to(node, "/ws").open();
        socket.send("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\"}");
        socket.next(frame -> action(frame).equals("subscribed"));
        return socket;
    }

    /** The next frame of both sockets except uptimes, which must be equal. */
    private static String next(SocketClient one, SocketClient other) {
        JsonObject first = one.next(frame -> !action(frame).equals("uptime-update"));
        JsonObject second = other.next(frame -> !action(frame).equals("uptime-update"));
        assertThat(second).isEqualTo(first);
        return action(first);
    }

    private static String action(JsonObject frame) {
        return frame.getString("action");
    }

    private List<String> logged(String page) {
        try (Connection database = pair.database();
                PreparedStatement select =
                        database.prepareStatement("select event from publication where topic = ? order by seq")) {
            select.setString(1, "status:" + page + ":events");
            List<String> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(rows.getString(1));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
