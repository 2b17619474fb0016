package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.MachineTopic;
import org.junit.jupiter.api.Test;

/** Logs of machines and their change registries, valid and invalid. */
class MachinesLogCheckTest {
    private final SampleLog sample = SampleLog.machines();
    private final MachineTopic acme = new MachineTopic("acme");
    private final MachineTopic globex = new MachineTopic("globex");

    @Test
    void acceptsALogThatReproducesTheTable() {
        assertThat(sample.checkLogs()).isEmpty();
    }

    @Test
    void findsAMissingSequence() {
        sample.log.remove(2L);

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.SEQUENCE_GAP, 1));
    }

    @Test
    void findsACounterThatDiffersFromTheLastSequence() {
        sample.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v3\"}");
        sample.table.set(0, SampleLog.machine("m", "v3"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.SEQUENCE_GAP, 1));
    }

    @Test
    void findsATableChangeMissingInTheLog() {
        sample.table.set(0, SampleLog.machine("m", "v3"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAMachineVersionWithoutAnyVersionEvent() {
        sample.row(2, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");
        sample.row(4, "UPDATE", "{\"id\":\"m\",\"status\":\"online\"}");

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAMachineMissingInTheLog() {
        sample.table.add(SampleLog.machine("o", "v1"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsADeletionMissingInTheLog() {
        sample.table.clear();

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnEventWithoutEffect() {
        sample.row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        sample.table.set(0, SampleLog.machine("m", "v1"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsEventsThatAreNotInTheOrderOfTheirRowsVersions() {
        sample.history = Map.of(
                "m", List.of("INSERT", "version v2", "version v1"),
                "n", List.of("INSERT", "DELETE"));

        assertThat(sample.checkLogs()).containsOnly(Map.entry(Violation.ROW_ORDER, 1));
    }

    @Test
    void acceptsEventsInTheOrderOfTheirRowsVersions() {
        sample.history = Map.of(
                "m", List.of("INSERT", "version v1", "version v2"),
                "n", List.of("INSERT", "DELETE"));

        assertThat(sample.checkLogs()).isEmpty();
    }

    @Test
    void acceptsAcknowledgedAndCompleteTransactions() {
        assertThat(sample.checkRegistry()).isEmpty();
    }

    @Test
    void acceptsAnAbsentTransactionOfUnknownOutcome() {
        sample.registry.begin(Set.of(acme.changed("m", "v3"), globex.changed("x", "v3")));

        assertThat(sample.checkRegistry()).isEmpty();
    }

    @Test
    void findsAPartialTransactionOfUnknownOutcome() {
        sample.log.remove(5L);

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.PARTIAL, 1));
    }

    @Test
    void findsAnAcknowledgedChangeMissingInTheLog() {
        sample.registry.begin(Set.of(acme.changed("m", "v3"))).acknowledge();

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.LOST, 1));
    }

    @Test
    void findsARolledBackChangeInTheLog() {
        sample.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"rejected\"}");
        sample.registry.beginRejected(Set.of(acme.changed("m", "rejected"), acme.changed("n", "rejected")));

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.ROLLED_BACK, 1));
    }

    @Test
    void findsAChangeLoggedTwice() {
        sample.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.REPEATED, 1));
    }

    @Test
    void findsAnUnrequestedChange() {
        sample.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v7\"}");

        assertThat(sample.checkRegistry()).containsOnly(Map.entry(Violation.UNREQUESTED, 1));
    }

    @Test
    void acceptsAStatusChangeByTheServer() {
        sample.row(6, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");

        assertThat(sample.checkRegistry()).isEmpty();
    }
}
