package org.heliograph.demo.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.FakeServer;
import org.heliograph.demo.scenario.FakeServer.Answer;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class DemoServicesTest {
    private static final Answer UNKNOWN = new Answer(401, "{\"error\":\"Invalid token\"}");
    private static final Answer SIGNED_IN = new Answer(200, "{\"success\":true,\"data\":{\"token\":\"of-alice\"}}");
    private static final Answer BUSY = new Answer(503, "{\"error\":\"Too many pulses\"}");
    private static final Answer TAKEN = new Answer(200, "{\"success\":true}");

    private static void live(FakeServer server) throws Exception {
        DemoApi api = new DemoApi(server.url());
        DemoServices services = new DemoServices(new SplittableRandom(1), true, Clock.systemUTC());
        for (long now = 0; now < 80_000; now += 1_000) {
            services.act(api, now);
        }
    }

    @Test
    void pulsesInTimeWhileASlowServerTakesTheHistory() throws Exception {
        MovableClock clock = new MovableClock(Instant.parse("2026-03-17T10:30:00Z"));
        List<Instant> pulses = Collections.synchronizedList(new ArrayList<>());
        try (FakeServer server = new FakeServer(call -> {
            if (call.startsWith("GET /v1/push/")) {
                clock.move(Duration.ofMillis(100));
            }
            if (call.startsWith("GET /v1/push/demo-web-app") && !call.contains("startTime")) {
                pulses.add(clock.instant());
            }
            return call.contains("/api/auth/login") ? SIGNED_IN : TAKEN;
        })) {
            new DemoServices(new SplittableRandom(1), true, clock).begin(new DemoApi(server.url()), clock.millis());
        }

        assertThat(pulses).hasSizeGreaterThan(4);
        for (int i = 1; i < pulses.size(); i++) {
            assertThat(Duration.between(pulses.get(i - 1), pulses.get(i)))
                    .isLessThan(Duration.ofSeconds(SimulatedService.INTERVAL_SECONDS));
        }
        assertThat(Duration.between(pulses.get(pulses.size() - 1), clock.instant()))
                .isLessThan(Duration.ofSeconds(SimulatedService.INTERVAL_SECONDS));
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
