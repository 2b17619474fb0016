package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one node says of the other, and does to it. A node that is slow to answer is missing, so lists are asked for until it is not. */
@WithPair
class ConsoleOnTwoNodesIT {
    private static final String ALICE = "alice@acme.test";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Pair pair;
    private final Api admin;

    ConsoleOnTwoNodesIT(Pair pair) {
        this.pair = pair;
        admin = pair.a().as(ALICE);
    }

    @AfterEach
    void restore() {
        pair.redisProxy(pair.a()).restore();
        pair.redisProxy(pair.b()).restore();
        for (Server node : List.of(pair.a(), pair.b())) {
            await().atMost(SOON).until(() -> Pair.healthy(node));
        }
    }

    /** The rows of a list in which no node is missing. */
    private List<JsonObject> list(String path) {
        return await().atMost(SOON)
                .until(
                        () -> admin.get("/api/admin/" + path).data(),
                        data -> data.getJsonArray("missing").isEmpty())
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    /** The name of the other node. */
    private String other() {
        return await().atMost(SOON)
                .until(
                        () -> list("nodes").stream()
                                .filter(node -> !node.getBoolean("self")
                                        && !node.getString("state").equals("silent"))
                                .map(node -> node.getString("name"))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static Map<String, Long> byNode(List<JsonObject> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.getString("node"), Collectors.counting()));
    }

    @Test
    void oneNodeListsBothAndDrainsTheOther() {
        String path = "/api/admin/nodes/" + other();
        try {
            Answer begun = admin.post(path + "/drain", "{\"over_seconds\":600}");
            assertThat(begun.status()).isEqualTo(202);

            await().atMost(SOON)
                    .until(() -> pair.b()
                            .api()
                            .get("/health")
                            .json()
                            .getString("status")
                            .equals("draining"));
            assertThat(pair.a().api().get("/health").status()).isEqualTo(200);
        } finally {
            await().atMost(SOON).until(() -> {
                admin.post(path + "/undrain", null);
                return pair.b().api().get("/health").status() == 200;
            });
        }
    }

    @Test
    void socketsOfBothNodesAreListedAndDisconnectedFromEither() {
        try (SocketClient onA = new Channels(pair.a().as(ALICE)).open();
                SocketClient onB = new Channels(pair.b().as(ALICE)).call().open()) {
            String id = onB.next().getString("connectionId");
            assertThat(byNode(list("sockets?user=" + ALICE)).keySet()).hasSize(2);
            assertThat(list("sockets?node=" + other()))
                    .extracting(row -> row.getString("id"))
                    .contains(id);

            assertThat(admin.post("/api/admin/sockets/" + id + "/disconnect", "{\"reason\":\"from the other node\"}")
                            .status())
                    .isEqualTo(202);

            assertThat(onB.end()).isEqualTo(new SocketClient.End(1001, "from the other node"));
            onA.send("{\"type\":\"ping\"}");
            assertThat(onA.next().getString("type")).isEqualTo("pong");
        }
    }

    @Test
    void jobsRatesAndSettingsOfBothNodesAreShown() {
        assertThat(byNode(list("jobs")).keySet()).hasSize(2);
        assertThat(byNode(list("rates"))).hasSize(2);
        String other = other();
        assertThat(list("settings?node=" + other))
                .allMatch(row -> row.getString("node").equals(other));
    }

    private static JsonObject event(SocketClient socket) {
        return socket.next(frame -> frame.getString("type").equals("event"));
    }

    @Test
    void aTestEventAndAnAnnouncementReachBothNodesOnce() {
        try (SocketClient onA = new Channels(pair.a().as(ALICE)).listen("system:test", "announcements");
                SocketClient onB = new Channels(pair.b().as(ALICE)).listen("system:test", "announcements")) {
            await().atMost(SOON).until(() -> pair.redis().listeners("announcements") >= 2);
            admin.post("/api/admin/test-event", null).data();
            String id = admin.post("/api/admin/announcements", "{\"text\":\"to both\"}")
                    .data()
                    .getString("id");
            for (SocketClient socket : List.of(onA, onB)) {
                // channels have no order between them
                Map<String, JsonObject> events = Stream.generate(() -> event(socket))
                        .limit(2)
                        .collect(Collectors.toMap(event -> event.getString("channel"), event -> event));
                assertThat(events).containsOnlyKeys("system:test", "announcements");
                assertThat(events.get("announcements").getJsonObject("data").getString("id"))
                        .isEqualTo(id);
            }
            admin.delete("/api/admin/announcements/" + id).data();
        }
    }

    @Test
    void nodesAnswerOneAnotherWithoutRedis() {
        pair.redisProxy(pair.a()).stopForwarding();
        pair.redisProxy(pair.b()).stopForwarding();
        await().atMost(SOON).until(() -> !Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));

        assertThat(byNode(list("jobs")).keySet()).hasSize(2);
        assertThat(list("nodes")).anySatisfy(node -> {
            assertThat(node.getBoolean("self")).isTrue();
            assertThat(node.getString("broker")).isEqualTo("away");
        });
    }
}
