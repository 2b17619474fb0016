package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.StatusPageTopic;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

/** Logs of a status page and their change registries, valid and invalid. */
class StatusPageLogCheckTest {
    private final SampleLog example = SampleLog.statusPage();
    private final StatusPageTopic page = new StatusPageTopic("p", "p");

    @Test
    void acceptsALogThatReproducesThePage() {
        assertThat(example.checkLogs()).isEmpty();
        assertThat(example.checkRegistry()).isEmpty();
    }

    @Test
    void findsAnIncidentWhoseStatusDiffersFromTheLog() {
        example.table.set(0, JsonText.parse(SampleLog.incident("i", "resolved", "")));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnIncidentUpdateMissingInTheLog() {
        example.table.add(JsonText.parse(SampleLog.line("3", "i", "monitoring")));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsADownMonitorMissingInTheLog() {
        example.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsARepeatedMonitorDownEvent() {
        example.row(3, "monitor-down", "{\"monitorId\":\"m\",\"downtime\":1000}");
        example.row(4, "incident-deleted", "{\"incidentId\":\"i\"}");
        example.table.clear();

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void deletesTheUpdatesOfADeletedIncident() {
        example.row(5, "incident-deleted", "{\"incidentId\":\"i\"}");
        example.table.clear();
        example.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(example.checkLogs()).isEmpty();
    }

    @Test
    void findsAnIncidentUpdateWithoutEffect() {
        example.row(5, "incident-updated", "{\"incident\":" + SampleLog.incident("i", "identified", "") + "}");
        example.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnAcknowledgedIncidentUpdateMissingInTheLog() {
        example.log.remove(3L);

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.LOST, 1));
    }

    @Test
    void findsARolledBackTitleInTheLog() {
        example.row(
                6, "incident-updated", "{\"incident\":{\"id\":\"i\",\"title\":\"doomed\",\"status\":\"identified\"}}");
        example.registry.beginRejected(Set.of(page.written("incident-updated", "doomed")));

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.ROLLED_BACK, 1));
    }

    @Test
    void findsAnUnrequestedIncident() {
        example.row(6, "incident-created", "{\"incident\":" + SampleLog.incident("j", "investigating", "") + "}");

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.UNREQUESTED, 1));
    }

    @Test
    void acceptsUpdatesAndStatesWrittenByTheServer() {
        example.row(
                6,
                "maintenance-update-added",
                "{\"maintenance\":{\"id\":\"w\"},\"update\":{\"id\":\"3\",\"message\":\"The maintenance has begun.\"}}");

        assertThat(example.checkRegistry()).isEmpty();
    }
}
