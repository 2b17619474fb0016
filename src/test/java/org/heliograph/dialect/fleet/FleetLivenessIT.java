package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.ServerProbe;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** The silence limit of fleet sockets (docs/protocols.md), with shorter settings. */
class FleetLivenessIT {
    private static final Duration SILENCE = Duration.ofSeconds(ShortIntervalServer.SILENCE_SECONDS);
    private static final SocketClient.End TIMEOUT = new SocketClient.End(4000, "Heartbeat timeout");

    private final Fleet acme = Fleet.acme(ShortIntervalServer.server());

    @Test
    void aClientWithoutPingFramesIsClosedAfterTheSilenceLimit() {
        long began = System.nanoTime();
        try (SocketClient socket = acme.connect(acme.admin())) {
            assertThat(socket.end(SILENCE.plusMillis(3_000))).isEqualTo(TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(SILENCE.minusMillis(200));
        }
    }

    @Test
    void pongsAndOtherFramesDoNotKeepASocketOpen() {
        try (SocketClient socket = acme.connect(acme.admin())) {
            await().atMost(SILENCE.multipliedBy(10))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        try {
                            socket.sendPong();
                            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}");
                        } catch (CompletionException closed) {
                            // the server has closed the socket meanwhile
                        }
                        return socket.ended();
                    });

            assertThat(socket.end()).isEqualTo(TIMEOUT);
            assertThat(socket.pings()).isPositive();
        }
    }

    @Test
    void pingFramesKeepASocketOpen() {
        try (SocketClient socket = acme.connect(acme.admin())) {
            await().during(SILENCE.plusSeconds(3))
                    .atMost(SILENCE.plusSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        socket.send("{\"type\":\"ping\"}");
                        return socket.next().getString("type").equals("pong") && !socket.ended();
                    });
        }
    }

    @Test
    void tenThousandSubscribeFramesAreAllAnswered() {
        try (SocketClient socket = acme.connect(acme.admin())) {
            String answer = "{\"type\":\"subscribed\",\"channels\":[\"machines\",\"members\"]}";
            for (int hundred = 0; hundred < 100; hundred++) {
                for (int i = 0; i < 100; i++) {
                    socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"members\"]}");
                }
                socket.send("{\"type\":\"ping\"}");
                for (String text : Collections.nCopies(100, answer)) {
                    assertThat(reply(socket)).hasToString(text);
                }
                assertThat(reply(socket).getString("type")).isEqualTo("pong");
            }
            String id = acme.register().id();
            assertThat(socket.next(frame -> frame.toString().contains(id)).getString("event"))
                    .isEqualTo("INSERT");
        }
        ServerProbe.check(ShortIntervalServer.server());
    }

    /** The next frame that is no event: machines of earlier tests become silent meanwhile. */
    private static JsonObject reply(SocketClient socket) {
        return socket.next(frame -> !frame.getString("type").equals("event"));
    }
}
