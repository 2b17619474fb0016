package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

class AlertsResumeIT {
    private final Alerts alerts = Alerts.of("alice@acme.test");

    private long sequence() {
        return LogPositions.settled(() -> alerts.api().get("/api/v1/alerts?limit=1"));
    }

    private String epoch() {
        return alerts.api().get("/api/v1/alerts?limit=1").header("X-Heliograph-Epoch");
    }

    private SocketClient resume(String sites, long since) {
        return resume(sites, "" + since);
    }

    private SocketClient resume(String sites, String since) {
        SocketClient screen = SocketHandshake.to(Server.shared(), "/ws/alerts").open();
        screen.send("{\"subscribe\":[" + sites + "],\"since\":" + since + "}");
        return screen;
    }

    private static String next(SocketClient screen, Predicate<String> matches) {
        String frame = screen.nextText();
        while (!matches.test(frame)) {
            frame = screen.nextText();
        }
        return frame;
    }

    @Test
    void resumingDeliversTheMissedAlertsOfTheChosenSitesFirst() {
        long since = sequence();
        Alerts other = alerts.elsewhere();
        String missed = alerts.raise();
        other.raise();
        String second = alerts.raise();

        try (SocketClient screen = resume("\"" + alerts.site() + "\"", since)) {
            assertThat(next(screen, frame -> frame.contains("seq")))
                    .startsWith("{\"id\":\"" + missed + "\",\"site\":\"" + alerts.site() + "\"")
                    .endsWith(",\"event\":\"alert.created\",\"seq\":" + (since + 1) + "}");
            assertThat(next(screen, frame -> frame.contains("seq")))
                    .contains(second)
                    .endsWith(",\"seq\":" + (since + 3) + "}");

            other.raise();
            alerts.resolve(missed);
            assertThat(next(screen, frame -> frame.contains("seq")))
                    .contains(missed)
                    .endsWith(",\"event\":\"alert.resolved\",\"seq\":" + (since + 5) + "}");
        }
    }

    @Test
    void resumingAboveThePresentSequenceIsAGap() {
        long now = sequence();

        try (SocketClient screen = resume("", now + 2)) {
            assertThat(next(screen, frame -> frame.contains("gap")))
                    .isEqualTo("{\"event\":\"gap\",\"from\":" + (now + 1) + ",\"to\":" + (now + 2) + ",\"epoch\":\""
                            + epoch() + "\"}");
        }
    }

    @Test
    void anotherEpochIsAGapFromTheBeginningAndThenWhatThereIs() {
        alerts.raise();
        long now = sequence();

        try (SocketClient screen = resume("", "{\"seq\":" + now + ",\"epoch\":\"another\"}")) {
            assertThat(next(screen, frame -> frame.contains("gap")))
                    .isEqualTo("{\"event\":\"gap\",\"from\":1,\"to\":" + now + ",\"epoch\":\"" + epoch() + "\"}");
            assertThat(next(screen, frame -> frame.contains("seq"))).endsWith(",\"seq\":1}");
        }
    }

    @Test
    void resubscribeWithoutSinceOmitsSeq() {
        long since = sequence();
        try (SocketClient screen = resume("\"" + alerts.site() + "\"", since)) {
            alerts.raise();
            next(screen, frame -> frame.contains("seq"));

            screen.send("{\"subscribe\":[\"" + alerts.site() + "\"]}");
            screen.ping();
            String last = alerts.raise();

            assertThat(next(screen, frame -> frame.contains(last))).doesNotContain("seq");
        }
    }

    @Test
    void changesOfAnOpenAlertComeToThoseWhoAskForThemAndToNoStockScreen() {
        long since = sequence();
        String report = "{\"event_id\":\"%s\",\"site\":\"%s\",\"severity\":\"%s\",\"message\":\"%s\"}";
        String event = alerts.site();
        alerts.report(report.formatted(event, alerts.site(), "warning", "first"));
        String id = alerts.list("").getJsonObject(0).getString("id");

        try (SocketClient asking =
                        SocketHandshake.to(Server.shared(), "/ws/alerts").open();
                SocketClient stock = resume("\"" + alerts.site() + "\"", since)) {
            asking.send("{\"subscribe\":[\"" + alerts.site() + "\"],\"updates\":true,\"since\":" + since + "}");
            assertThat(alerts.next(asking).getString("event")).isEqualTo("alert.created");
            assertThat(alerts.next(stock).getString("event")).isEqualTo("alert.created");

            alerts.report(report.formatted(event, alerts.site(), "critical", "worse"));
            alerts.report(report.formatted(event, alerts.site(), "critical", "worse"));
            alerts.acknowledge(id);
            alerts.acknowledge(id);
            alerts.resolve(id);

            assertThat(next(asking, frame -> frame.contains(id)))
                    .startsWith(
                            "{\"id\":\"" + id + "\",\"site\":\"" + alerts.site()
                                    + "\",\"severity\":\"critical\",\"message\":\"worse\",\"event\":\"alert.updated\",\"seq\":");
            assertThat(alerts.next(asking).getString("event")).isEqualTo("alert.acknowledged");
            assertThat(alerts.next(asking).getString("event")).isEqualTo("alert.resolved");
            assertThat(alerts.next(stock).getString("event")).isEqualTo("alert.resolved");
        }
    }
}
