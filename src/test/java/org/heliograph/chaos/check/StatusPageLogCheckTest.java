package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.StatusPageTopic;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

/** Logs of a status page and their change registries, valid and invalid. */
class StatusPageLogCheckTest {
    private final SampleLog sample = SampleLog.statusPage();
    private final StatusPageTopic page = new StatusPageTopic("p", "p");

    @Test
    void acceptsALogThatReproducesThePage() {
        assertThat(sample.checkLogs()).isEmpty();
        assertThat(sample.checkRegistry()).isEmpty();
    }

    @Test
    void findsAnIncidentWhoseStatusDiffersFromTheLog() {
        sample.table.set(0, JsonText.parse(SampleLog.incident("i", "resolved", "")));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnIncidentUpdateMissingInTheLog() {
        sample.table.add(JsonText.parse(SampleLog.update("3", "i", "monitoring")));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsADownMonitorMissingInTheLog() {
        sample.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsARepeatedMonitorDownEvent() {
        sample.row(3, "monitor-down", "{\"monitorId\":\"m\",\"downtime\":1000}");
        sample.row(4, "incident-deleted", "{\"incidentId\":\"i\"}");
        sample.table.clear();

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void deletesTheUpdatesOfADeletedIncident() {
        sample.row(5, "incident-deleted", "{\"incidentId\":\"i\"}");
        sample.table.clear();
        sample.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(sample.checkLogs()).isEmpty();
    }

    @Test
    void findsAnIncidentUpdateWithoutEffect() {
        sample.row(5, "incident-updated", "{\"incident\":" + SampleLog.incident("i", "identified", "") + "}");
        sample.table.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnAcknowledgedIncidentUpdateMissingInTheLog() {
        sample.log.remove(3L);

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.LOST, 1));
    }

    @Test
    void findsARolledBackTitleInTheLog() {
        sample.row(
                6,
                "incident-updated",
                "{\"incident\":{\"id\":\"i\",\"title\":\"rejected\",\"status\":\"identified\"}}");
        sample.registry.beginRejected(Set.of(page.written("incident-updated", "rejected")));

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.ROLLED_BACK, 1));
    }

    @Test
    void findsAnUnrequestedIncident() {
        sample.row(6, "incident-created", "{\"incident\":" + SampleLog.incident("j", "investigating", "") + "}");

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.UNREQUESTED, 1));
    }

    @Test
    void acceptsUpdatesAndStatesWrittenByTheServer() {
        sample.row(
                6,
                "maintenance-update-added",
                "{\"maintenance\":{\"id\":\"w\"},\"update\":{\"id\":\"3\",\"message\":\"The maintenance has begun.\"}}");

        assertThat(sample.checkRegistry()).isEmpty();
    }
}
