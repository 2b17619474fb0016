package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

/** Logs of alerts and their change registries, valid and invalid. */
class AlertsLogCheckTest {
    private final SampleLog example = SampleLog.alerts();
    private final AlertTopic alerts = AlertTopic.ALL;

    @Test
    void acceptsALogThatReproducesTheUnresolvedAlerts() {
        assertThat(example.checkLogs()).isEmpty();
        assertThat(example.checkRegistry()).isEmpty();
    }

    @Test
    void findsAResolutionMissingInTheLog() {
        example.table.clear();

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnOpenAlertThatTheLogResolved() {
        example.table.add(JsonText.parse(SampleLog.alert("a", "")));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnAlertThatDiffersFromTheLog() {
        example.table.set(0, JsonText.parse(SampleLog.alert("b", "").replace("warning", "critical")));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnAlertResolvedTwice() {
        example.row(4, "alert.resolved", SampleLog.alert("a", "alert.resolved"));
        example.row(5, "alert.resolved", SampleLog.alert("a", "alert.resolved"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 2));
    }

    @Test
    void findsAnAlertCreatedTwice() {
        example.row(4, "alert.created", SampleLog.alert("c", "alert.created"));
        example.row(6, "alert.created", SampleLog.alert("c", "alert.created"));

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.REPEATED, 1));
    }

    @Test
    void acceptsABatchResentUntilAcknowledged() {
        example.acknowledge(alerts.resolved("a"));

        assertThat(example.checkRegistry()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedResolutionMissingInTheLog() {
        example.acknowledge(alerts.resolved("b"));

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.LOST, 1));
    }

    @Test
    void findsAPartialBatch() {
        example.log.remove(5L);

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.PARTIAL, 1));
    }

    @Test
    void findsAResolutionRolledBackWithAnotherAlert() {
        example.row(6, "alert.resolved", SampleLog.alert("b", "alert.resolved"));
        example.registry.beginRejected(Set.of(alerts.resolved("b"), alerts.raised("doomed")));

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.ROLLED_BACK, 1));
    }

    @Test
    void findsAnUnrequestedAlert() {
        example.row(6, "alert.created", SampleLog.alert("d", "alert.created"));

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.UNREQUESTED, 1));
    }
}
