package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;

/** The trace of a request in its log records and in what it publishes. */
class TraceIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Server server = Server.shared();
    private final Api alice = server.as("alice@acme.test");

    private final String traceId = UUID.randomUUID().toString().replace("-", "");
    private final String trace = "00-" + traceId + "-00f067aa0ba902b7-01";

    @Test
    void aChangeOfAMachineCarriesItInFramesAndInTheLog() {
        Fleet fleet = Fleet.inNewOrganization();
        Agent agent = fleet.online();
        try (SocketClient socket = fleet.listen("machines")) {
            String change = "/api/db/machines?id=eq." + agent.id();
            Answer changed = fleet.admin().send("PATCH", change, "{\"admin_disabled\":true}", "traceparent", trace);
            assertThat(changed.status()).isEqualTo(200);
            JsonObject event = socket.next(frame -> frame.getString("type").equals("event")
                    && frame.getJsonObject("payload").toString().contains("\"admin_disabled\":true"));
            assertThat(event.getString("traceparent")).isEqualTo(trace);

            fleet.admin().send("PATCH", change, "{\"admin_disabled\":false}", "traceparent", trace.toUpperCase());
            JsonObject without = socket.next(frame -> frame.getString("type").equals("event")
                    && frame.getJsonObject("payload").toString().contains("\"admin_disabled\":false"));
            assertThat(without.containsKey("traceparent")).isFalse();
        }
        try (SocketClient resumed =
                SocketHandshake.fleet(fleet.admin(), fleet.organization()).open()) {
            resumed.next();
            resumed.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":0}}");
            JsonObject kept = resumed.next(frame -> frame.containsKey("traceparent"));
            assertThat(kept.getString("traceparent")).isEqualTo(trace);
        }
        await().atMost(SOON).until(() -> server.log().contains("[traceId=" + traceId + "]"));
    }

    @Test
    void aHeartbeatThatChangesItsMachineCarriesIt() {
        Fleet fleet = Fleet.inNewOrganization();
        Agent agent = fleet.online();
        Agent untraced = fleet.online();
        try (SocketClient socket = fleet.listen("machines")) {
            String offline = "{\"node_key\":\"" + agent.nodeKey() + "\",\"status\":\"offline\"}";
            server.api().send("POST", "/api/machine-heartbeat", offline, "traceparent", trace);
            assertThat(offline(socket, agent).getString("traceparent")).isEqualTo(trace);

            untraced.shutDown();
            assertThat(offline(socket, untraced).containsKey("traceparent")).isFalse();
        }
    }

    private static JsonObject offline(SocketClient socket, Agent agent) {
        return socket.next(frame -> frame.getString("type").equals("event")
                && frame.getJsonObject("payload").getString("id").equals(agent.id())
                && frame.getJsonObject("payload").getString("status", "").equals("offline"));
    }

    @Test
    void aPulseCarriesItToTheReadersOfItsPage() {
        PushMonitor monitor = PushMonitor.on(server, "'interval':60");
        try (SocketClient page = SocketHandshake.to(server, "/ws").open()) {
            page.next();
            page.send("{\"action\":\"subscribe\",\"slug\":\"" + monitor.id() + "\"}");
            page.next(frame -> frame.getString("action").equals("subscribed"));

            server.api().send("GET", "/v1/push/" + monitor.id(), null, "traceparent", trace);

            assertThat(page.next(frame -> frame.getString("action").equals("pulse"))
                            .getString("traceparent"))
                    .isEqualTo(trace);
        }
    }

    @Test
    void theWebhookTakesItAndTheFramesOfAlertsHaveTheirOwnFieldsOnly() {
        Alerts alerts = Alerts.on(server, "alice@acme.test");
        String alert = "{\"site\":\"" + alerts.site() + "\",\"severity\":\"info\",\"message\":\"m\"}";
        Api webhook = server.api().with(TestSettings.WEBHOOK_SECRET);
        try (SocketClient wall = SocketHandshake.to(server, "/ws/alerts").open()) {
            wall.ping();
            assertThat(webhook.send("POST", "/internal/alerts", alert, "traceparent", trace)
                            .status())
                    .isEqualTo(200);

            assertThat(alerts.next(wall).keySet()).containsExactly("id", "site", "severity", "message", "event");
        }
    }

    @Test
    void aPublicationOnAChannelCarriesItAndABadOneIsIgnored() {
        String key = UUID.randomUUID().toString();
        try (SocketClient socket =
                SocketHandshake.to(server, "/ws?token=" + alice.token()).open()) {
            socket.next();
            socket.send("{\"type\":\"subscribe\",\"channel\":\"apps:traced\"}");
            socket.next(frame -> frame.getString("type").equals("subscribed"));

            assertThat(publish(key, "00-0-0-0").status()).isEqualTo(200);
            assertThat(next(socket, key).containsKey("traceparent")).isFalse();
            assertThat(publish(key, trace).status()).isEqualTo(200);
            assertThat(next(socket, key).getString("traceparent")).isEqualTo(trace);
        }
    }

    private Answer publish(String key, String header) {
        String body = "{\"channel\":\"apps:traced\",\"data\":{\"key\":\"" + key + "\"}}";
        return alice.send("POST", "/api/publish", body, "traceparent", header);
    }

    private static JsonObject next(SocketClient socket, String key) {
        return socket.next(frame -> frame.toString().contains(key));
    }
}
