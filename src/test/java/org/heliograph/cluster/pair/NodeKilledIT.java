package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Deployment;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithPair
class NodeKilledIT {
    /** Idle threads of the HTTP client of the JDK, which the demo uses, live for a minute. */
    private static final Duration GONE = Duration.ofSeconds(90);

    private static final int GOING_AWAY = 1001;

    private final Pair pair;
    private boolean killed;

    NodeKilledIT(Pair pair) {
        this.pair = pair;
    }

    @AfterEach
    void startAgain() {
        if (killed) {
            pair.b().start();
            killed = false;
        }
    }

    private void kill() {
        pair.b().kill();
        killed = true;
    }

    @Test
    void subscribersOfTheOtherNodeLoseNothing() {
        AcmeLog.awaitNumbered(pair);
        try (FleetSubscriber onA = FleetSubscriber.on(pair.acmeOnA(), "machines")) {
            AcmeLog log = AcmeLog.start(pair);
            AtomicInteger acknowledged = new AtomicInteger();
            Fleet acme = pair.acmeOnB();
            String machine = acme.register().id();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 1; ; i++) {
                    acme.patch(machine, "{\"version\":\"v" + i + "\"}");
                    acknowledged.set(i);
                }
            });

            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.get() >= 40);
            kill();
            assertThat(writer.handle((done, failed) -> failed).join()).isNotNull();
            pair.acmeOnA().patch(machine, "{\"version\":\"last\"}");

            List<JsonObject> committed = log.payloads();
            assertThat(committed).hasSizeGreaterThanOrEqualTo(acknowledged.get() + 2);
            assertThat(onA.payloads(committed.size())).isEqualTo(committed);
        }
    }

    @Test
    void theOtherNodeReportsItAndItsReturn() {
        String b = "pair-b";
        Channels alice = new Channels(pair.a().as("alice@acme.test"));
        // there is no order between channels
        try (SocketClient health = alice.listen("system:health");
                SocketClient alerts = alice.listen("system:alerts")) {
            try (SocketClient metrics = alice.listen("system:metrics")) {
                // figures of b reach the listeners of a, without a way for them through Redis
                next(metrics, b, "ok");
            }
            kill();

            assertThat(next(health, b, "silent").getBoolean("ready")).isFalse();
            JsonObject alert = next(alerts, b, "firing");
            assertThat(alert.getString("kind")).isEqualTo("node");
            assertThat(alert.getString("severity")).isEqualTo("critical");

            startAgain();
            next(alerts, b, "resolved");
            assertThat(next(health, b, "ok").getString("previous")).isEqualTo("starting");
        }
    }

    @Test
    void anUndeployedApplicationLeavesNoThreadNoConnectionAndNoClassLoader() {
        Deployment application = pair.b().deployment();
        Fleet acme = pair.acmeOnB();
        try {
            try (FleetSubscriber fleet = FleetSubscriber.on(acme, "machines");
                    SocketClient channels =
                            new Channels(acme.admin()).listen("system:metrics", "system:health", "apps:created");
                    SocketClient wall =
                            SocketHandshake.to(pair.b(), "/ws/alerts").open()) {
                acme.online();
                assertThat(new Channels(acme.admin())
                                .publish("apps:created", "1")
                                .status())
                        .isEqualTo(200);
                for (String path : List.of("/metrics", "/health/ready", "/v1/status/status", "/api/v1/alerts/open")) {
                    assertThat(pair.b().api().get(path).status()).isEqualTo(200);
                }
                assertThat(application.threads()).isNotEmpty();
                assertThat(pair.redisProxy(pair.b()).isIdle()).isFalse();

                application.remove();

                assertThat(channels.end().code()).as("of the close frame").isEqualTo(GOING_AWAY);
                assertThat(wall.end().code()).as("of the close frame").isEqualTo(GOING_AWAY);
            }
            await().atMost(GONE)
                    .untilAsserted(() -> assertThat(application.threads()).isEmpty());
            await().atMost(GONE).until(() -> pair.redisProxy(pair.b()).isIdle());
            await().atMost(GONE).until(() -> busyConnections("pair-b") == 0);
        } finally {
            application.add();
        }
        assertThat(pair.acmeOnB().online().id()).isNotEmpty();
        if (application.isOnPayara()) {
            // whose transaction manager keeps those of the first deployment: docs/operations.md
            return;
        }
        // a heap dump each time
        await().atMost(GONE)
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(application.keepersOfEarlierClassLoaders()).isEmpty());
    }

    /** Connections that do more than to rest in the server's pool. */
    private int busyConnections(String application) throws SQLException {
        try (Connection database = pair.database();
                PreparedStatement select = database.prepareStatement("select count(*) from pg_stat_activity"
                        + " where application_name = ? and (state <> 'idle' or query ilike 'listen%')")) {
            select.setString(1, application);
            try (ResultSet count = select.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    /** The data of the next event of a node that has this status. */
    private static JsonObject next(SocketClient socket, String node, String status) {
        return socket.next(frame -> frame.get("data") instanceof JsonObject data
                        && node.equals(data.getString("node", ""))
                        && status.equals(data.getString("status", "")))
                .getJsonObject("data");
    }
}
