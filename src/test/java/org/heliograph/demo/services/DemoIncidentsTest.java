package org.heliograph.demo.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.FakeServer;
import org.heliograph.demo.scenario.FakeServer.Answer;
import org.junit.jupiter.api.Test;

class DemoIncidentsTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String CREATE = "POST /v1/admin/incidents {";
    private static final Answer DELETED = new Answer(404, "{\"error\":\"There is no such incident\"}");
    private static final Answer UNKNOWN_MONITOR =
            new Answer(400, "{\"error\":\"Validation failed\",\"details\":[\"no such monitor\"]}");

    private static Answer usual(String call) {
        if (call.contains("/api/auth/login")) {
            return new Answer(200, "{\"success\":true,\"data\":{\"token\":\"t\"}}");
        }
        return new Answer(200, call.startsWith("GET") ? "[]" : "{\"success\":true,\"id\":\"i\"}");
    }

    private static void live(FakeServer server) throws Exception {
        DemoApi api = new DemoApi(server.url());
        DemoIncidents incidents = new DemoIncidents();
        incidents.begin(api, 0);
        for (long now = 0; now < HOUR; now += 1_000) {
            incidents.act(api, now);
        }
    }

    @Test
    void continuesWithTheNextIncidentAfterADeletion() throws Exception {
        try (FakeServer server = new FakeServer(call -> call.contains("/updates") ? DELETED : usual(call))) {
            live(server);

            assertThat(server.calls(CREATE)).isBetween(5L, 10L);
            assertThat(server.calls("POST /v1/admin/incidents/i/updates")).isBetween(5L, 10L);
        }
    }

    @Test
    void skipsIncidentsOfADeletedMonitor() throws Exception {
        try (FakeServer server = new FakeServer(
                call -> call.startsWith(CREATE) && call.contains("mail") ? UNKNOWN_MONITOR : usual(call))) {
            live(server);

            assertThat(server.calls(CREATE)).isBetween(5L, 10L);
        }
    }
}
