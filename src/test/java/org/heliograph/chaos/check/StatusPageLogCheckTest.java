package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.truth.StatusPage;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

/** Logs of a status page and what was promised of them, right ones and faulty ones. */
class StatusPageLogCheckTest {
    private final Example example = Example.statusPage();
    private final StatusPage page = new StatusPage("p", "p");

    @Test
    void aLogThatGivesWhatThePageShowsIsRight() {
        assertThat(example.logs()).isEmpty();
        assertThat(example.promises()).isEmpty();
    }

    @Test
    void anIncidentOfAnotherStatusThanItWasToldIsFound() {
        example.table.set(0, JsonText.parse(Example.incident("i", "resolved", "")));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aLineOfWhichNobodyWasToldIsFound() {
        example.table.add(JsonText.parse(Example.line("3", "i", "monitoring")));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMonitorThatIsDownUntoldIsFound() {
        example.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMonitorThatGoesDownTwiceIsFound() {
        example.row(3, "monitor-down", "{\"monitorId\":\"m\",\"downtime\":1000}");
        example.row(4, "incident-deleted", "{\"incidentId\":\"i\"}");
        example.table.clear();

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anIncidentTakesItsLinesWithIt() {
        example.row(5, "incident-deleted", "{\"incidentId\":\"i\"}");
        example.table.clear();
        example.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(example.logs()).isEmpty();
    }

    @Test
    void aTitleThatChangesNothingIsFound() {
        example.row(5, "incident-updated", "{\"incident\":" + Example.incident("i", "identified", "") + "}");
        example.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAcknowledgedLineThatIsNotInTheLogIsFound() {
        example.log.remove(3L);

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.LOST, 1));
    }

    @Test
    void aTitleThatWasRolledBackAndIsInTheLogIsFound() {
        example.row(
                6, "incident-updated", "{\"incident\":{\"id\":\"i\",\"title\":\"doomed\",\"status\":\"identified\"}}");
        example.ledger.beginDoomed(Set.of(page.written("incident-updated", "doomed")));

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.ROLLED_BACK, 1));
    }

    @Test
    void anIncidentThatNobodyMadeIsFound() {
        example.row(6, "incident-created", "{\"incident\":" + Example.incident("j", "investigating", "") + "}");

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.UNASKED, 1));
    }

    @Test
    void theServersOwnLinesAndStatesNeedNobodyToAsk() {
        example.row(
                6,
                "maintenance-update-added",
                "{\"maintenance\":{\"id\":\"w\"},\"update\":{\"id\":\"3\",\"message\":\"The maintenance has begun.\"}}");

        assertThat(example.promises()).isEmpty();
    }
}
