package org.heliograph.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.heliograph.testing.Api;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo with its default settings, except for its machines. */
class DemoIT {
    private static final String TICKING = "{\"type\":\"subscribe\",\"channels\":[\"apps:status\",\"apps:updated\","
            + "\"apps:created\",\"apps:deployed\",\"deployments:started\",\"deployments:completed\","
            + "\"storage:uploaded\"]}";

    /** An empty value means unset. */
    private static final String BY_DEFAULT = "";

    /** Each scenario begins once the server is ready. */
    private static final Duration BEGUN = Duration.ofSeconds(60);

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(
                "demo", Map.of("HELIOGRAPH_DEMO_ACTIVITY", "true", "HELIOGRAPH_ORIGINS_REALTIME", BY_DEFAULT));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Stream<JsonObject> monitors(JsonArray items) {
        return items.getValuesAs(JsonObject.class).stream()
                .flatMap(item -> item.getString("type").equals("monitor")
                        ? Stream.of(item)
                        : monitors(item.getJsonArray("children")));
    }

    @Test
    void showsAStatusPageWithRecentHistory() {
        Api anybody = server.api();

        await().atMost(BEGUN)
                .untilAsserted(() -> assertThat(
                                monitors(anybody.get("/v1/status/status").json().getJsonArray("items")))
                        .hasSize(8)
                        .allMatch(monitor -> monitor.getString("status").equals("up")));
        assertThat(anybody.get("/v1/status/status/monitors/cache/history")
                        .json()
                        .getJsonArray("data"))
                .hasSizeGreaterThan(7);
    }

    @Test
    void showsAnOpenIncidentAndAPlannedMaintenance() {
        Api alice = server.as("alice@acme.test");

        await().atMost(BEGUN).untilAsserted(() -> {
            JsonArray incidents = server.api()
                    .get("/v1/status/status/incidents?month=" + YearMonth.now(ZoneOffset.UTC))
                    .json()
                    .getJsonArray("incidents");
            assertThat(incidents).isNotEmpty();
            assertThat(incidents.getJsonObject(0).getString("title")).isEqualTo("Some payments fail");
            assertThat(incidents.getJsonObject(0).getJsonArray("updates")).isNotEmpty();
            assertThat(StatusAdmin.rows(alice.get("/v1/admin/maintenances"))).hasSize(1);
        });
    }

    @Test
    void raisesAlertsAtThreeSites() {
        Api bob = server.as("bob@acme.test");

        await().atMost(BEGUN)
                .untilAsserted(() -> assertThat(StatusAdmin.rows(bob.get("/api/v1/alerts")))
                        .extracting(alert -> alert.getString("site"))
                        .contains("Kilimanjaro", "Serengeti", "Kampala"));
    }

    @Test
    void publishesOnChannels() {
        try (SocketClient socket = new Channels(server.as("alice@acme.test")).open()) {
            socket.send(TICKING);

            JsonObject event = socket.next(frame -> frame.getString("type").equals("event"));

            assertThat(event.getJsonObject("data").getString("id")).startsWith("app-");
        }
    }

    @Test
    void announcesSomethingAsAnAdministratorDoes() {
        Api alice = server.as("alice@acme.test");

        await().atMost(BEGUN)
                .untilAsserted(() -> assertThat(alice.get("/api/admin/announcements")
                                .data()
                                .getJsonArray("items")
                                .getValuesAs(JsonObject.class))
                        .extracting(row -> row.getString("text"))
                        .anyMatch(text -> text.startsWith("Demo: ")));
    }

    @Test
    void runsWithoutFailures() {
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        assertThat(server.log()).doesNotContain("a part of the demo");
    }
}
