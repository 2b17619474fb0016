package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Channels;
import org.heliograph.testing.RequiredProgram;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels that are shared with other programs on the same Redis. */
@WithPair
class ChannelsOnTwoNodesIT {
    private static final String ALICE = "alice@acme.test";
    private static final Duration RECOVERED = Duration.ofSeconds(30);

    private final Pair pair;
    private final Channels onA;
    private final Channels onB;

    ChannelsOnTwoNodesIT(Pair pair) {
        this.pair = pair;
        onA = new Channels(pair.a().as(ALICE));
        onB = new Channels(pair.b().as(ALICE));
    }

    /** Runs redis-cli, as in a shell. */
    private void redisCli(String... command) throws IOException, InterruptedException {
        String[] all = new String[command.length + 3];
        System.arraycopy(
                new String[] {"redis-cli", "-p", "" + pair.redis().url().getPort()}, 0, all, 0, 3);
        System.arraycopy(command, 0, all, 3, command.length);
        assertThat(new ProcessBuilder(all).redirectErrorStream(true).start().waitFor())
                .isZero();
    }

    private static boolean installed(String program) {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String eventPrefix(String channel, String data) {
        return "{\"type\":\"event\",\"channel\":\"" + channel + "\",\"data\":" + data + ",\"timestamp\":\"";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"app-uuid\",\"name\":\"my-new-app\",\"status\":\"pending\"}",
                "{ \"a\" : [ 1 ,\t2 ] ,\n \"n\":12345678901234567890.10, \"e\":1e400, \"u\":\"\\u00e9\u00e9\u20ac\" , \"a\":0 }",
                "\"just text\"",
                "-0.0",
                "[]"
            })
    void aRedisPublishIsDeliveredOnBothNodesOnceAndVerbatim(String data) throws Exception {
        RequiredProgram.require(installed("redis-cli"), "redis-cli comes with: apt-get install redis-tools");
        try (SocketClient a = onA.listen("apps:created");
                SocketClient b = onB.listen("apps:created")) {
            redisCli("PUBLISH", "apps:created", data);
            redisCli("PUBLISH", "apps:created", "\"end\"");

            for (SocketClient socket : List.of(a, b)) {
                assertThat(socket.nextText()).startsWith(eventPrefix("apps:created", data));
                assertThat(socket.nextText()).startsWith(eventPrefix("apps:created", "\"end\""));
            }
        }
    }

    @Test
    void invalidJsonIsIgnoredAndDelaysNothing() {
        try (SocketClient a = onA.listen("apps:updated")) {
            for (String text : List.of("not json", "", "{\"a\":1", "{} {}", "[".repeat(50_000))) {
                pair.redis().publish("apps:updated", text);
            }
            pair.redis().publish("apps:updated", "1");

            assertThat(a.nextText()).startsWith(eventPrefix("apps:updated", "1"));
        }
    }

    @Test
    void anHttpPublishIsDeliveredOnBothNodesOnceAndInOneOrder() throws Exception {
        try (SocketClient a = onA.listen("deployments:status");
                SocketClient b = onB.listen("deployments:status")) {
            for (int i = 0; i < 20; i++) {
                onA.publish("deployments:status", "{\"a\":" + i + "}");
                onB.publish("deployments:status", "{\"b\":" + i + "}");
            }

            for (int i = 0; i < 20; i++) {
                for (String node : List.of("a", "b")) {
                    String frame = eventPrefix("deployments:status", "{\"" + node + "\":" + i + "}");
                    assertThat(a.nextText()).startsWith(frame);
                    assertThat(b.nextText()).startsWith(frame);
                }
            }
        }
    }

    @Test
    void aConfirmedSubscriptionMissesNothing() {
        for (int i = 0; i < 10; i++) {
            String channel = "storage:fresh-" + i;
            try (SocketClient b = onB.listen(channel)) {
                onA.publish(channel, "" + i);

                assertThat(b.next().getInt("data")).isEqualTo(i);
            }
        }
    }

    @Test
    void similarRedisChannelNamesAreNotConfused() {
        try (SocketClient a = onA.listen("users:changed")) {
            pair.redis().publish("users:changed:more", "1");
            pair.redis().publish("users:created", "2");
            pair.redis().publish("users:changed", "3");

            assertThat(a.next().getInt("data")).isEqualTo(3);
        }
    }

    @Test
    void withoutRedisSubscribersOnTheSameNodeStillReceive() {
        try (SocketClient a = onA.listen("storage:custom")) {
            pair.redis().stop();
            await().atMost(RECOVERED).until(() -> !Pair.healthy(pair.a()));
            onA.publish("storage:custom", "1");
            assertThat(a.next().getInt("data")).isEqualTo(1);

            pair.redis().start();
            await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
            await().atMost(RECOVERED).until(() -> pair.redis().listeners("storage:custom") == 1);
            onB.publish("storage:custom", "2");
            assertThat(a.next().getInt("data")).isEqualTo(2);
        } finally {
            if (!Pair.healthy(pair.a())) {
                pair.redis().start();
            }
        }
    }
}
