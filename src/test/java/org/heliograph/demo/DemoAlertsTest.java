package org.heliograph.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.FakeServer;
import org.heliograph.demo.scenario.FakeServer.Answer;
import org.junit.jupiter.api.Test;

class DemoAlertsTest {
    private static final String RAISE = "POST /api/v1/alerts {";

    private static Answer answer(String call, String list) {
        if (call.contains("/api/auth/login")) {
            return new Answer(200, "{\"success\":true,\"data\":{\"token\":\"t\"}}");
        }
        return new Answer(200, call.startsWith("GET") ? list : "{\"id\":\"new\"}");
    }

    private static String alert(String id, String message) {
        return "{\"id\":\"%s\",\"message\":\"%s\"}".formatted(id, message);
    }

    @Test
    void resolvesAlertsLeftOpenByAnEarlierRun() throws Exception {
        String left = IntStream.range(0, 20)
                .mapToObj(i -> alert("old" + i, "Both uplinks lost"))
                .collect(Collectors.joining(",", "[", "," + alert("people", "The cat sits on the keyboard") + "]"));
        try (FakeServer server = new FakeServer(call -> answer(call, left))) {
            DemoApi api = new DemoApi(server.url());
            DemoAlerts alerts = new DemoAlerts(new SplittableRandom(1));

            alerts.begin(api, 0);
            assertThat(server.calls(RAISE)).isZero();
            for (long now = 0; now < 3_600_000; now += 1_000) {
                alerts.act(api, now);
            }

            for (int i = 0; i < 20; i++) {
                assertThat(server.calls("POST /api/v1/alerts/old" + i + "/resolve"))
                        .isEqualTo(1);
            }
            assertThat(server.calls("POST /api/v1/alerts/people")).isZero();
            assertThat(server.calls(RAISE)).isPositive();
        }
    }

    @Test
    void raisesAnAlertForEachSiteAtStart() throws Exception {
        try (FakeServer server = new FakeServer(call -> answer(call, "[]"))) {
            new DemoAlerts(new SplittableRandom(1)).begin(new DemoApi(server.url()), 0);

            for (String site : new String[] {"Kilimanjaro", "Serengeti", "Kampala"}) {
                assertThat(server.calls("POST /api/v1/alerts {\"site\":\"" + site))
                        .isEqualTo(1);
            }
        }
    }
}
