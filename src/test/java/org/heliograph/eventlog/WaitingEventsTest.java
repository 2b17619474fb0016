package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.SequencerRepository.Batch;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {
    private static final Topic TOPIC = new Topic("page:main", "events");
    private static final Topic OTHER = new Topic("page:other", "events");

    private final WaitingEvents waiting = new WaitingEvents(6, Long.MAX_VALUE);

    private static PendingEvent logged(Topic topic, String event, int ordinal) {
        return new PendingEvent(topic, event, "{}", Instant.EPOCH, ordinal);
    }

    private static PendingEvent unlogged(Topic topic, String event) {
        return new PendingEvent(topic, event, "{}", Instant.EPOCH, PendingEvent.TRANSIENT);
    }

    private void committed(long writer, PendingEvent... events) {
        waiting.add(new CommittedTransaction(writer, Arrays.asList(events), true));
    }

    private static SequencedEvent numbered(long writer, int ordinal, Topic topic, long seq, String event) {
        return new SequencedEvent(writer, ordinal, new Publication(topic, seq, event, "{}", Instant.EPOCH));
    }

    private static Batch batch(SequencedEvent... events) {
        return new Batch(Arrays.asList(events), Set.of(), false);
    }

    private List<String> arrange(Batch batch) {
        return waiting.arrange(batch, Set.of(), topics -> Map.of(TOPIC, 90L)).stream()
                .map(one -> one.event() + (one.logged() ? "" : " after " + one.after()))
                .toList();
    }

    @Test
    void transientEventsKeepTheirPlaceBetweenTheLoggedOnesOfTheirTransaction() {
        committed(7, unlogged(TOPIC, "a"), logged(TOPIC, "B", 0), unlogged(TOPIC, "c"), logged(TOPIC, "D", 1));

        List<String> ready = arrange(batch(
                numbered(1, 0, TOPIC, 4, "X"),
                numbered(7, 0, TOPIC, 5, "B"),
                numbered(2, 0, TOPIC, 6, "Y"),
                numbered(7, 1, TOPIC, 7, "D")));

        assertThat(ready).containsExactly("X", "a after 4", "B", "c after 5", "Y", "D");
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void transientEventsOfAnotherTransactionFollowWhatWasNumberedWithThem() {
        committed(7, unlogged(TOPIC, "pulse"));

        assertThat(arrange(batch(numbered(1, 0, TOPIC, 4, "DOWN")))).containsExactly("DOWN", "pulse after 4");
    }

    @Test
    void transientEventsWaitWhileTheirTopicIsLocked() {
        committed(7, logged(TOPIC, "DOWN", 0), unlogged(TOPIC, "pulse"), unlogged(OTHER, "pulse"));

        assertThat(arrange(new Batch(List.of(), Set.of(TOPIC), false))).containsExactly("pulse after 0");
        assertThat(arrange(batch(numbered(7, 0, TOPIC, 5, "DOWN")))).containsExactly("DOWN", "pulse after 5");
    }

    @Test
    void transientEventsWaitForTheRestOfALargeTransaction() {
        committed(7, logged(TOPIC, "A", 0), logged(TOPIC, "B", 1), unlogged(TOPIC, "c"));

        assertThat(arrange(new Batch(List.of(numbered(7, 0, TOPIC, 1, "A")), Set.of(), true)))
                .containsExactly("A");
        assertThat(arrange(batch(numbered(7, 1, TOPIC, 2, "B")))).containsExactly("B", "c after 2");
    }

    @Test
    void transientEventsFollowTheLastNumberOfATopicThatAnotherNodeHasNumbered() {
        committed(7, logged(TOPIC, "DOWN", 0), unlogged(TOPIC, "pulse"));

        assertThat(arrange(Batch.EMPTY)).containsExactly("pulse after 90");
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void theOldestAreDroppedWhenTooManyWait() {
        for (int writer = 1; writer <= 4; writer++) {
            committed(writer, logged(TOPIC, "D" + writer, 0), unlogged(TOPIC, "p" + writer));
        }

        assertThat(arrange(Batch.EMPTY)).containsExactly("p2 after 90", "p3 after 90", "p4 after 90");
    }

    @Test
    void theOldestAreDroppedWhenThoseThatWaitAreTooLarge() {
        PendingEvent small = unlogged(TOPIC, "p1");
        WaitingEvents narrow = new WaitingEvents(1_000, 6L * small.bytes());
        for (int writer = 1; writer <= 4; writer++) {
            narrow.add(new CommittedTransaction(
                    writer, List.of(logged(TOPIC, "D" + writer, 0), unlogged(TOPIC, "p" + writer)), true));
        }

        assertThat(narrow.arrange(Batch.EMPTY, Set.of(), topics -> Map.of(TOPIC, 90L)))
                .extracting(Publication::event)
                .containsExactly("p2", "p3", "p4");
        // what has left counts no more
        narrow.add(new CommittedTransaction(5, List.of(logged(TOPIC, "D5", 0), unlogged(TOPIC, "p5")), true));
        narrow.add(new CommittedTransaction(
                6,
                List.of(logged(TOPIC, "D6", 0), unlogged(TOPIC, "p6"), unlogged(TOPIC, "q6"), unlogged(TOPIC, "r6")),
                true));
        assertThat(narrow.arrange(Batch.EMPTY, Set.of(), topics -> Map.of(TOPIC, 90L)))
                .extracting(Publication::event)
                .containsExactly("p5", "p6", "q6", "r6");
    }
}
