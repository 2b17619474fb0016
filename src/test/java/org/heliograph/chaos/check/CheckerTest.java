package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories of readers, right ones and faulty ones. */
class CheckerTest {
    private final Example example = new Example();

    /** What is found in a history of these positions, as the log tells them, of somebody who began at a position. */
    private Map<Flaw, Integer> told(long since, long... positions) {
        List<JsonObject> snapshot = since < 2 ? List.of() : List.of(Example.machine("m", "v1"));
        History history = new History("reader", Example.TOPIC, since, snapshot);
        for (long seq : positions) {
            history.event(seq, example.log.get(seq).frame());
        }
        return found(history);
    }

    private Map<Flaw, Integer> found(History history) {
        return example.checker().reader(history, 5).verdict().flaws();
    }

    private History whole() {
        History history = new History("reader", Example.TOPIC, 0, List.of());
        example.log.values().forEach(row -> history.event(row.seq(), row.frame()));
        return history;
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
        History history = new History("reader", Example.TOPIC, 0, List.of());
        example.log.values().forEach(row -> history.event(row.seq(), row.frame()));

        assertThat(example.checker().reader(history, 3).verdict().flaws()).isEmpty();
    }

    @Test
    void aFrameIsExpectedToTheByte() {
        assertThat(example.log.get(5L).frame())
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
        History history = new History("reader", Example.TOPIC, 0, List.of());
        example.log.values().forEach(row -> history.event(row.seq(), row.frame().replace("\"v1\"", "\"v9\"")));

        assertThat(found(history)).containsOnly(Map.entry(Flaw.ALTERED, 1));
    }

    @Test
    void aGapWhereTheLogHasRowsIsFound() {
        History history = new History("reader", Example.TOPIC, 0, List.of());
        history.gap(2, "{\"type\":\"gap\",\"channel\":\"machines\",\"from\":1,\"to\":2}");
        example.log.tailMap(3L).values().forEach(row -> history.event(row.seq(), row.frame()));

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
        History tooOld = new History(
                "reader", Example.TOPIC, 4, List.of(Example.machine("m", "v1"), Example.machine("n", "v1")));
        tooOld.event(5, example.log.get(5L).frame());

        assertThat(found(tooOld)).containsOnly(Map.entry(Flaw.SNAPSHOT, 1));
    }
}
