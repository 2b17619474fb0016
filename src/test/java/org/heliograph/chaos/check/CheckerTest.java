package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heliograph.chaos.model.LogRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid and invalid histories of readers of each topic. */
@ParameterizedClass
@MethodSource("org.heliograph.chaos.check.SampleLog#all")
class CheckerTest {
    private final SampleLog sample;

    CheckerTest(SampleLog sample) {
        this.sample = sample;
    }

    private ReaderHistory history(long since, List<JsonObject> snapshot) {
        return new ReaderHistory("reader", sample.topicModel, since, snapshot);
    }

    private ReaderHistory complete() {
        ReaderHistory history = history(0, List.of());
        sample.deliver(history, 1, 2, 3, 4, 5);
        return history;
    }

    /** The violations in a history that starts after a sequence and received these sequences. */
    private Map<Violation, Integer> received(long since, long... positions) {
        ReaderHistory history = history(since, since < 2 ? List.of() : sample.snapshot);
        sample.deliver(history, positions);
        return found(history);
    }

    private Map<Violation, Integer> found(ReaderHistory history) {
        return sample.checker().reader(history, 5).result().violations();
    }

    @Test
    void acceptsACompleteHistory() {
        assertThat(received(0, 1, 2, 3, 4, 5)).isEmpty();
    }

    @Test
    void acceptsAHistoryFromASnapshot() {
        assertThat(received(2, 3, 4, 5)).isEmpty();
    }

    @Test
    void acceptsASnapshotNewerThanItsSequence() {
        ReaderHistory history = history(1, sample.snapshot);
        sample.deliver(history, 2, 3, 4, 5);

        assertThat(found(history)).isEmpty();
    }

    @Test
    void acceptsEventsReceivedAfterTheRequiredEnd() {
        assertThat(sample.checker().reader(complete(), 3).result().violations()).isEmpty();
    }

    @Test
    void findsOneMissingEvent() {
        assertThat(received(0, 1, 2, 4, 5)).containsEntry(Violation.MISSING, 1);
    }

    @Test
    void findsAMissingEnd() {
        assertThat(received(0, 1, 2, 3)).containsEntry(Violation.MISSING, 2);
    }

    @Test
    void findsADuplicatedEvent() {
        assertThat(received(0, 1, 2, 2, 3, 4, 5)).containsOnly(Map.entry(Violation.DUPLICATED, 1));
    }

    @Test
    void findsAnEventFromBeforeTheStart() {
        assertThat(received(2, 2, 3, 4, 5)).containsOnly(Map.entry(Violation.DUPLICATED, 1));
    }

    @Test
    void findsReorderedEvents() {
        assertThat(received(0, 1, 3, 2, 4, 5))
                .containsEntry(Violation.REORDERED, 1)
                .doesNotContainKey(Violation.MISSING);
    }

    @Test
    void findsAnUncommittedEvent() {
        ReaderHistory history = complete();
        LogRow last = sample.log.get(5L);
        history.event(6, sample.topicModel.frame(new LogRow(6, last.event(), last.payload(), Instant.EPOCH)));

        assertThat(found(history)).containsOnly(Map.entry(Violation.UNCOMMITTED, 1));
    }

    @Test
    void findsAnAlteredFrame() {
        ReaderHistory history = history(0, List.of());
        sample.deliver(history, 1);
        history.event(2, sample.frame(2).replaceFirst("\\{", "{ "));
        sample.deliver(history, 3, 4, 5);

        assertThat(found(history)).containsEntry(Violation.ALTERED, 1).doesNotContainKey(Violation.MISSING);
    }

    @Test
    void findsTheFrameOfAnotherSequence() {
        ReaderHistory history = history(0, List.of());
        sample.deliver(history, 1, 2, 3, 4);
        history.event(5, sample.frame(4));

        assertThat(found(history)).containsEntry(Violation.ALTERED, 1);
    }

    @Test
    void findsAGapForLoggedRows() {
        ReaderHistory history = history(0, List.of());
        history.gap(2, "{\"from\":1,\"to\":2}");
        sample.deliver(history, 3, 4, 5);

        assertThat(found(history)).containsEntry(Violation.GAP, 1).containsEntry(Violation.MISSING, 2);
    }

    @Test
    void findsAMergedFrame() {
        ReaderHistory history = complete();
        history.unexpected("{\"type\":\"merged\",\"channel\":\"machines\",\"count\":7}");

        assertThat(found(history)).containsOnly(Map.entry(Violation.UNEXPECTED, 1));
    }

    @Test
    void findsASnapshotOlderThanItsSequence() {
        ReaderHistory tooOld = history(4, sample.snapshot);
        sample.deliver(tooOld, 5);

        assertThat(found(tooOld)).containsOnlyKeys(Violation.SNAPSHOT);
    }
}
