package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.MachineTopic;
import org.junit.jupiter.api.Test;

/** Logs of machines and their change registries, valid and invalid. */
class MachinesLogCheckTest {
    private final SampleLog example = SampleLog.machines();
    private final MachineTopic acme = new MachineTopic("acme");
    private final MachineTopic globex = new MachineTopic("globex");

    @Test
    void acceptsALogThatReproducesTheTable() {
        assertThat(example.checkLogs()).isEmpty();
    }

    @Test
    void findsAMissingSequence() {
        example.log.remove(2L);

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.SEQUENCE_GAP, 1));
    }

    @Test
    void findsACounterThatDiffersFromTheLastSequence() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v3\"}");
        example.table.set(0, SampleLog.machine("m", "v3"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.SEQUENCE_GAP, 1));
    }

    @Test
    void findsATableChangeMissingInTheLog() {
        example.table.set(0, SampleLog.machine("m", "v3"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAMachineVersionWithoutAnyVersionEvent() {
        example.row(2, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");
        example.row(4, "UPDATE", "{\"id\":\"m\",\"status\":\"online\"}");

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAMachineMissingInTheLog() {
        example.table.add(SampleLog.machine("o", "v1"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsADeletionMissingInTheLog() {
        example.table.clear();

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void findsAnEventWithoutEffect() {
        example.row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        example.table.set(0, SampleLog.machine("m", "v1"));

        assertThat(example.checkLogs()).containsOnly(Map.entry(Violation.TABLE, 1));
    }

    @Test
    void acceptsAcknowledgedAndCompleteTransactions() {
        assertThat(example.checkRegistry()).isEmpty();
    }

    @Test
    void acceptsAnAbsentTransactionOfUnknownOutcome() {
        example.registry.begin(Set.of(acme.changed("m", "v3"), globex.changed("x", "v3")));

        assertThat(example.checkRegistry()).isEmpty();
    }

    @Test
    void findsAPartialTransactionOfUnknownOutcome() {
        example.log.remove(5L);

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.PARTIAL, 1));
    }

    @Test
    void findsAnAcknowledgedChangeMissingInTheLog() {
        example.registry.begin(Set.of(acme.changed("m", "v3"))).acknowledge();

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.LOST, 1));
    }

    @Test
    void findsARolledBackChangeInTheLog() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"doomed\"}");
        example.registry.beginRejected(Set.of(acme.changed("m", "doomed"), acme.changed("n", "doomed")));

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.ROLLED_BACK, 1));
    }

    @Test
    void findsAChangeLoggedTwice() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.REPEATED, 1));
    }

    @Test
    void findsAnUnrequestedChange() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v7\"}");

        assertThat(example.checkRegistry()).containsOnly(Map.entry(Violation.UNREQUESTED, 1));
    }

    @Test
    void acceptsAStatusChangeByTheServer() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");

        assertThat(example.checkRegistry()).isEmpty();
    }
}
