package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsBadFrameIT {
    private static final int MAX_SUBSCRIPTIONS = 1000;

    private SocketClient socket;

    @BeforeEach
    void connect() {
        socket = Channels.of("bob@acme.test").open();
    }

    @AfterEach
    void leave() {
        socket.close();
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
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"}}",
                "{'type':'ping'}",
                "\u0000",
                "null",
                "7",
                "[{\"type\":\"ping\"}]",
                "{}",
                "{\"type\":null}",
                "{\"type\":7}",
                "{\"type\":[\"ping\"]}",
                "{\"type\":\"PING\"}",
                "{\"type\":\"event\",\"channel\":\"apps:created\",\"data\":{}}",
                "{\"action\":\"subscribe\",\"slug\":\"status\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"channel\":null}",
                "{\"type\":\"subscribe\",\"channel\":7}",
                "{\"type\":\"subscribe\",\"channel\":[\"apps:created\"]}",
                "{\"type\":\"subscribe\",\"channel\":\"\"}",
                "{\"type\":\"subscribe\",\"channel\":\"apps:created' or '1'='1\"}",
                "{\"type\":\"subscribe\",\"channel\":\"user:\\ud800\"}",
                "{\"type\":\"subscribe\",\"channels\":\"apps:created\"}",
                "{\"type\":\"subscribe\",\"channels\":[]}",
                "{\"type\":\"subscribe\",\"channels\":[\"apps:created\",7]}",
                "{\"type\":\"unsubscribe\"}",
                "{\"type\":\"unsubscribe\",\"channel\":\"weather\"}"
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
        for (String deep : new String[] {"[".repeat(30_000), "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)}) {
            socket.send(deep);
            assertThat(socket.next().getString("type")).isEqualTo("error");
        }
        assertAlive();
    }

    @Test
    void aConnectionMayHaveAThousandSubscriptions() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[" + names(0, MAX_SUBSCRIPTIONS) + "]}");
        for (int i = 0; i < MAX_SUBSCRIPTIONS; i++) {
            assertThat(socket.next().getString("type")).isEqualTo("subscribed");
        }

        socket.send("{\"type\":\"subscribe\",\"channel\":\"apps:one-more\"}");
        assertThat(socket.next().getString("message")).isEqualTo("Too many subscriptions");
        socket.send("{\"type\":\"subscribe\",\"channel\":\"apps:0\"}");
        assertThat(socket.next().getString("type")).isEqualTo("subscribed");
        socket.send("{\"type\":\"unsubscribe\",\"channel\":\"apps:0\"}");
        assertThat(socket.next().getString("type")).isEqualTo("unsubscribed");
        socket.send("{\"type\":\"subscribe\",\"channel\":\"apps:one-more\"}");
        assertThat(socket.next().getString("type")).isEqualTo("subscribed");
    }

    @Test
    void aFrameWithMoreThanAThousandChannelsSubscribesToNone() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[" + names(0, MAX_SUBSCRIPTIONS + 1) + "]}");

        assertThat(socket.next().getString("message")).isEqualTo("Too many subscriptions");
        assertAlive();
    }

    @Test
    void aBinaryFrameClosesTheSocket() {
        socket.sendBinary(new byte[] {1, 2, 3});

        assertThat(socket.end().code()).isEqualTo(1003);
    }

    @Test
    void aTextOfMoreThan64KibibytesClosesTheSocket() {
        socket.send("{\"type\":\"ping\",\"a\":\"" + "x".repeat(64 * 1024) + "\"}");

        assertThat(socket.end().code()).isEqualTo(1009);
    }

    @Test
    void tooManyFramesASecondCloseTheSocket() {
        try {
            for (int i = 0; i < 10_000 && !socket.ended(); i++) {
                socket.send("{\"type\":\"ping\"}");
            }
        } catch (CompletionException closed) {
            // the server has closed the socket meanwhile
        }

        assertThat(socket.end()).isEqualTo(new SocketClient.End(4029, "Rate limit exceeded"));
    }

    private void assertAlive() {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next().getString("type")).isEqualTo("pong");
    }

    private static String names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "\"apps:" + i + "\"").collect(Collectors.joining(","));
    }
}
