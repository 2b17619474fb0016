package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.Severity;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of Alertmanager are what version 0.25 sent; Grafana's is written after its documentation. */
class WebhookParserTest {
    private static final Instant FIRED = Instant.parse("2026-11-21T06:44:52.458Z");

    private static List<ReportedEvent> captured(String name) {
        try (InputStream in = WebhookParserTest.class.getResourceAsStream("/alerts/" + name);
                JsonReader reader = Json.createReader(in)) {
            return WebhookParser.parse(new Body(reader.readObject()), Optional.empty())
                    .events();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ParsedReport parsed(String json) {
        return WebhookParser.parse(Body.parse(json), Optional.empty());
    }

    private static ReportedEvent one(String json) {
        return parsed(json).events().get(0);
    }

    private static ApiException refused(String json) {
        return catchThrowableOfType(ApiException.class, () -> parsed(json));
    }

    private static List<String> refusedOfBatch(String json) {
        return parsed(json).refused().stream()
                .map(one -> one.index() + " " + one.message())
                .toList();
    }

    @Test
    void parsesFiringAlertsOfAlertmanager() {
        assertThat(captured("alertmanager-firing.json"))
                .containsExactly(
                        ReportedEvent.firing(
                                "alertmanager",
                                "29547d314da9f594",
                                FIRED,
                                new AlertRequest(
                                        "Kilimanjaro",
                                        Severity.CRITICAL,
                                        "Uplink 1/0/1 of core-sw-1 is down",
                                        Optional.of("http://prometheus.example/graph?g0.expr=link_up+%3D%3D+0"))),
                        ReportedEvent.firing(
                                "alertmanager",
                                "c66c96de88db18b6",
                                FIRED,
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
                .containsExactly(ReportedEvent.firing(
                        "grafana",
                        "c6eadffa33fcdf37",
                        Instant.parse("2026-03-17T10:30:45.157Z"),
                        new AlertRequest(
                                "Zanzibar",
                                Severity.INFO,
                                "Room 2 has 31 °C",
                                Optional.of("https://grafana.example/alerting/grafana/a1/view"))));
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

        assertThat(one(form.formatted("1"))).isEqualTo(ReportedEvent.firing("zabbix", "7", null, alert));
        assertThat(one(form.formatted("\"0\"")))
                .isEqualTo(one("{\"event_id\":\"7\",\"event_value\":\"0\"}"))
                .isEqualTo(ReportedEvent.ended("zabbix", "7", null, null));
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
                .containsExactly(
                        "The field event_id contains {EVENT.ID}, which was not replaced by a value.",
                        "The field site or host is missing.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://zabbix.example/tr_events.php?eventid=7 | true",
                "HTTP://[2001:db8::1]:8080/a@b | true",
                "https://grafana.example | true",
                "javascript:alert(1) | false",
                "//zabbix.example/ | false",
                "https:///no-host | false",
                "https://admin:secret@zabbix.example/ | false",
                "https://admin@zabbix.example | false",
                "https://zabbix.example/a b | false",
                "{$ZABBIX.URL}/tr_events.php | false",
                "https://zabbix.example/\"onclick= | false"
            })
    void takesALinkThatIsSafeToFollow(String link, boolean taken) {
        String json = Json.createValue(link).toString();
        String zabbix =
                "{\"event_id\":\"7\",\"event_value\":\"1\",\"severity\":1,\"host\":\"sw-1\",\"message\":\"Down\",\"link\":%s}";
        String plain = "{\"site\":\"sw-1\",\"severity\":\"info\",\"message\":\"Down\",\"link\":%s}";

        assertThat(one(zabbix.formatted(json)).alert().link())
                .isEqualTo(Optional.of(link).filter(text -> taken));
        if (taken) {
            assertThat(one(plain.formatted(json)).alert().link()).contains(link);
        } else {
            assertThat(refused(plain.formatted(json)).details())
                    .containsExactly("The field link must be an http or https address without a password.");
        }
    }

    @Test
    void aLinkThatIsTooLongCostsNoAlert() {
        String link = "https://grafana.example/" + "x".repeat(2_000);
        String batch = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"site\":\"a\"},\"generatorURL\":\"%s\"}]}";

        assertThat(one(batch.formatted(link)).alert().link()).isEmpty();
        assertThat(one(batch.formatted("https://grafana.example/x")).alert().link())
                .contains("https://grafana.example/x");
    }

    @Test
    void parsesThePlainFormWithAndWithoutEventId() {
        String form = "{\"site\":\" Kilimanjaro \",\"severity\":\"INFO\",\"message\":\"Hello\"%s}";
        AlertRequest alert = new AlertRequest("Kilimanjaro", Severity.INFO, "Hello");

        assertThat(one(form.formatted(""))).isEqualTo(ReportedEvent.firing("webhook", null, null, alert));
        assertThat(one(form.formatted(",\"source\":\"cron\",\"event_id\":\"b\",\"status\":\"resolved\"")))
                .isEqualTo(one("{\"source\":\"cron\",\"event_id\":\"b\",\"status\":\"resolved\"}"))
                .isEqualTo(ReportedEvent.ended("cron", "b", null, null));
        assertThat(refused(form.formatted(",\"status\":\"resolved\"")).getMessage())
                .contains("event_id");
        assertThat(refused(form.formatted(",\"status\":\"gone\"")).getMessage()).contains("status");
    }

    @Test
    void treatsAnImpossibleTimeAsUnknownOrRefusesIt() {
        String form = "{\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"%s\"}]}";

        assertThat(one(form.formatted("0001-01-01T00:00:00Z")).startedAt()).isNull();
        assertThat(refusedOfBatch(form.formatted("+300000-01-01T00:00:00Z")))
                .containsExactly("0 The field startsAt must be a time.");
    }

    @Test
    void keepsTheGoodAlertsOfABatchAndNamesTheOthers() {
        String good = "{\"status\":\"firing\",\"labels\":{}}";

        ParsedReport report = parsed("{\"alerts\":[" + good + ",{\"status\":\"on\"},7," + good
                + ",{\"status\":\"firing\",\"labels\":[]},{\"status\":\"firing\",\"startsAt\":\"soon\"}]}");

        assertThat(report.events()).hasSize(2);
        assertThat(report.refusal().details())
                .containsExactly(
                        "alerts[1]: The field status must be firing or resolved.",
                        "alerts[2]: An alert must be an object.",
                        "alerts[4]: The field labels must be an object.",
                        "alerts[5]: The field startsAt must be a time.");
        assertThat(report.refusals())
                .extracting(org.heliograph.alert.refusal.Refusal::example)
                .startsWith("{\"status\":\"on\"}", "7");
        assertThat(refused("{\"alerts\":{}}").getMessage()).isEqualTo("The field alerts must be a list.");
        assertThat(parsed("{\"alerts\":[]}").events()).isEmpty();
    }

    @Test
    void shortensAndCleansTexts() {
        JsonObject labels =
                Json.createObjectBuilder().add("site", "a\u0000b\ud800c").build();
        JsonObject notes = Json.createObjectBuilder()
                .add("summary", "😀".repeat(AlertRequest.LONGEST_MESSAGE))
                .build();
        AlertRequest alert = WebhookParser.parse(
                        new Body(Json.createObjectBuilder()
                                .add(
                                        "alerts",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("status", "firing")
                                                        .add("labels", labels)
                                                        .add("annotations", notes)))
                                .build()),
                        Optional.empty())
                .events()
                .get(0)
                .alert();

        assertThat(alert.site()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(alert.message())
                .hasSizeLessThanOrEqualTo(AlertRequest.LONGEST_MESSAGE)
                .endsWith("😀…");
    }

    @Test
    void takesTheSourceInEveryForm() {
        String plain = "{\"source\":\"cron\",\"site\":\"a\",\"severity\":\"info\",\"message\":\"m\"}";
        String zabbix =
                "{\"source\":%s,\"event_id\":\"7\",\"event_value\":\"%s\",\"severity\":1,\"site\":\"a\",\"message\":\"m\"}";
        String batch = "{\"source\":%s,\"orgId\":%s,\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"b\"}}]}";

        assertThat(one(plain).source()).isEqualTo("cron");
        assertThat(one(zabbix.formatted("\"zabbix-a\"", 1)).source()).isEqualTo("zabbix-a");
        assertThat(one(zabbix.formatted("\"zabbix-a\"", 0)).source()).isEqualTo("zabbix-a");
        assertThat(one(zabbix.formatted("null", 0)).source()).isEqualTo("zabbix");
        assertThat(one(batch.formatted("\"am-a\"", "null")).source()).isEqualTo("am-a");
        assertThat(one(batch.formatted("\"\"", "null")).source()).isEqualTo("alertmanager");
        assertThat(one(batch.formatted("\"grafana-b\"", "1")).source()).isEqualTo("grafana-b");
        assertThat(one(batch.formatted("null", "1")).source()).isEqualTo("grafana");
        assertThat(WebhookParser.parse(Body.parse(batch.formatted("null", "1")), Optional.of("grafana-c"))
                        .source())
                .isEqualTo("grafana-c");
        assertThat(WebhookParser.parse(Body.parse(plain), Optional.of("other")).source())
                .isEqualTo("cron");
    }

    @ParameterizedTest
    @ValueSource(strings = {"people", "{HOST.NAME}", "${NAME}", "a\\nb"})
    void refusesASourceThatIsNone(String source) {
        assertThat(refused("{\"source\":\"" + source + "\",\"alerts\":[{\"status\":\"firing\"}]}")
                        .getMessage())
                .startsWith("The field source c");
    }

    @Test
    void refusesALongSource() {
        assertThat(refused("{\"source\":\"" + "x".repeat(65) + "\",\"alerts\":[]}")
                        .getMessage())
                .isEqualTo("The field source must have at most 64 characters.");
    }

    @Test
    void nullIsAbsentInEveryForm() {
        assertThat(one("{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"site\":null,\"job\":\"j\",\"severity\":null},"
                                + "\"annotations\":null,\"startsAt\":null,\"endsAt\":null,\"values\":null,\"fingerprint\":null}],"
                                + "\"source\":null,\"event_value\":null,\"truncatedAlerts\":null}")
                        .alert())
                .isEqualTo(new AlertRequest("j", Severity.WARNING, "An alert without a name"));
        assertThat(
                        one("{\"alerts\":[{\"status\":\"firing\",\"labels\":null,\"annotations\":{\"summary\":null,\"message\":\"m\"}}]}")
                                .alert())
                .isEqualTo(new AlertRequest("unknown", Severity.WARNING, "m"));
        assertThat(one("{\"alerts\":null,\"event_id\":\"7\",\"event_value\":0,\"severity\":null,\"source\":null}"))
                .isEqualTo(ReportedEvent.ended("zabbix", "7", null, null));
        assertThat(one("{\"alerts\":null,\"event_value\":null,\"event_id\":null,\"status\":null,\"source\":null,"
                        + "\"site\":\"a\",\"severity\":\"info\",\"message\":\"m\"}"))
                .isEqualTo(ReportedEvent.firing("webhook", null, null, new AlertRequest("a", Severity.INFO, "m")));
    }

    @ParameterizedTest
    @CsvSource({
        "event_id, *UNKNOWN*",
        "event_id, {EVENT.ID}",
        "event_id, {EVENT.RECOVERY.ID}",
        "event_value, {EVENT.VALUE}",
        "severity, {EVENT.NSEVERITY}",
        "site, *UNKNOWN*",
        "site, {EVENT.TAGS.site}",
        "site, {HOST.NAME1}",
        "site, {$SITE}",
        "site, ${SITE}",
        "message, {EVENT.NAME}",
        "message, {#FSNAME}",
        "message, *UNKNOWN*",
    })
    void namesTheMacroThatZabbixDidNotReplace(String field, String macro) {
        JsonObject problem = Json.createObjectBuilder()
                .add("event_id", "7")
                .add("event_value", "1")
                .add("severity", "2")
                .add("site", "S1")
                .add("message", "Fan slow")
                .add(field, macro)
                .build();

        assertThat(refused(problem.toString()).details())
                .containsExactly("The field " + field + " contains " + macro + ", which was not replaced by a value.");
    }

    @ParameterizedTest
    @CsvSource({
        "event_id, ${ID}",
        "status, {STATUS}",
        "site, {site}",
        "severity, {{ severity }}",
        "message, Disk of ${HOST} is full",
        "source, $SOURCE"
    })
    void namesTheMacroThatAScriptDidNotReplace(String field, String text) {
        JsonObject problem = Json.createObjectBuilder()
                .add("site", "S1")
                .add("severity", "info")
                .add("message", "m")
                .add(field, text)
                .build();

        assertThat(refused(problem.toString()).getMessage())
                .matches("The field " + field + " contains [{$].*, which was not replaced by a value\\.");
    }

    @Test
    void namesTheMacroInTheAlertOfABatch() {
        String alert = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"%s\",\"site\":\"%s\",\"severity\":\"%s\"},"
                + "\"annotations\":{\"summary\":\"%s\"},\"fingerprint\":\"%s\"}";

        assertThat(refusedOfBatch("{\"alerts\":["
                        + String.join(
                                ",",
                                alert.formatted("a", "{{ $labels.site }}", "info", "m", "1"),
                                alert.formatted("a", "s", "{{ .Severity }}", "m", "1"),
                                alert.formatted("a", "s", "info", "${MESSAGE}", "1"),
                                alert.formatted("{$NAME}", "s", "info", "", "1"),
                                alert.formatted("a", "s", "info", "m", "{EVENT.ID}"),
                                alert.formatted("a", "[no value]", "info", "m", "1"))
                        + "]}"))
                .containsExactly(
                        "0 The label site contains {{ $labels.site }}, which was not replaced by a value.",
                        "1 The label severity contains {{ .Severity }}, which was not replaced by a value.",
                        "2 The annotation summary contains ${MESSAGE}, which was not replaced by a value.",
                        "3 The label alertname contains {$NAME}, which was not replaced by a value.",
                        "4 The field fingerprint contains {EVENT.ID}, which was not replaced by a value.",
                        "5 The label site contains [no value], which was not replaced by a value.");
    }

    @Test
    void readsTheNextTextWhereATemplateOfPrometheusFailed() {
        assertThat(one("{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"DiskFull\"},\"annotations\":"
                                + "{\"summary\":\"<error expanding template: error executing {{ $labels.x }}>\"}}]}")
                        .alert()
                        .message())
                .isEqualTo("DiskFull");
    }

    @Test
    void countsTheAlertsThatAlertmanagerLeftOut() {
        assertThat(parsed("{\"alerts\":[],\"truncatedAlerts\":12}").refusals())
                .extracting(org.heliograph.alert.refusal.Refusal::reports)
                .containsExactly(12L);
        assertThat(parsed("{\"alerts\":[],\"truncatedAlerts\":0}").refusals()).isEmpty();
    }

    @Test
    void takesTheFirstAlertsOfABatchThatIsTooLarge() {
        String alert = "{\"status\":\"firing\",\"labels\":{\"a\":\"b\"}}";
        ParsedReport report = parsed("{\"alerts\":[" + String.join(",", Collections.nCopies(5_002, alert)) + "]}");

        assertThat(report.events()).hasSize(5_000);
        assertThat(report.refused()).extracting(ParsedReport.Refused::index).containsExactly(5_000);
    }
}
