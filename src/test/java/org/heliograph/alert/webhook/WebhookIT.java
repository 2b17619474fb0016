package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhook: its secret, its forms, and one alert for each event. */
class WebhookIT {
    private final Alerts alerts = Alerts.of("bob@acme.test");

    @AfterAll
    static void theServerHasLoggedNoError() {
        ServerProbe.check(Server.shared());
    }

    private String zabbix(String event, int value, String message) {
        return "{\"event_id\":\"%s\",\"event_value\":\"%d\",\"severity\":\"High\",\"site\":\"%s\",\"message\":\"%s\"}"
                .formatted(event, value, alerts.site(), message);
    }

    /** A batch of one site's alerts, known by this site's name and their number. */
    private String batch(String status, String startsAt, IntStream numbers) {
        return numbers.mapToObj(i ->
                        "{\"status\":\"%s\",\"labels\":{\"site\":\"%s\"},\"annotations\":{\"summary\":\"%s\"},\"startsAt\":\"%s\",\"fingerprint\":\"%s\"}"
                                .formatted(status, alerts.site(), "n" + i, startsAt, alerts.site() + i))
                .collect(Collectors.joining(",", "{\"version\":\"4\",\"alerts\":[", "]}"));
    }

    private List<String> statuses() {
        return alerts.list("").getValuesAs(JsonObject.class).stream()
                .map(alert -> alert.getString("status"))
                .toList();
    }

    private void accepted(String json, int received) {
        String refused = json.contains("\"alerts\":") ? ",\"refused\":[]" : "";
        assertThat(alerts.report(json).text()).isEqualTo("{\"success\":true,\"received\":" + received + refused + "}");
    }

