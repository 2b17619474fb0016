package org.heliograph.demo.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.FakeServer;
import org.heliograph.demo.scenario.FakeServer.Answer;
import org.junit.jupiter.api.Test;

class DemoServicesTest {
    private static final Answer UNKNOWN = new Answer(401, "{\"error\":\"Invalid token\"}");
    private static final Answer BUSY = new Answer(503, "{\"error\":\"Too many pulses\"}");
    private static final Answer TAKEN = new Answer(200, "{\"success\":true}");

    private static void live(FakeServer server) throws Exception {
        DemoApi api = new DemoApi(server.url());
        DemoServices services = new DemoServices(new SplittableRandom(1), true);
        for (long now = 0; now < 80_000; now += 1_000) {
            services.act(api, now);
        }
    }

    @Test
    void stopsPulsesOnlyForADeletedMonitor() throws Exception {
        try (FakeServer server = new FakeServer(call -> call.contains("demo-api-prod") ? UNKNOWN : TAKEN)) {
            live(server);

            assertThat(server.calls("GET /v1/push/demo-api-prod")).isEqualTo(1);
            assertThat(server.calls("GET /v1/push/demo-web-app")).isEqualTo(10);
        }
    }

    @Test
    void retriesAPulseThatABusyServerRefused() throws Exception {
        try (FakeServer server = new FakeServer(call -> call.contains("demo-api-prod") ? BUSY : TAKEN)) {
            live(server);

            assertThat(server.calls("GET /v1/push/demo-api-prod")).isEqualTo(10);
        }
    }
}
