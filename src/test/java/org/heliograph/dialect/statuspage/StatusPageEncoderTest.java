package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.hub.ResumePoint.Gap;
import org.heliograph.uptime.page.PageTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact frames of docs/status-pages.md. */
class StatusPageEncoderTest {
    private static final Instant NOW = Instant.parse("2025-01-15T10:30:00Z");
    private static final String TIME = "\"timestamp\":\"2025-01-15T10:30:00.000Z\"}";

    @Test
    void encodesTheGreeting() {
        JsonObjectBuilder greeting = Json.createObjectBuilder();

        StatusPageEncoder.addGreeting(greeting);

        assertThat(greeting.build())
                .hasToString("{\"action\":\"connected\",\"message\":\"WebSocket connection established\"}");
    }

    @Test
    void encodesAnswersWithTheSlug() {
        assertThat(StatusPageEncoder.subscribed("status", null, NOW))
                .isEqualTo("{\"action\":\"subscribed\",\"slug\":\"status\",\"message\":\"Subscription successful\","
                        + TIME);
        assertThat(StatusPageEncoder.subscribed("status", new LogPosition(45, "E1"), NOW))
                .isEqualTo("{\"action\":\"subscribed\",\"slug\":\"status\",\"message\":\"Subscription successful\","
                        + TIME.substring(0, TIME.length() - 1) + ",\"seq\":45,\"epoch\":\"E1\"}");
        assertThat(StatusPageEncoder.gap("status", new Gap(42, 44, new LogPosition(44, "E1")), NOW))
                .isEqualTo("{\"action\":\"gap\",\"slug\":\"status\",\"from\":42,\"to\":44,"
                        + TIME.substring(0, TIME.length() - 1) + ",\"epoch\":\"E1\"}");
        assertThat(StatusPageEncoder.unsubscribed("status", NOW))
                .isEqualTo("{\"action\":\"unsubscribed\",\"slug\":\"status\"," + TIME);
        assertThat(StatusPageEncoder.subscriptions(List.of("a", "b"), NOW))
                .isEqualTo("{\"action\":\"subscriptions\",\"type\":\"slug\",\"items\":[\"a\",\"b\"]," + TIME);
        assertThat(StatusPageEncoder.error("Say \"slug\"", NOW))
                .isEqualTo("{\"action\":\"error\",\"message\":\"Say \\\"slug\\\"\"," + TIME);
    }

    @Test
    void encodesPushedWithTheClientsPulseId() {
        assertThat(StatusPageEncoder.pushed(Json.createValue("p-1"), "api-prod", NOW))
                .isEqualTo("{\"action\":\"pushed\",\"pulseId\":\"p-1\",\"monitorId\":\"api-prod\"," + TIME);
        assertThat(StatusPageEncoder.pushed(Json.createValue(7), "api-prod", NOW))
                .isEqualTo("{\"action\":\"pushed\",\"pulseId\":7,\"monitorId\":\"api-prod\"," + TIME);
        assertThat(StatusPageEncoder.pushed(null, "api-prod", NOW))
                .isEqualTo("{\"action\":\"pushed\",\"monitorId\":\"api-prod\"," + TIME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    pulse                   | "monitorId":"api-prod","status":"up","latency":125,"timestamp":"2025-01-15T10:30:00.000Z","custom1":42,"custom2":19.8
                    monitor-down            | "monitorId":"api-prod","downtime":60000
                    monitor-still-down      | "monitorId":"api-prod","consecutiveDownCount":5,"downtime":300000
                    monitor-recovered       | "monitorId":"api-prod","previousConsecutiveDownCount":5,"downtime":300000
                    uptime-update           | "monitorId":"api-prod","uptime1h":100,"uptime24h":99.5,"uptime7d":null
                    incident-created        | "incident":{"id":"a1","updates":[{"id":"u1"}]}
                    incident-updated        | "incident":{"id":"a1","updates":[]}
                    incident-update-added   | "incident":{"id":"a1","updates":[]},"update":{"id":"u2"}
                    incident-update-deleted | "incidentId":"a1","updateId":"u2","incident":{"id":"a1","updates":[]}
                    incident-deleted        | "incidentId":"a1"
                    maintenance-created     | "maintenance":{"id":"m1","updates":[{"id":"u1"}]}
                    """)
    void encodesEventsWithThePayloadAsData(String event, String fields) {
        String data = "{\"slug\":\"status\"," + fields + "}";

        assertThat(StatusPageEncoder.event(new Publication(PageTopics.events("main"), 3, event, data, NOW)))
                .isEqualTo("{\"action\":\"" + event + "\",\"data\":" + data + "," + TIME);
    }
}
