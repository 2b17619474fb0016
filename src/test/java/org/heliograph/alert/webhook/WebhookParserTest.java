package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.Severity;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of Alertmanager are what version 0.25 sent; Grafana's is written after its documentation. */
class WebhookParserTest {
    private static final Instant FIRED = Instant.parse("2026-11-21T06:44:52.458Z");

    private static List<ReportedEvent> captured(String name) {
        try (InputStream in = WebhookParserTest.class.getResourceAsStream("/alerts/" + name);
                JsonReader reader = Json.createReader(in)) {
            return WebhookParser.parse(new Body(reader.readObject()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ReportedEvent one(String json) {
        return WebhookParser.parse(Body.parse(json)).get(0);
    }

    private static ApiException refused(String json) {
        return catchThrowableOfType(ApiException.class, () -> WebhookParser.parse(Body.parse(json)));
    }

    @Test
    void parsesFiringAlertsOfAlertmanager() {
        assertThat(captured("alertmanager-firing.json"))
                .containsExactly(
                        new ReportedEvent(
                                "alertmanager",
                                "29547d314da9f594",
                                ReportedEvent.EventIdScope.RECURRING,
                                FIRED,
                                true,
                                new AlertRequest(
                                        "Kilimanjaro", Severity.CRITICAL, "Uplink 1/0/1 of core-sw-1 is down")),
                        new ReportedEvent(
                                "alertmanager",
                                "c66c96de88db18b6",
                                ReportedEvent.EventIdScope.RECURRING,
                                FIRED,
                                true,
                                new AlertRequest(
                                        "Kilimanjaro", Severity.WARNING, "Fan 3 turns slowly <b>& loudly</b>")));
    }

    @Test
    void parsesAResolvedAlertOfAlertmanager() {
        assertThat(captured("alertmanager-resolved.json"))
                .extracting(ReportedEvent::eventId, ReportedEvent::firing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("29547d314da9f594", false),
                        org.assertj.core.groups.Tuple.tuple("c66c96de88db18b6", true));
    }

    @Test
    void usesDefaultsForMissingLabels() {
        assertThat(captured("alertmanager-bare.json"))
                .extracting(ReportedEvent::alert)
                .containsExactly(new AlertRequest("db-7.ser:9100", Severity.CRITICAL, "Full in 4 hours"));
        assertThat(one("{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"severity\":\"odd\"}}]}")
                        .alert())
                .isEqualTo(new AlertRequest("unknown", Severity.WARNING, "An alert without a name"));
    }

    @Test
    void identifiesAnAlertWithoutFingerprintByItsLabels() {
        String alert =
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"%s\"},\"annotations\":{\"summary\":\"%s\"}}]}";

        assertThat(one(alert.formatted("A", "x")).eventId())
                .isEqualTo(one(alert.formatted("A", "y")).eventId())
                .isNotEqualTo(one(alert.formatted("B", "x")).eventId());
    }

    @Test
    void parsesGrafanaAlerts() {
        assertThat(captured("grafana.json"))
                .containsExactly(new ReportedEvent(
                        "grafana",
                        "c6eadffa33fcdf37",
                        ReportedEvent.EventIdScope.RECURRING,
                        Instant.parse("2026-03-17T10:30:45.157Z"),
                        true,
                        new AlertRequest("Zanzibar", Severity.INFO, "Room 2 has 31 °C")));
    }

    @ParameterizedTest
    @CsvSource({
        "0,INFO",
        "Not classified,INFO",
        "1,INFO",
        "Information,INFO",
        "2,WARNING",
        "warning,WARNING",
        "3,WARNING",
        "Average,WARNING",
        "4,CRITICAL",
        "High,CRITICAL",
        "5,CRITICAL",
        "Disaster,CRITICAL"
    })
    void readsEverySeverityOfZabbix(String word, Severity severity) {
        String form =
                "{\"event_id\":\"7\",\"event_value\":\"1\",\"severity\":%s,\"host\":\"sw-1\",\"message\":\"Down\"}";

        assertThat(one(form.formatted("\"" + word + "\"")).alert())
                .isEqualTo(new AlertRequest("sw-1", severity, "Down"));
        if (word.length() == 1) {
            assertThat(one(form.formatted(word)).alert().severity()).isEqualTo(severity);
        }
    }

    @Test
    void parsesAZabbixProblemAndItsRecovery() {
        String form =
                "{\"event_id\":7,\"event_value\":%s,\"severity\":4,\"site\":\"Serengeti\",\"host\":\"sw-1\",\"message\":\"Down\"}";
        AlertRequest alert = new AlertRequest("Serengeti", Severity.CRITICAL, "Down");

        assertThat(one(form.formatted("1")))
                .isEqualTo(new ReportedEvent("zabbix", "7", ReportedEvent.EventIdScope.UNIQUE, null, true, alert));
        assertThat(one(form.formatted("\"0\"")))
                .isEqualTo(one("{\"event_id\":\"7\",\"event_value\":\"0\"}"))
                .isEqualTo(new ReportedEvent("zabbix", "7", ReportedEvent.EventIdScope.UNIQUE, null, false, null));
        assertThat(refused("{\"event_value\":\"0\"}").details())
                .containsExactly("The field event_id must be Zabbix's {EVENT.ID}.");
    }

    @Test
    void reportsEveryErrorOfAZabbixReport() {
        assertThat(refused("{\"event_value\":\"2\",\"severity\":\"6\"}").details())
                .hasSize(5);
        assertThat(refused(
                                "{\"event_id\":\"{EVENT.ID}\",\"event_value\":\"1\",\"severity\":1,\"host\":\"\",\"message\":\"x\"}")
                        .details())
                .containsExactly("The field site or host is missing.");
    }

    @Test
    void parsesThePlainFormWithAndWithoutEventId() {
        String form = "{\"site\":\" Kilimanjaro \",\"severity\":\"INFO\",\"message\":\"Hello\"%s}";
        AlertRequest alert = new AlertRequest("Kilimanjaro", Severity.INFO, "Hello");

        assertThat(one(form.formatted("")))
                .isEqualTo(new ReportedEvent("webhook", null, ReportedEvent.EventIdScope.RECURRING, null, true, alert));
        assertThat(one(form.formatted(",\"source\":\"cron\",\"event_id\":\"b\",\"status\":\"resolved\"")))
                .isEqualTo(one("{\"source\":\"cron\",\"event_id\":\"b\",\"status\":\"resolved\"}"))
                .isEqualTo(new ReportedEvent("cron", "b", ReportedEvent.EventIdScope.RECURRING, null, false, null));
        assertThat(refused(form.formatted(",\"status\":\"resolved\"")).getMessage())
                .contains("event_id");
        assertThat(refused(form.formatted(",\"status\":\"gone\"")).getMessage()).contains("status");
    }

    @Test
    void treatsAnImpossibleTimeAsUnknownOrRefusesIt() {
        String form = "{\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"%s\"}]}";

        assertThat(one(form.formatted("0001-01-01T00:00:00Z")).startedAt()).isNull();
        assertThat(refused(form.formatted("+300000-01-01T00:00:00Z")).details())
                .containsExactly("alerts[0]: The field startsAt must be a time.");
    }

    @Test
    void namesTheInvalidAlertOfABatch() {
        String good = "{\"status\":\"firing\",\"labels\":{}}";

        assertThat(refused(
                                "{\"alerts\":[" + good + ",{\"status\":\"on\"},7," + good
                                        + ",{\"status\":\"firing\",\"labels\":[]},{\"status\":\"firing\",\"startsAt\":\"soon\"}]}")
                        .details())
                .containsExactly(
                        "alerts[1]: The field status must be firing or resolved.",
                        "alerts[2]: An alert must be an object.",
                        "alerts[4]: The field labels must be an object.",
                        "alerts[5]: The field startsAt must be a time.");
        assertThat(refused("{\"alerts\":{}}").getMessage()).isEqualTo("The field alerts must be a list.");
        assertThat(WebhookParser.parse(Body.parse("{\"alerts\":[]}"))).isEmpty();
    }

    @Test
    void shortensAndCleansTexts() {
        JsonObject labels =
                Json.createObjectBuilder().add("site", "a\u0000b\ud800c").build();
        JsonObject notes = Json.createObjectBuilder()
                .add("summary", "😀".repeat(AlertRequest.LONGEST_MESSAGE))
                .build();
        AlertRequest alert = WebhookParser.parse(new Body(Json.createObjectBuilder()
                        .add(
                                "alerts",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("status", "firing")
                                                .add("labels", labels)
                                                .add("annotations", notes)))
                        .build()))
                .get(0)
                .alert();

        assertThat(alert.site()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(alert.message())
                .hasSizeLessThanOrEqualTo(AlertRequest.LONGEST_MESSAGE)
                .endsWith("😀…");
    }
}
