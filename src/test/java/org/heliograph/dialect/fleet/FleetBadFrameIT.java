package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetBadFrameIT {
    private static final int MAX_BYTES = 64 * 1024;

    private final Fleet acme = Fleet.acme();
    private SocketClient socket;

    @BeforeEach
    void connect() {
        socket = acme.connect(acme.admin());
    }

    @AfterEach
    void newSocketsStillOpen() {
        socket.close();
        try (SocketClient another = acme.listen("machines")) {
            assertThat(another.ended()).isFalse();
        }
    }

    @AfterAll
    static void theServerIsUnaffected() {
        ServerProbe.check(Server.shared());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"}}",
                "{'type':'ping'}",
                "{\"type\":\"ping\",}",
                "\u0000",
                "null",
                "7",
                "\"ping\"",
                "[]",
                "[{\"type\":\"ping\"}]",
                "{}",
                "{\"type\":null}",
                "{\"type\":7}",
                "{\"type\":{\"type\":\"ping\"}}",
                "{\"type\":\"\"}",
                "{\"type\":\"PING\"}",
                "{\"type\":\"connected\"}",
                "{\"action\":\"ping\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"channels\":\"machines\"}",
                "{\"type\":\"subscribe\",\"channels\":[]}",
                "{\"type\":\"subscribe\",\"channels\":{\"machines\":true}}",
                "{\"type\":\"subscribe\",\"channels\":[\"machines\",7]}",
                "{\"type\":\"subscribe\",\"channels\":[null]}",
                "{\"type\":\"subscribe\",\"channels\":[\"machines' or '1'='1\"]}",
                "{\"type\":\"subscribe\",\"channels\":[\"Machines\"]}",
                "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":7}",
                "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":null}",
                "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"\"}",
                "{\"type\":\"unsubscribe\"}",
                "{\"type\":\"unsubscribe\",\"channels\":[\"weather\"]}"
            })
    void anInvalidFrameIsAnsweredWithAnErrorAndTheSocketStaysOpen(String frame) {
        socket.send(frame);

        JsonObject error = socket.next();
        assertThat(error.keySet()).containsExactly("type", "message", "timestamp");
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("message")).isNotBlank().doesNotContain("Exception", "jakarta", "org.");
        assertAlive();
    }

    @Test
    void deepNestingIsAnError() {
        socket.send("[".repeat(30_000));
        assertThat(socket.next().getString("type")).isEqualTo("error");
        socket.send("{\"type\":\"ping\",\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        assertThat(socket.next().getString("type")).isIn("error", "pong");
        socket.send("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        assertThat(socket.next().getString("type")).isEqualTo("error");
        assertAlive();
    }

    @Test
    void aBinaryFrameClosesTheSocket() {
        socket.sendBinary(new byte[] {1, 2, 3});

        assertThat(socket.end().code()).isEqualTo(1003);
    }

    @Test
    void aFrameOf64KibibytesIsAccepted() {
        socket.send(pingOf(MAX_BYTES));

        assertThat(socket.next().getString("type")).isEqualTo("pong");
    }

    @Test
    void aFrameOf64KibibytesAndOneByteClosesTheSocket() {
        socket.send(pingOf(MAX_BYTES + 1));

        assertThat(socket.end().code()).isEqualTo(1009);
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() {
        socket.send("{\"type\":\"ping\",\"a\":\"" + "\u20ac".repeat(22_000) + "\"}");

        assertThat(socket.end().code()).isEqualTo(1009);
    }

    @Test
    void aFragmentedFrameIsAssembled() {
        socket.part("{\"type\":", false);
        socket.part("\"pi", false);
        socket.part("ng\"}", true);

        assertThat(socket.next().getString("type")).isEqualTo("pong");
    }

    @Test
    void aFragmentedFrameOfMoreThan64KibibytesClosesTheSocket() {
        String part = "x".repeat(1000);
        sendUntilClosed(70, () -> socket.part(part, false));

        assertThat(socket.end().code()).isEqualTo(1009);
    }

    @Test
    void aMessageThatNeverEndsClosesTheSocket() {
        String part = "x".repeat(16_000);
        sendUntilClosed(2_000, () -> socket.part(part, false));

        assertThat(socket.end().code()).isEqualTo(1009);
    }

    @Test
    void tooManyFramesASecondCloseTheSocket() {
        sendUntilClosed(10_000, () -> socket.send("{\"type\":\"ping\"}"));

        assertThat(socket.end()).isEqualTo(new SocketClient.End(4029, "Rate limit exceeded"));
    }

    @Test
    void tenThousandSubscriptionsInOneFrameAreRefused() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[" + String.join(",", Collections.nCopies(6_000, "\"keys\""))
                + "]}");

        assertThat(socket.next().getString("message")).isEqualTo("Too many subscriptions");
        assertAlive();
    }

    @Test
    void tenThousandSubscriptionsInManyFramesEndAtTheRateLimit() {
        sendUntilClosed(10_000, () -> socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}"));

        assertThat(socket.end().code()).isEqualTo(4029);
    }

    private void assertAlive() {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next().getString("type")).isEqualTo("pong");
    }

    private static String pingOf(int bytes) {
        String frame = "{\"type\":\"ping\",\"a\":\"\"}";
        return frame.replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"");
    }

    /** Sends repeatedly until the socket is closed or cannot send. */
    private void sendUntilClosed(int times, Runnable send) {
        try {
            for (int i = 0; i < times && !socket.ended(); i++) {
                send.run();
            }
        } catch (CompletionException closed) {
            // the server has closed the socket meanwhile
        }
    }
}
