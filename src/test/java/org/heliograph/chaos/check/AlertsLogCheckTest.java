package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

/** Logs of alerts and their change registries, valid and invalid. */
class AlertsLogCheckTest {
    private final SampleLog sample = SampleLog.alerts();
    private final AlertTopic alerts = AlertTopic.ALL;

    @Test
    void acceptsALogThatReproducesTheUnresolvedAlerts() {
        assertThat(sample.checkLogs()).isEmpty();
        assertThat(sample.checkRegistry()).isEmpty();
    }

    @Test
    void findsAResolutionMissingInTheLog() {
        sample.table.clear();

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnOpenAlertThatTheLogResolved() {
        sample.table.add(JsonText.parse(SampleLog.alert("a", "")));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnAlertThatDiffersFromTheLog() {
        sample.table.set(0, JsonText.parse(SampleLog.alert("b", "").replace("warning", "critical")));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnAlertResolvedTwice() {
        sample.row(4, "alert.resolved", SampleLog.alert("a", "alert.resolved"));
        sample.row(5, "alert.resolved", SampleLog.alert("a", "alert.resolved"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 2));
    }

    @Test
    void findsAnAlertCreatedTwice() {
        sample.row(4, "alert.created", SampleLog.alert("c", "alert.created"));
        sample.row(6, "alert.created", SampleLog.alert("c", "alert.created"));

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.REPEATED, 1));
    }

    @Test
    void acceptsABatchResentUntilAcknowledged() {
        sample.acknowledge(alerts.resolved("a"));

        assertThat(sample.checkRegistry()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedResolutionMissingInTheLog() {
        sample.acknowledge(alerts.resolved("b"));

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.LOST, 1));
    }

    @Test
    void findsAPartialBatch() {
        sample.log.remove(5L);

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.PARTIAL, 1));
    }

    @Test
    void findsAResolutionRolledBackWithAnotherAlert() {
        sample.row(6, "alert.resolved", SampleLog.alert("b", "alert.resolved"));
        sample.registry.beginRejected(Set.of(alerts.resolved("b"), alerts.raised("rejected")));

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.ROLLED_BACK, 1));
    }

    @Test
    void findsAnUnrequestedAlert() {
        sample.row(6, "alert.created", SampleLog.alert("d", "alert.created"));

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.UNREQUESTED, 1));
    }
}
