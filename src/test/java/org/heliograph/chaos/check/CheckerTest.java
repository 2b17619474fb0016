package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heliograph.chaos.truth.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of readers of each subject, right ones and faulty ones. */
@ParameterizedClass
@MethodSource("org.heliograph.chaos.check.Example#all")
class CheckerTest {
    private final Example example;

    CheckerTest(Example example) {
        this.example = example;
    }

    private History history(long since, List<JsonObject> snapshot) {
        return new History("reader", example.subject, since, snapshot);
    }

    private History whole() {
        History history = history(0, List.of());
        example.tell(history, 1, 2, 3, 4, 5);
        return history;
    }

    /** What is found in a history of these positions, as the log tells them, of somebody who began at a position. */
    private Map<Flaw, Integer> told(long since, long... positions) {
        History history = history(since, since < 2 ? List.of() : example.snapshot);
        example.tell(history, positions);
        return found(history);
    }

    private Map<Flaw, Integer> found(History history) {
        return example.checker().reader(history, 5).verdict().flaws();
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
    void aHistoryFromASnapshotThatKnewMoreIsRight() {
        History history = history(1, example.snapshot);
        example.tell(history, 2, 3, 4, 5);

        assertThat(found(history)).isEmpty();
    }

    @Test
    void aHistoryThatWentOnWhileTheLogWasReadIsRight() {
        assertThat(example.checker().reader(whole(), 3).verdict().flaws()).isEmpty();
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
        Row last = example.log.get(5L);
        history.event(6, example.subject.frame(new Row(6, last.event(), last.payload(), Instant.EPOCH)));

        assertThat(found(history)).containsOnly(Map.entry(Flaw.UNCOMMITTED, 1));
    }

    @Test
    void anAlteredFrameIsFound() {
        History history = history(0, List.of());
        example.tell(history, 1);
        history.event(2, example.frame(2).replaceFirst("\\{", "{ "));
        example.tell(history, 3, 4, 5);

        assertThat(found(history)).containsEntry(Flaw.ALTERED, 1).doesNotContainKey(Flaw.MISSING);
    }

    @Test
    void theFrameOfAnotherPositionIsFound() {
        History history = history(0, List.of());
        example.tell(history, 1, 2, 3, 4);
        history.event(5, example.frame(4));

        assertThat(found(history)).containsEntry(Flaw.ALTERED, 1);
    }

    @Test
    void aGapWhereTheLogHasRowsIsFound() {
        History history = history(0, List.of());
        history.gap(2, "{\"from\":1,\"to\":2}");
        example.tell(history, 3, 4, 5);

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
        History tooOld = history(4, example.snapshot);
        example.tell(tooOld, 5);

        assertThat(found(tooOld)).containsOnlyKeys(Flaw.SNAPSHOT);
    }
}
