package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of alerts that a real Alertmanager reports. */
class AlertmanagerIT {
    private static final Duration PATIENCE = AlertmanagerProcess.PATIENCE;
    private static final Duration OFTEN = Duration.ofMillis(500);

    private Alerts alerts = Alerts.of("bob@acme.test");

    @TempDir
    private Path folder;

    private AlertmanagerProcess start(String name, Server server, Duration repeatEvery) throws IOException {
        return new AlertmanagerProcess(Files.createDirectory(folder.resolve(name)), server, repeatEvery);
    }

    private List<String> shown() {
        return alerts.list("").getValuesAs(JsonObject.class).stream()
                .map(alert -> alert.getString("message") + " " + alert.getString("severity") + " "
                        + alert.getString("status"))
                .toList();
    }

    private void awaitShown(String... expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(shown()).containsExactly(expected));
    }

    @Test
    void aFiringAlertIsOpenedOnceAndResolvedWhenItEnds() throws IOException {
        try (AlertmanagerProcess alertmanager = start("a", Server.shared(), null)) {
            alertmanager.fire("LinkDown", alerts.site(), null, null);
            awaitShown("LinkDown! critical open");

            // the group is sent again with both
            alertmanager.fire("FanSpeed", alerts.site(), null, null);
            awaitShown("FanSpeed! critical open", "LinkDown! critical open");

            alertmanager.fire("LinkDown", alerts.site(), null, Instant.now());
            awaitShown("FanSpeed! critical open", "LinkDown! critical resolved");
            assertThat(alerts.list("&status=resolved").getJsonObject(0).getString("resolved_by"))
                    .isEqualTo("alertmanager");
        }
    }

    @Test
    void whatAlertmanagerEndsByItsEndsAtAndPrometheusStillReportsOpensAgain() throws IOException {
        Instant start = Instant.now().minusSeconds(60);
        try (AlertmanagerProcess alertmanager = start("a", Server.shared(), OFTEN);
                SocketClient screen = alerts.screen()) {
            alertmanager.fire("LinkDown", alerts.site(), start, null);
            String first = alerts.next(screen).getString("id");
            // Prometheus does not come in time
            alertmanager.fire("LinkDown", alerts.site(), start, Instant.now().plusSeconds(2));
            JsonObject ended = alerts.next(screen);
            assertThat(ended.getString("event")).isEqualTo("alert.resolved");
            assertThat(ended.getString("id")).isEqualTo(first);

            alertmanager.fire("LinkDown", alerts.site(), start, Instant.now().plusSeconds(600));

            JsonObject again = alerts.next(screen);
            assertThat(again.getString("event")).isEqualTo("alert.created");
            assertThat(again.getString("id")).isNotEqualTo(first);
            assertThat(shown()).containsExactly("LinkDown! critical open", "LinkDown! critical resolved");
        }
    }

    @Test
    void aReplicaThatLagsLeavesNothingOpen() throws IOException {
        Instant start = Instant.now().minusSeconds(60);
        try (AlertmanagerProcess replica = start("a", Server.shared(), OFTEN);
                AlertmanagerProcess late = start("b", Server.shared(), OFTEN)) {
            replica.fire("LinkDown", alerts.site(), start, Instant.now().plusSeconds(600));
            awaitShown("LinkDown! critical open");
            replica.fire("LinkDown", alerts.site(), start, Instant.now());
            awaitShown("LinkDown! critical resolved");

            late.fire("LinkDown", alerts.site(), start, Instant.now().plusSeconds(600));
            awaitShown("LinkDown! critical open", "LinkDown! critical resolved");
            late.fire("LinkDown", alerts.site(), start, Instant.now());
            awaitShown("LinkDown! critical resolved", "LinkDown! critical resolved");
        }
    }

    @Test
    void aRepetitionByASecondReplicaIsNoSecondAlert() throws IOException {
        Instant start = Instant.now().minusSeconds(60);
        try (AlertmanagerProcess replica = start("a", Server.shared(), OFTEN);
                AlertmanagerProcess other = start("b", Server.shared(), OFTEN)) {
            replica.fire("LinkDown", alerts.site(), start, Instant.now().plusSeconds(600));
            other.fire("LinkDown", alerts.site(), start, Instant.now().plusSeconds(600));
            // a second alert of the other replica shows that its group was sent
            other.fire("FanSpeed", alerts.site(), start, Instant.now().plusSeconds(600));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shown())
                            .containsExactlyInAnyOrder("FanSpeed! critical open", "LinkDown! critical open"));
        }
    }

    @Test
    void whatAnOperatorResolvedIsSilentWhileItIsRepeatedAndFiresAnewAfterASilence() throws IOException {
        Server server = ShortIntervalServer.server();
        alerts = Alerts.on(server, "bob@acme.test");
        Duration silence = Duration.ofSeconds(ShortIntervalServer.ALERTS_SILENCE_SECONDS);
        try (AlertmanagerProcess alertmanager = start("a", server, OFTEN)) {
            alertmanager.fire("LinkDown", alerts.site(), null, Instant.now().plusSeconds(600));
            awaitShown("LinkDown! critical open");
            alerts.resolve(alerts.list("").getJsonObject(0).getString("id"));

            Duration repeated = silence.plusSeconds(2);
            await().during(repeated)
                    .atMost(repeated.plus(PATIENCE))
                    .until(() -> shown().equals(List.of("LinkDown! critical resolved")));

            String id = alertmanager.silence(alerts.site());
            await().during(silence.plusSeconds(1))
                    .atMost(silence.plus(PATIENCE))
                    .until(() -> shown().equals(List.of("LinkDown! critical resolved")));
            alertmanager.endSilence(id);

            awaitShown("LinkDown! critical open", "LinkDown! critical resolved");
        }
    }
}
