package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.SequencerRepository.Batch;
import org.junit.jupiter.api.Test;

class SequencerWorkerTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");
    private static final long FLOOR = 40;

    private final Deque<Supplier<Batch>> rounds = new ArrayDeque<>();
    private final List<Long> searchedFrom = new CopyOnWriteArrayList<>();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private final SequencerWorker worker = new SequencerWorker(
            floor -> {
                searchedFrom.add(floor);
                Supplier<Batch> next;
                synchronized (rounds) {
                    next = rounds.poll();
                }
                return next == null ? Batch.EMPTY : next.get();
            },
            topics -> Map.of(TOPIC, 9L),
            () -> FLOOR,
            publications -> publications.forEach(one -> reported.add(one.event())));

    private static PendingEvent event(String name, int ordinal) {
        return new PendingEvent(TOPIC, name, "{}", Instant.EPOCH, ordinal);
    }

    private static Batch batch(boolean more, String event) {
        Publication numbered = new Publication(TOPIC, 1, event, "{}", Instant.EPOCH);
        return new Batch(List.of(new SequencedEvent(1, 0, numbered)), Set.of(), more);
    }

    private static CommittedTransaction logged() {
        return new CommittedTransaction(1, List.of(event("A", 0)), true);
    }

    @Test
    void transientEventsAloneNeedNoDatabase() {
        worker.add(new CommittedTransaction(1, List.of(event("t", PendingEvent.TRANSIENT)), false));
        worker.round();

        assertThat(reported).containsExactly("t");
        assertThat(searchedFrom).isEmpty();
    }

    @Test
    void transactionsThatWaitForARoundAreBoundedInBytes() {
        String payload = "x".repeat(1 << 20);
        for (int i = 0; i < 40; i++) {
            PendingEvent large = new PendingEvent(TOPIC, "t" + i, payload, Instant.EPOCH, PendingEvent.TRANSIENT);
            worker.add(new CommittedTransaction(i, List.of(large), false));
        }
        worker.round();

        int taken = (int) (SequencerWorker.MAX_BYTES / (1 << 20)) - 1;
        assertThat(reported).hasSize(taken).startsWith("t0").endsWith("t" + (taken - 1));
        worker.add(new CommittedTransaction(99, List.of(event("after", PendingEvent.TRANSIENT)), false));
        worker.round();
        assertThat(reported).endsWith("after");
    }

    @Test
    void transientEventsWaitWhileTheDatabaseIsAway() {
        rounds.add(() -> {
            throw new IllegalStateException("away");
        });
        rounds.add(() -> batch(false, "A"));
        worker.add(new CommittedTransaction(1, List.of(event("A", 0), event("t", PendingEvent.TRANSIENT)), true));

        assertThatThrownBy(worker::round).hasMessage("away");
        assertThat(reported).isEmpty();
        worker.round();

        assertThat(reported).containsExactly("A", "t");
    }

    @Test
    void aTransactionThatCommitsDuringARoundIsSearchedByTheNext() {
        rounds.add(() -> {
            worker.add(new CommittedTransaction(1, List.of(event("A", 0), event("t", PendingEvent.TRANSIENT)), true));
            return Batch.EMPTY;
        });
        rounds.add(() -> batch(false, "A"));
        worker.request();

        worker.round();
        worker.round();

        assertThat(reported).containsExactly("A", "t");
        assertThat(searchedFrom).containsExactly(FLOOR, FLOOR);
    }

    @Test
    void whatIsNumberedIsReportedWhenTransientEventsCannotBePlaced() {
        AtomicInteger failures = new AtomicInteger(1);
        SequencerWorker placing = new SequencerWorker(
                floor -> batch(false, "A"),
                topics -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("away");
                    }
                    return Map.of(TOPIC, 9L);
                },
                () -> FLOOR,
                publications -> publications.forEach(one -> reported.add(one.event())));
        placing.add(new CommittedTransaction(2, List.of(event("B", 0), event("t", PendingEvent.TRANSIENT)), true));

        placing.round();
        assertThat(reported).containsExactly("A");
        placing.round();
        assertThat(reported).containsExactly("A", "t");
    }

    @Test
    void topicsThatWereLockedAreTriedAgain() {
        rounds.add(() -> new Batch(List.of(), Set.of(TOPIC), false));
        rounds.add(() -> batch(false, "A"));
        worker.add(logged());

        worker.round();
        worker.round();
        worker.round();

        assertThat(reported).containsExactly("A");
        assertThat(searchedFrom).hasSize(2);
    }

    @Test
    void theThreadGoesOnAfterFailuresAndErrors() throws Exception {
        rounds.add(() -> {
            throw new IllegalStateException("away");
        });
        rounds.add(() -> {
            throw new OutOfMemoryError("for a moment");
        });
        rounds.add(() -> batch(true, "A"));
        rounds.add(() -> batch(false, "B"));
        Thread thread = new Thread(worker);
        thread.start();

        worker.add(logged());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(reported).containsExactly("A", "B"));
        worker.close();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }
}
