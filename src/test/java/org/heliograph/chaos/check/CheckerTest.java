package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final String TOPIC = "org:acme:machines";

    /** The log of a machine that is made, changed twice, and joined by another that goes again. */
    private final TreeMap<Long, Row> log = new TreeMap<>();

    private final List<JsonObject> machines = new ArrayList<>(List.of(machine("m", "v2")));
    private final Ledger ledger = new Ledger();

    CheckerTest() {
        row(1, "INSERT", "{\"id\":\"m\",\"name\":\"m\",\"status\":\"online\",\"last_seen\":null}");
        row(2, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        row(3, "INSERT", "{\"id\":\"n\",\"name\":\"n\",\"status\":\"pending\",\"last_seen\":null}");
        row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");
        row(5, "DELETE", "{\"id\":\"n\"}");
        ledger.begin(Set.of(Fact.made("acme", "m"))).acknowledge();
        ledger.begin(Set.of(Fact.made("acme", "n"))).acknowledge();
        ledger.begin(Set.of(Fact.changed("acme", "m", "v1"))).acknowledge();
        ledger.begin(Set.of(Fact.changed("acme", "m", "v2"), Fact.deleted("acme", "n")));
    }

    private void row(long seq, String event, String payload) {
        log.put(seq, new Row(seq, event, payload, Instant.parse("2026-03-17T10:30:45.123Z")));
    }

    private static JsonObject machine(String id, String version) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", id)
                .add("status", "online")
                .add("version", version)
                .build();
    }

    private Checker checker() {
        return new Checker(List.of(new Truth(TOPIC, log, 5, machines)));
    }

    /** What is found in a history of these positions, as the log tells them, of somebody who began at a position. */
    private Map<Flaw, Integer> told(long since, long... positions) {
        List<JsonObject> snapshot = since < 2 ? List.of() : List.of(machine("m", "v1"));
        History history = new History("reader", TOPIC, since, snapshot);
        for (long seq : positions) {
            history.event(seq, log.get(seq).frame());
        }
        return found(history);
    }

    private Map<Flaw, Integer> found(History history) {
        return checker().reader(history, 5).verdict().flaws();
    }

    private History whole() {
        History history = new History("reader", TOPIC, 0, List.of());
        log.values().forEach(row -> history.event(row.seq(), row.frame()));
        return history;
    }

    private Map<Flaw, Integer> logs() {
        return checker().logs().verdict().flaws();
    }

    private Map<Flaw, Integer> promises() {
        return checker().ledger(ledger).verdict().flaws();
    }

    @Test
    void aWholeHistoryIsRight() {
        assertThat(told(0, 1, 2, 3, 4, 5)).isEmpty();
    }

    @Test
    void aHistoryFromASnapshotOnIsRight() {
        assertThat(told(2, 3, 4, 5)).isEmpty();
    }

    @Test
    void aHistoryThatWentOnWhileTheLogWasReadIsRight() {
        History history = new History("reader", TOPIC, 0, List.of());
        log.values().forEach(row -> history.event(row.seq(), row.frame()));

        assertThat(checker().reader(history, 3).verdict().flaws()).isEmpty();
    }

    @Test
    void aFrameIsExpectedToTheByte() {
        assertThat(log.get(5L).frame())
                .isEqualTo(
                        "{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"DELETE\",\"payload\":{\"id\":\"n\"},"
                                + "\"timestamp\":\"2026-03-17T10:30:45.123Z\",\"seq\":5}");
    }

    @Test
    void oneMissingEventIsFound() {
        assertThat(told(0, 1, 2, 4, 5)).containsEntry(Flaw.MISSING, 1);
    }

    @Test
    void aMissingEndIsFound() {
        assertThat(told(0, 1, 2, 3)).containsEntry(Flaw.MISSING, 2);
    }

    @Test
    void anEventThatIsToldTwiceIsFound() {
        assertThat(told(0, 1, 2, 2, 3, 4, 5)).containsOnly(Map.entry(Flaw.DUPLICATED, 1));
    }

    @Test
    void anEventFromBeforeTheBeginningIsFound() {
        assertThat(told(2, 2, 3, 4, 5)).containsOnly(Map.entry(Flaw.DUPLICATED, 1));
    }

    @Test
    void twoSwappedEventsAreFound() {
        assertThat(told(0, 1, 3, 2, 4, 5)).containsEntry(Flaw.REORDERED, 1).doesNotContainKey(Flaw.MISSING);
    }

    @Test
    void anEventThatWasNeverCommittedIsFound() {
        History history = whole();
        history.event(6, new Row(6, "DELETE", "{\"id\":\"m\"}", Instant.EPOCH).frame());

        assertThat(found(history)).containsOnly(Map.entry(Flaw.UNCOMMITTED, 1));
    }

    @Test
    void anAlteredPayloadIsFound() {
        History history = new History("reader", TOPIC, 0, List.of());
        log.values().forEach(row -> history.event(row.seq(), row.frame().replace("\"v1\"", "\"v9\"")));

        assertThat(found(history)).containsOnly(Map.entry(Flaw.ALTERED, 1));
    }

    @Test
    void aGapWhereTheLogHasRowsIsFound() {
        History history = new History("reader", TOPIC, 0, List.of());
        history.gap(2, "{\"type\":\"gap\",\"channel\":\"machines\",\"from\":1,\"to\":2}");
        log.tailMap(3L).values().forEach(row -> history.event(row.seq(), row.frame()));

        assertThat(found(history)).containsEntry(Flaw.GAP, 1).containsEntry(Flaw.MISSING, 2);
    }

    @Test
    void aMergedFrameIsFound() {
        History history = whole();
        history.strange("{\"type\":\"merged\",\"channel\":\"machines\",\"count\":7}");

        assertThat(found(history)).containsOnly(Map.entry(Flaw.STRANGE, 1));
    }

    @Test
    void aSnapshotThatLacksWhatCameBeforeItsPositionIsFound() {
        History tooOld = new History("reader", TOPIC, 4, List.of(machine("m", "v1"), machine("n", "v1")));
        tooOld.event(5, log.get(5L).frame());

        assertThat(found(tooOld)).containsOnly(Map.entry(Flaw.SNAPSHOT, 1));
    }

    @Test
    void aLogThatGivesTheTableIsRight() {
        assertThat(logs()).isEmpty();
    }

    @Test
    void aHoleInTheLogIsFound() {
        log.remove(2L);

        assertThat(logs()).containsOnly(Map.entry(Flaw.HOLE, 1));
    }

    @Test
    void aCounterThatIsNotWhereTheLogEndsIsFound() {
        row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v3\"}");
        machines.set(0, machine("m", "v3"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.HOLE, 1));
    }

    @Test
    void aTableThatChangedUntoldIsFound() {
        machines.set(0, machine("m", "v3"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMachineThatNobodyWasToldOfIsFound() {
        machines.add(machine("o", "v1"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void aMachineThatIsGoneUntoldIsFound() {
        machines.clear();

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anEventThatChangesNothingIsFound() {
        row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        machines.set(0, machine("m", "v1"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void keptPromisesAndWholeTransactionsAreRight() {
        assertThat(promises()).isEmpty();
    }

    @Test
    void ofATransactionOfUnknownOutcomeNothingMayBeThere() {
        ledger.begin(Set.of(Fact.changed("acme", "m", "v3"), Fact.changed("globex", "x", "v3")));

        assertThat(promises()).isEmpty();
    }

    @Test
    void ofATransactionOfUnknownOutcomeAPartIsFound() {
        log.remove(5L);

        assertThat(promises()).containsOnly(Map.entry(Flaw.TORN, 1));
    }

    @Test
    void anAcknowledgedChangeThatIsNotInTheLogIsFound() {
        ledger.begin(Set.of(Fact.changed("acme", "m", "v3"))).acknowledge();

        assertThat(promises()).containsOnly(Map.entry(Flaw.LOST, 1));
    }

    @Test
    void aChangeThatWasRolledBackAndIsInTheLogIsFound() {
        row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"doomed\"}");
        ledger.beginDoomed(Set.of(Fact.changed("acme", "m", "doomed"), Fact.changed("acme", "n", "doomed")));

        assertThat(promises()).containsOnly(Map.entry(Flaw.ROLLED_BACK, 1));
    }

    @Test
    void aChangeThatIsInTheLogTwiceIsFound() {
        row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");

        assertThat(promises()).containsOnly(Map.entry(Flaw.REPEATED, 1));
    }

    @Test
    void aChangeThatNobodyAskedForIsFound() {
        row(6, "UPDATE", "{\"id\":\"m\",\"version\":\"v7\"}");

        assertThat(promises()).containsOnly(Map.entry(Flaw.UNASKED, 1));
    }

    @Test
    void aChangeOfStatusByTheServerNeedsNobodyToAsk() {
        row(6, "UPDATE", "{\"id\":\"m\",\"status\":\"offline\"}");

        assertThat(promises()).isEmpty();
    }
}
