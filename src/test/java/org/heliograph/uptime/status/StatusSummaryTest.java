package org.heliograph.uptime.status;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.uptime.state.MonitorStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusSummaryTest {
    @ParameterizedTest
    @CsvSource({
        "UP, minor, degraded",
        "UP, major, degraded",
        "UP, critical, down",
        "UP, minor critical major, down",
        "DOWN, minor, down",
        "UNKNOWN, minor, degraded",
        "PENDING, major, degraded",
        "MAINTENANCE, minor, degraded",
        "UP DOWN, minor, degraded"
    })
    void aPageIsNeverBetterThanItsWorstOpenIncident(String monitors, String severities, String expected) {
        assertThat(status(monitors, new OpenNotices(List.of(severities.split(" ")), false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, true, maintenance",
        "UP MAINTENANCE, false, maintenance",
        "PENDING, true, maintenance",
        "UNKNOWN, true, unknown",
        "DOWN MAINTENANCE, true, down",
        "UP DOWN, true, degraded",
        "UP, false, up"
    })
    void maintenanceIsWorseThanUpAndBetterThanTrouble(String monitors, boolean maintenance, String expected) {
        assertThat(status(monitors, new OpenNotices(List.of(), maintenance))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, '', false, up",
        "UP DOWN, minor, false, degraded",
        "UP, minor, true, minor",
        "UP, minor critical, false, critical",
        "DOWN, critical, false, down",
        "UP MAINTENANCE, '', false, maintenance",
        "MAINTENANCE, '', true, maintained",
        "UP, '', true, maintenance",
        "PENDING, '', false, pending",
        "UNKNOWN UP, '', false, unknown",
    })
    void headlineNamesTheWorstCondition(String monitors, String severities, boolean maintenance, String expected) {
        OpenNotices open =
                new OpenNotices(severities.isEmpty() ? List.of() : List.of(severities.split(" ")), maintenance);

        assertThat(summary(monitors, open, States.FULL).getString("headline")).isEqualTo(expected);
    }

    @Test
    void headlineOfAPageWithoutServicesSaysSo() {
        assertThat(new StatusSummary(List.of(), OpenNotices.NONE, States.FULL).headline())
                .isEqualTo("none");
        assertThat(new StatusSummary(List.of(), new OpenNotices(List.of("major"), false), States.FULL).headline())
                .isEqualTo("major");
    }

    @Test
    void openIncidentsAreCountedBySeverity() {
        OpenNotices open = new OpenNotices(List.of("major", "minor", "major"), false);

        assertThat(summary("UP", open, States.FULL).getJsonObject("incidents"))
                .hasToString("{\"minor\":1,\"major\":2,\"critical\":0}");
    }

    @Test
    void stockSummariesAreThoseOfTheMonitorsAlone() {
        assertThat(summary("UP", new OpenNotices(List.of("critical"), true), States.STOCK))
                .hasToString("{\"status\":\"up\",\"monitors\":{\"up\":1,\"degraded\":0,\"down\":0,\"total\":1}}");
    }

    private static String status(String monitors, OpenNotices open) {
        return summary(monitors, open, States.FULL).getString("status");
    }

    private static JsonObject summary(String monitors, OpenNotices open, States states) {
        List<StatusItem> items = Stream.of(monitors.split(" "))
                .map(MonitorStatus::valueOf)
                .map(StatusSummaryTest::monitor)
                .toList();
        return new StatusSummary(items, open, states).json();
    }

    private static StatusItem monitor(MonitorStatus status) {
        MonitorStatus beneath = status == MonitorStatus.MAINTENANCE ? MonitorStatus.UP : status;
        String id = status.text();
        return new StatusItem(
                id, false, id, status, beneath, null, 0, null, null, List.of(), List.of(), List.of(), List.of());
    }
}
