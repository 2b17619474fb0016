package org.heliograph.alert.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** What walls read: every open alert, its counts, and the position from which the socket goes on. */
class OpenAlertsIT {
    private static final Duration SHARED = Duration.ofSeconds(30);

    private final Server server = Server.shared();
    private final Alerts alerts = Alerts.of("bob@acme.test");

    private Answer read() {
        return server.api().get("/api/v1/alerts/open?site=" + Api.escape(alerts.site()));
    }

    private JsonObject awaitTotal(int total) {
        await().atMost(SHARED).until(() -> read().json().getInt("total") == total);
        return read().json();
    }

    /** The position of all alerts when each has its number. */
    private long position() {
        return LogPositions.settled(() -> alerts.api().get("/api/v1/alerts?limit=1"));
    }

    /** The next event that is no heartbeat. */
    private static EventStream.Event alert(EventStream stream) {
        EventStream.Event event = stream.next();
        while (event.json().getString("event").equals("heartbeat")) {
            event = stream.next();
        }
        return event;
    }

    @Test
    void anAnonymousReaderOfTheDemoGetsEveryOpenAlertWorstFirst() {
        alerts.raise("critical", "first");
        alerts.resolve(alerts.raise("critical", "over").getString("id"));
        alerts.acknowledge(alerts.raise("warning", "seen to").getString("id"));
        alerts.elsewhere().raise();
        alerts.raise("info", "last");

        JsonObject open = awaitTotal(3);

        assertThat(open.getJsonArray("alerts").getValuesAs(JsonObject.class))
                .extracting(alert -> alert.getString("message"))
                .containsExactly("first", "seen to", "last");
        assertThat(open.getJsonObject("counts").toString()).isEqualTo("{\"critical\":1,\"warning\":1,\"info\":1}");
        assertThat(open.getBoolean("complete")).isTrue();
        assertThat(open.getJsonArray("alerts").getJsonObject(1).keySet())
                .containsExactly("id", "site", "severity", "message", "status", "created_at", "acknowledged_at");
    }

    @Test
    void aSocketThatResumesAtThePositionMissesNothing() {
        alerts.raise();
        long position = position();
        await().atMost(SHARED).until(() -> read().json().getJsonNumber("seq").longValue() >= position);
        JsonObject open = awaitTotal(1);
        String next = alerts.raise();

        try (SocketClient screen = alerts.screen()) {
            screen.send("{\"subscribe\":[\"%s\"],\"since\":%d}"
                    .formatted(alerts.site(), open.getJsonNumber("seq").longValue()));

            assertThat(alerts.next(screen).getString("id")).isEqualTo(next);
        }
    }

    @Test
    void anUnchangedListIsA304() {
        alerts.raise();
        awaitTotal(1);
        Answer first = read();
        String path = "/api/v1/alerts/open?site=" + Api.escape(alerts.site());

        // other tests move the position of all alerts
        await().atMost(SHARED).until(() -> {
            Answer again = server.api().send("GET", path, null, "If-None-Match", read().header("ETag"));
            return again.status() == 304 && again.text().isEmpty() && again.header("X-Heliograph-Seq") != null;
        });
        alerts.raise();
        awaitTotal(2);
        assertThat(server.api()
                        .send("GET", path, null, "If-None-Match", first.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLongListComesCompressedToReadersWhoTakeThatAndSitesWithoutAlertsMakeNoDifference() {
        for (int i = 0; i < 10; i++) {
            alerts.raise("warning", "a text that makes the list long enough to be worth compressing, number " + i);
        }
        awaitTotal(10);
        String path = "/api/v1/alerts/open?site=" + Api.escape(alerts.site());

        Answer compressed = server.api().send("GET", path, null, "Accept-Encoding", "gzip");

        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("Vary")).contains("Accept-Encoding");
        assertThat(compressed.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(server.api().get(path + "&site=none-here").json().getInt("total"))
                .isEqualTo(10);
        assertThat(server.api().get("/api/v1/alerts/open?site=none-here").json().getInt("total"))
                .isZero();
    }

    @Test
    void moreThanFitOneListAreCountedAllTheSame() {
        String text = "x".repeat(1_990);
        for (int batch = 0; batch < 2; batch++) {
            int from = batch * 1_200;
            String reports = IntStream.range(from, from + 1_200)
                    .mapToObj(i ->
                            "{\"status\":\"firing\",\"fingerprint\":\"%s%d\",\"labels\":{\"site\":\"%s\",\"severity\":\"%s\",\"alertname\":\"%s\"}}"
                                    .formatted(alerts.site(), i, alerts.site(), i == 0 ? "critical" : "info", text))
                    .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));
            assertThat(alerts.report(reports).status()).isEqualTo(200);
        }
        JsonObject open = awaitTotal(2_400);

        assertThat(open.getJsonObject("counts").toString()).isEqualTo("{\"critical\":1,\"warning\":0,\"info\":2399}");
        assertThat(open.getBoolean("complete")).isFalse();
        assertThat(open.getJsonArray("alerts").size()).isBetween(1_500, 2_399);
        assertThat(open.getJsonArray("alerts").getJsonObject(0).getString("severity"))
                .isEqualTo("critical");
        String over = IntStream.range(0, 2_400)
                .mapToObj(i ->
                        "{\"status\":\"resolved\",\"fingerprint\":\"%s%d\",\"labels\":{}}".formatted(alerts.site(), i))
                .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));
        assertThat(alerts.report(over).status()).isEqualTo(200);
        awaitTotal(0);
    }

    @Test
    void unknownParametersAndBadTokensAreRefused() {
        assertThat(server.api().get("/api/v1/alerts/open?sites=x").status()).isEqualTo(400);
        assertThat(server.api().get("/api/v1/alerts/open?token=no.such.token").status())
                .isEqualTo(401);
        assertThat(server.api().get("/api/v1/alerts/open?screen=hgs-nonsense").status())
                .isEqualTo(401);
    }

    @Test
    void theEventStreamDeliversHeartbeatMissedAlertsAndNewOnes() {
        String missed = alerts.raise();
        position();
        JsonObject open = awaitTotal(1);
        String path = "/api/v1/alerts/events?site=" + Api.escape(alerts.site());
        long before = open.getJsonNumber("seq").longValue();
        try (EventStream all = EventStream.open(server.api(), path);
                EventStream resumed = EventStream.open(server.api(), path + "&since=" + (before - 1))) {
            assertThat(all.next().json().getString("event")).isEqualTo("heartbeat");
            assertThat(resumed.next().json().getString("event")).isEqualTo("heartbeat");
            String id = alerts.raise();

            EventStream.Event event = alert(all);
            assertThat(event.json().getString("id")).isEqualTo(id);
            assertThat(event.json().getJsonNumber("seq").toString()).isEqualTo(event.id());
            List<String> received = List.of(alert(resumed).json().getString("id"), missed);
            assertThat(received).containsAnyOf(missed, id);
        }
        assertThat(server.api().get(path + "&since=-1").status()).isEqualTo(400);
        assertThat(server.api().send("HEAD", path, null).status()).isEqualTo(405);
    }

    @Test
    void aScreenFindsOutByAPingThatItsConnectionWorks() {
        try (SocketClient screen = alerts.siteScreen()) {
            screen.send("{\"event\":\"ping\"}");

            assertThat(screen.next(frame -> frame.getString("event").equals("pong"))
                            .getInt("ts"))
                    .isPositive();
        }
    }
}
