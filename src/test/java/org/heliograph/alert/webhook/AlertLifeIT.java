package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opens, updates and ends the alert of an event, and what does not. */
class AlertLifeIT {
    private final Alerts alerts = Alerts.of("bob@acme.test");

    /** Reports the event of this site in Alertmanager's form. @param end null for none */
    private void report(String status, String start, String end) {
        take(batch(alert(status, start, end)));
    }

    private JsonObject alert(String status, String start, String end) {
        return Json.createObjectBuilder()
                .add("status", status)
                .add("labels", Json.createObjectBuilder().add("site", alerts.site()))
                .add("annotations", Json.createObjectBuilder().add("summary", "Fan slow"))
                .add("startsAt", time(start))
                .add("endsAt", end == null ? "0001-01-01T00:00:00Z" : time(end))
                .add("fingerprint", alerts.site())
                .build();
    }

    private static JsonObject batch(JsonObject... alerts) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        Stream.of(alerts).forEach(all::add);
        return Json.createObjectBuilder().add("version", "4").add("alerts", all).build();
    }

    private static String time(String ofDay) {
        return "2026-03-17T" + ofDay + ":00.601Z";
    }

    private void take(JsonObject report) {
        Answer answer = alerts.report(report.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private JsonObject zabbix(String source, String value, String severity, String site) {
        return Json.createObjectBuilder()
                .add("source", source)
                .add("event_id", alerts.site())
                .add("event_value", value)
                .add("severity", severity)
                .add("site", site)
                .add("message", "Fan slow")
                .build();
    }

    /** Newest first. */
    private List<String> statuses() {
        return alerts.list("").getValuesAs(JsonObject.class).stream()
                .map(alert -> alert.getString("status"))
                .toList();
    }

    private void resolveByHand() {
        alerts.resolve(alerts.list("&status=open").getJsonObject(0).getString("id"));
    }

    @Test
    void firingAgainWithTheSameStartIsANewAlertThatIsPainted() {
        try (SocketClient screen = alerts.siteScreen()) {
            report("firing", "06:59", null);
            report("resolved", "06:59", "07:04");
            report("firing", "06:59", null);
            report("firing", "06:59", null);

            JsonObject first = alerts.next(screen);
            assertThat(alerts.next(screen).getString("event")).isEqualTo("alert.resolved");
            JsonObject second = alerts.next(screen);
            assertThat(second.getString("event")).isEqualTo("alert.created");
            assertThat(second.getString("id")).isNotEqualTo(first.getString("id"));
        }
        assertThat(alerts.list("&severity=warning&status=open").getValuesAs(JsonObject.class))
                .filteredOn(alert -> alert.getString("source").equals("alertmanager"))
                .hasSize(1);
    }

    @Test
    void aLateEndOfAnEarlierOccurrenceEndsNothing() {
        report("firing", "10:00", null);
        report("resolved", "10:00", "10:30");
        report("firing", "11:00", null);
        report("resolved", "10:00", "10:30");

        assertThat(statuses()).containsExactly("open", "resolved");
        report("resolved", "11:00", "11:30");
        assertThat(statuses()).containsExactly("resolved", "resolved");
    }

    @Test
    void aReplicaThatLagsLeavesNothingOpen() {
        report("firing", "10:00", null);
        report("resolved", "10:00", "10:30");
        report("firing", "10:00", null);
        report("resolved", "10:00", "10:30");
        assertThat(statuses()).doesNotContain("open");

        report("firing", "11:00", null);
        report("firing", "10:00", null);
        report("resolved", "11:00", "11:30");
        report("firing", "10:00", null);
        assertThat(statuses()).containsExactly("resolved", "resolved", "resolved");
    }

    @Test
    void whatAUserResolvedStaysSoUntilALaterStart() {
        report("firing", "10:00", null);
        resolveByHand();
        report("firing", "10:00", null);
        assertThat(statuses()).containsExactly("resolved");

        report("firing", "10:01", null);
        assertThat(statuses()).containsExactly("open", "resolved");
    }

    @Test
    void whatAUserResolvedFiresAnewOnceItsSourceHasEndedIt() {
        report("firing", "10:00", null);
        resolveByHand();
        report("resolved", "10:00", "10:30");
        assertThat(alerts.list("").getJsonObject(0).getString("resolved_by")).isEqualTo("bob@acme.test");

        report("firing", "10:00", null);
        assertThat(statuses()).containsExactly("open", "resolved");
    }

    @Test
    void aBatchMayHoldSeveralOccurrencesOfAnEvent() {
        report("firing", "09:00", null);
        try (SocketClient screen = alerts.siteScreen()) {
            take(batch(
                    alert("resolved", "09:00", "09:30"),
                    alert("firing", "10:00", null),
                    alert("resolved", "10:00", "10:30"),
                    alert("firing", "10:00", null)));

            assertThat(alerts.next(screen).getString("event")).isEqualTo("alert.resolved");
            // a persistence provider may insert the two new alerts in any order
            assertThat(Stream.generate(() -> alerts.next(screen).getString("event"))
                            .limit(3))
                    .containsExactlyInAnyOrder("alert.created", "alert.resolved", "alert.created");
        }
        assertThat(alerts.list("&status=resolved")).hasSize(2);
    }

    @Test
    void equalEventIdsOfTwoSourcesAreTwoAlerts() {
        Alerts other = alerts.elsewhere();
        take(zabbix("zabbix-a", "1", "2", alerts.site()));
        take(zabbix("zabbix-b", "1", "5", other.site()));

        assertThat(statuses()).containsExactly("open");
        assertThat(other.list("&severity=critical&status=open")).hasSize(1);
        take(zabbix("zabbix-b", "0", "5", other.site()));
        assertThat(statuses()).containsExactly("open");
        assertThat(other.list("&status=open")).isEmpty();
    }

    @Test
    void anEventThatFiresAtAnotherSiteIsShownThere() {
        Alerts other = alerts.elsewhere();
        take(zabbix("zabbix", "1", "2", alerts.site()));
        take(zabbix("zabbix", "1", "2", other.site()));

        assertThat(statuses()).containsExactly("resolved");
        assertThat(other.list("&status=open")).hasSize(1);
    }

    @Test
    void aZabbixProblemThatFiresAgainIsShown() {
        take(zabbix("zabbix", "1", "2", alerts.site()));
        take(zabbix("zabbix", "0", "2", alerts.site()));
        take(zabbix("zabbix", "1", "2", alerts.site()));

        assertThat(statuses()).containsExactly("open", "resolved");
    }

    @ParameterizedTest
    @CsvSource({"event_id, *UNKNOWN*", "event_id, {EVENT.ID}", "site, {HOST.NAME}", "source, {$SOURCE}"})
    void aMacroThatWasNotReplacedIsRefusedByName(String field, String macro) {
        String report = Json.createObjectBuilder(zabbix("zabbix", "1", "2", alerts.site()))
                .add(field, macro)
                .build()
                .toString();

        Answer answer = alerts.report(report);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("The field " + field + " contains " + macro);
        assertThat(statuses()).isEmpty();
    }
}