    @Test
    void aCallWithoutTheSecretIsRefused() {
        String form = alerts.form("info", "x").toString();

        for (String authorization : new String[] {
            null,
            "Bearer",
            "Bearer wrong",
            "Basic " + TestSettings.WEBHOOK_SECRET,
            "Bearer " + alerts.api().token()
        }) {
            Answer answer = alerts.report(form, authorization);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).startsWith("{\"error\":").doesNotContain(TestSettings.WEBHOOK_SECRET);
        }
        assertThat(alerts.api()
                        .post("/internal/alerts?token=" + TestSettings.WEBHOOK_SECRET, form)
                        .status())
                .isEqualTo(401);
        assertThat(alerts.list("")).isEmpty();
        assertThat(Server.shared().log()).doesNotContain(TestSettings.WEBHOOK_SECRET);
    }

    @Test
    void aZabbixProblemIsPublishedOnceUpdatedSilentlyAndResolvedOnce() {
        String event = alerts.site();
        try (SocketClient screen = alerts.siteScreen()) {
            accepted(zabbix(event, 1, "Down"), 1);
            accepted(zabbix(event, 1, "Down for good"), 1);
            accepted(zabbix(event, 0, "Down for good"), 1);
            accepted(zabbix(event, 0, "Down for good"), 1);
            String marker = alerts.raise();

            JsonObject created = alerts.next(screen);
            assertThat(created.getString("event")).isEqualTo("alert.created");
            assertThat(created.getString("message")).isEqualTo("Down");
            JsonObject resolved = alerts.next(screen);
            assertThat(resolved.getString("event")).isEqualTo("alert.resolved");
            assertThat(resolved.getString("id")).isEqualTo(created.getString("id"));
            assertThat(resolved.getString("message")).isEqualTo("Down for good");
            assertThat(alerts.next(screen).getString("id")).isEqualTo(marker);
        }
        assertThat(alerts.list("&status=resolved").getJsonObject(0).getString("resolved_by"))
                .isEqualTo("zabbix");
    }

    @Test
    void anAlertOpenedAndResolvedByOneBatchIsPublishedTwice() {
        String begun = batch("firing", "2026-03-17T10:00:00Z", IntStream.of(1));
        String ended = batch("resolved", "2026-03-17T10:00:00Z", IntStream.of(1));
        try (SocketClient screen = alerts.siteScreen()) {
            accepted(begun.replace("]}", "," + ended.substring(ended.indexOf('[') + 1)), 2);

            JsonObject created = alerts.next(screen);
            assertThat(created.getString("event")).isEqualTo("alert.created");
            JsonObject resolved = alerts.next(screen);
            assertThat(resolved.getString("event")).isEqualTo("alert.resolved");
            assertThat(resolved.getString("id")).isEqualTo(created.getString("id"));
        }
    }

    @Test
    void theEndOfAnUnknownEventIsAcceptedAndPublishesNothing() {
        accepted(zabbix(alerts.site(), 0, "never seen"), 1);

        assertThat(alerts.list("")).isEmpty();
    }

    private String plain(String status) {
        return "{\"event_id\":\"%1$s\",\"site\":\"%1$s\",\"severity\":\"info\",\"message\":\"m\",\"status\":\"%2$s\"}"
                .formatted(alerts.site(), status);
    }

    @Test
    void aScriptMayReopenAnEventThatItResolved() {
        accepted(plain("firing"), 1);
        accepted("{\"event_id\":\"" + alerts.site() + "\",\"status\":\"resolved\"}", 1);
        assertThat(statuses()).containsExactly("resolved");

        accepted(plain("firing"), 1);
        accepted(plain("firing"), 1);
        assertThat(statuses()).containsExactly("open", "resolved");
        alerts.resolve(alerts.list("&status=open").getJsonObject(0).getString("id"));
        accepted(plain("firing"), 1);
        assertThat(statuses()).containsExactly("resolved", "resolved");
    }

    @Test
    void anAlertResolvedByAnOperatorStaysSoWhileItsSourceRepeats() {
        accepted(batch("firing", "2026-03-17T10:00:00Z", IntStream.of(1, 2)), 2);
        JsonArray open = alerts.list("");
        alerts.acknowledge(open.getJsonObject(0).getString("id"));
        alerts.resolve(open.getJsonObject(1).getString("id"));

        accepted(batch("firing", "2026-03-17T10:00:00Z", IntStream.of(1, 2)), 2);

        assertThat(statuses()).containsExactly("acknowledged", "resolved");
    }

    @Test
    void twoConcurrentReportsMakeOneAlert() {
        String batch = batch("firing", "2026-03-17T10:00:00Z", IntStream.range(0, 20));
        String reversed =
                batch("firing", "2026-03-17T10:00:00Z", IntStream.range(0, 20).map(i -> 19 - i));

        List<CompletableFuture<Answer>> calls = Stream.of(batch, reversed, batch, reversed)
                .map(body -> CompletableFuture.supplyAsync(() -> alerts.report(body)))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
        assertThat(alerts.list("&limit=500")).hasSize(20);
    }

    @Test
    void aLargeBatchReachesAScreenCompletely() {
        int storm = 1_500;
        try (SocketClient screen = alerts.siteScreen()) {
            String body = batch("firing", "2026-03-17T10:00:00Z", IntStream.range(0, storm));
            assertThat(body.length()).isGreaterThan(256 * 1024);
            accepted(body, storm);

            assertThat(IntStream.range(0, storm)
                            .mapToObj(i -> alerts.next(screen).getString("message")))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, storm).mapToObj(i -> "n" + i).toList());
        }
    }

    @Test
    void oneInvalidAlertOfABatchDoesNotCostTheOthers() {
        String second = "\"labels\":{\"site\":\"%s\"},\"annotations\":{\"summary\":\"n1\"}".formatted(alerts.site());
        String wrong = batch("firing", "2026-03-17T10:00:00Z", IntStream.range(0, 3))
                .replace("\"status\":\"firing\"," + second, second);
        try (SocketClient screen = alerts.siteScreen()) {
            Answer answer = alerts.report(wrong);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .isEqualTo("{\"success\":true,\"received\":2,\"refused\":[{\"index\":1,"
                            + "\"message\":\"The field status must be firing or resolved.\"}]}");
            assertThat(List.of(
                            alerts.next(screen).getString("message"),
                            alerts.next(screen).getString("message")))
                    .containsExactlyInAnyOrder("n0", "n2");
        }
        assertThat(alerts.list("")).hasSize(3); // with the one that the screen waited for
    }

    @Test
    void aBatchOfWhichNothingCanBeTakenIsRefused() {
        Answer answer = alerts.report(batch("burning", "2026-03-17T10:00:00Z", IntStream.range(0, 3)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("alerts[2]: The field status must be firing or resolved.");
        assertThat(alerts.list("")).isEmpty();
    }

    @Test
    void nullAnnotationsDoNotCostAnAlert() {
        String batch = batch("firing", "2026-03-17T10:00:00Z", IntStream.range(0, 2))
                .replace("\"annotations\":{\"summary\":\"n1\"}", "\"annotations\":null");

        accepted(batch, 2);
        assertThat(statuses()).containsExactly("open", "open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "7",
                "[]",
                "{",
                "{}",
                "{\"alerts\":7}",
                "{\"alerts\":[null]}",
                "{\"alerts\":[{}]}",
                "{\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"x\"}]}",
                "{\"event_value\":\"1\"}",
                "{\"event_value\":\"1\",\"event_id\":\"1\",\"severity\":\"9\",\"host\":\"a\",\"message\":\"b\"}",
                "{\"event_value\":{},\"event_id\":[]}",
                "{\"site\":\"a\",\"severity\":\"critical\"}",
                "{\"site\":\"a\\u0000\",\"severity\":\"critical\",\"message\":\"m\"}",
                "{\"site\":\"a\",\"severity\":1,\"message\":\"m\"}",
                "{\"site\":[\"a\"],\"severity\":\"info\",\"message\":\"m\"}"
            })
    void whatIsNoneOfTheFormsIsRefused(String body) {
        Answer answer = alerts.report(body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isNotBlank();
    }

    @Test
    void tooLargeTooDeepOrNonTextBodiesAreRefused() throws IOException {
        assertThat(alerts.report("{\"x\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(alerts.report("{\"alerts\":".repeat(20_000) + "1" + "}".repeat(20_000))
                        .status())
                .isEqualTo(400);
        assertThat(alerts.report(new String(new byte[] {'{', '"', (byte) 0xC3}, StandardCharsets.ISO_8859_1))
                        .status())
                .isEqualTo(400);
    }
}
