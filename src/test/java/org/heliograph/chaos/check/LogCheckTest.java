package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.truth.Machines;
import org.junit.jupiter.api.Test;

/** Logs of machines and what was promised of them, right ones and faulty ones. */
class LogCheckTest {
    private final Example example = Example.machines();
    private final Machines acme = new Machines("acme");
    private final Machines globex = new Machines("globex");

    @Test
    void aLogThatGivesTheTableIsRight() {
        assertThat(example.logs()).isEmpty();
    }

    @Test
    void aHoleInTheLogIsFound() {
        example.log.remove(2L);

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.HOLE, 1));
    }

    @Test
    void aCounterThatIsNotWhereTheLogEndsIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v3\"}");
        example.table.set(0, Example.machine("m", "v3"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.HOLE, 1));
    }

    @Test
    void aTableThatChangedUntoldIsFound() {
        example.table.set(0, Example.machine("m", "v3"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aVersionOfAMachineOfWhichNoneWasEverToldIsFound() {
        example.row(2, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");
        example.row(4, "UPDATE", "{\"id\":\"m\",\"status\":\"online\"}");

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMachineThatNobodyWasToldOfIsFound() {
        example.table.add(Example.machine("o", "v1"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMachineThatIsGoneUntoldIsFound() {
        example.table.clear();

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anEventThatChangesNothingIsFound() {
        example.row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        example.table.set(0, Example.machine("m", "v1"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void keptPromisesAndWholeTransactionsAreRight() {
        assertThat(example.promises()).isEmpty();
    }

    @Test
    void ofATransactionOfUnknownOutcomeNothingMayBeThere() {
        example.ledger.begin(Set.of(acme.changed("m", "v3"), globex.changed("x", "v3")));

        assertThat(example.promises()).isEmpty();
    }

    @Test
    void ofATransactionOfUnknownOutcomeAPartIsFound() {
        example.log.remove(5L);

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.TORN, 1));
    }

    @Test
    void anAcknowledgedChangeThatIsNotInTheLogIsFound() {
        example.ledger.begin(Set.of(acme.changed("m", "v3"))).acknowledge();

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.LOST, 1));
    }

    @Test
    void aChangeThatWasRolledBackAndIsInTheLogIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"doomed\"}");
        example.ledger.beginDoomed(Set.of(acme.changed("m", "doomed"), acme.changed("n", "doomed")));

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.ROLLED_BACK, 1));
    }

    @Test
    void aChangeThatIsInTheLogTwiceIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.REPEATED, 1));
    }

    @Test
    void aChangeThatNobodyAskedForIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v7\"}");

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.UNASKED, 1));
    }

    @Test
    void aChangeOfStatusByTheServerNeedsNobodyToAsk() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");

        assertThat(example.promises()).isEmpty();
    }
}
