package org.heliograph.cluster.installations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Production and staging, which somebody connected to the same Redis. Staging has sockets with small queues. */
class TwoInstallationsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ACME = "ws:org:acme";

    private static RedisProcess redis;
    private static Server production;
    private static Server staging;

    @BeforeAll
    static void start() {
        redis = new RedisProcess();
        CompletableFuture<Server> second =
                CompletableFuture.supplyAsync(() -> start("staging", Map.of("HELIOGRAPH_OUTBOX_BYTES", "2048")));
        production = start("production", Map.of());
        staging = second.join();
    }

    private static Server start(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("HELIOGRAPH_REDIS_URL", redis.url().toString());
        return Server.start(name, settings);
    }

    @AfterAll
    static void stop() {
        production.close();
        staging.close();
        redis.close();
    }

    private static SocketClient resuming(Server server) {
        Fleet acme = Fleet.acme(server);
        SocketClient socket = acme.connect(acme.admin());
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":1000000}}");
        socket.next(frame -> frame.getString("type").equals("gap"));
        return socket;
    }

    private static JsonObject event(SocketClient socket) {
        return socket.next(frame -> frame.getString("type").equals("event"));
    }

    private static void assertAlive(SocketClient socket) {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next(frame -> frame.getString("type").equals("pong"))).isNotNull();
    }

    private static void awaitLines(Server server, String text, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(server.log().lines().filter(line -> line.contains(text)))
                        .hasSize(count));
    }

    private static void awaitSubscribers(String channel, int count) {
        // a node stays subscribed for a while
        await().atMost(SOON).until(() -> redis.listeners(channel) >= count);
    }

    @Test
    void eachHearsItsOwnEventsCompleteAndNoneOfTheOther() {
        try (SocketClient here = resuming(production);
                SocketClient there = resuming(staging)) {
            awaitSubscribers(ACME, 2);
            // staging is ahead in this channel: its sequence numbers must not stand for those of production
            for (int i = 0; i < 5; i++) {
                Fleet.acme(staging).register();
            }
            for (int i = 0; i < 3; i++) {
                String registered = Fleet.acme(production).register().id();
                assertThat(event(here).getJsonObject("payload").getString("id")).isEqualTo(registered);
            }
            String last = Fleet.acme(staging).register().id();
            JsonObject heard = event(there);
            for (int i = 0; i < 5; i++) {
                heard = event(there);
            }
            assertThat(heard.getJsonObject("payload").getString("id")).isEqualTo(last);
        }
        // what came through the log may be ahead of Redis
        awaitLines(production, "another installation", 1);
        awaitLines(staging, "another installation", 1);
    }

    @Test
    void aRevocationInOneClosesNoSocketOfTheOther() {
        String disabled = "{\"channel\":\"revocations\",\"event\":\"account\",\"payload\":{\"account_id\":\"%s\"}}";
        String alice = production
                .as("alice@acme.test")
                .get("/api/auth/me")
                .data()
                .getJsonObject("user")
                .getString("id");
        try (SocketClient here = resuming(production)) {
            redis.publish("ws:identity", disabled.formatted(alice));
            redis.publish(
                    "ws:identity",
                    disabled.formatted(alice).replace("{\"channel", "{\"origin\":\"n\",\"seq\":1,\"channel"));

            // both messages have been received when a later one has been
            awaitSubscribers(ACME, 1);
            Fleet.acme(production).register();
            event(here);
            assertAlive(here);
        }
    }

    @Test
    void anEventThatFitsIntoNoQueueIsDroppedAndEverySocketLives() {
        Fleet acme = Fleet.acme(staging);
        try (SocketClient plain = acme.listen("general");
                SocketClient other = acme.listen("general");
                SocketClient here = Fleet.acme(production).listen("general")) {
            awaitSubscribers(ACME, 2);
            redis.publish(
                    ACME,
                    "{\"channel\":\"general\",\"event\":\"huge\",\"payload\":{\"x\":\"" + "x".repeat(5_000_000)
                            + "\"}}");
            for (int i = 0; i < 3; i++) {
                other.send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"large\",\"payload\":{\"x\":\""
                        + "x".repeat(3_000) + "\"}}");
            }
            other.send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"small\",\"payload\":{}}");

            assertThat(event(plain).getString("event")).isEqualTo("small");
            assertAlive(plain);
            assertAlive(other);
            assertAlive(here);
        }
        // once for messages from Redis, once for frames
        awaitLines(staging, "heliograph.outbox.bytes", 2);
        awaitLines(production, "heliograph.outbox.bytes", 1);
    }
}
