package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Logs and what was promised of them, right ones and faulty ones. */
class LogCheckTest {
    private final Example example = new Example();

    private Map<Flaw, Integer> logs() {
        return example.checker().logs().verdict().flaws();
    }

    private Map<Flaw, Integer> promises() {
        return example.checker().ledger(example.ledger).verdict().flaws();
    }

    @Test
    void aLogThatGivesTheTableIsRight() {
        assertThat(logs()).isEmpty();
    }

    @Test
    void aHoleInTheLogIsFound() {
        example.log.remove(2L);

        assertThat(logs()).containsOnly(Map.entry(Flaw.HOLE, 1));
    }

    @Test
    void aCounterThatIsNotWhereTheLogEndsIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v3\"}");
        example.machines.set(0, Example.machine("m", "v3"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.HOLE, 1));
    }

    @Test
    void aTableThatChangedUntoldIsFound() {
        example.machines.set(0, Example.machine("m", "v3"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aVersionOfAMachineOfWhichNoneWasEverToldIsFound() {
        example.row(2, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");
        example.row(4, "UPDATE", "{\"id\":\"m\",\"status\":\"online\"}");

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMachineThatNobodyWasToldOfIsFound() {
        example.machines.add(Example.machine("o", "v1"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMachineThatIsGoneUntoldIsFound() {
        example.machines.clear();

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anEventThatChangesNothingIsFound() {
        example.row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        example.machines.set(0, Example.machine("m", "v1"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void keptPromisesAndWholeTransactionsAreRight() {
        assertThat(promises()).isEmpty();
    }

    @Test
    void ofATransactionOfUnknownOutcomeNothingMayBeThere() {
        example.ledger.begin(Set.of(Fact.changed("acme", "m", "v3"), Fact.changed("globex", "x", "v3")));

        assertThat(promises()).isEmpty();
    }

    @Test
    void ofATransactionOfUnknownOutcomeAPartIsFound() {
        example.log.remove(5L);

        assertThat(promises()).containsOnly(Map.entry(Flaw.TORN, 1));
    }

    @Test
    void anAcknowledgedChangeThatIsNotInTheLogIsFound() {
        example.ledger.begin(Set.of(Fact.changed("acme", "m", "v3"))).acknowledge();

        assertThat(promises()).containsOnly(Map.entry(Flaw.LOST, 1));
    }

    @Test
    void aChangeThatWasRolledBackAndIsInTheLogIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"doomed\"}");
        example.ledger.beginDoomed(Set.of(Fact.changed("acme", "m", "doomed"), Fact.changed("acme", "n", "doomed")));

        assertThat(promises()).containsOnly(Map.entry(Flaw.ROLLED_BACK, 1));
    }

    @Test
    void aChangeThatIsInTheLogTwiceIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");

        assertThat(promises()).containsOnly(Map.entry(Flaw.REPEATED, 1));
    }

    @Test
    void aChangeThatNobodyAskedForIsFound() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v7\"}");

        assertThat(promises()).containsOnly(Map.entry(Flaw.UNASKED, 1));
    }

    @Test
    void aChangeOfStatusByTheServerNeedsNobodyToAsk() {
        example.row(6, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");

        assertThat(promises()).isEmpty();
    }
}
