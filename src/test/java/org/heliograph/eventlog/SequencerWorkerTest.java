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

    private static CommittedTransaction transaction(PendingEvent... events) {
        return new CommittedTransaction(1, List.of(events), true);
    }

    private static PendingEvent unlogged(String name) {
        return event(name, PendingEvent.TRANSIENT);
    }

    private static void commit(SequencerWorker worker, CommittedTransaction transaction) {
        worker.announce(transaction);
        worker.add(transaction);
    }

    @Test
    void transientEventsAloneNeedNoDatabase() {
        worker.add(new CommittedTransaction(1, List.of(unlogged("t")), false));
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
        worker.add(new CommittedTransaction(99, List.of(unlogged("after")), false));
        worker.round();
        assertThat(reported).endsWith("after");
    }

    @Test
    void transientEventsWaitWhileTheDatabaseIsAway() {
        rounds.add(() -> {
            throw new IllegalStateException("away");
        });
        rounds.add(() -> batch(false, "A"));
        commit(worker, transaction(event("A", 0), unlogged("t")));

        assertThatThrownBy(worker::round).hasMessage("away");
        assertThat(reported).isEmpty();
        worker.round();

        assertThat(reported).containsExactly("A", "t");
    }

    @Test
    void aTransactionThatCommitsDuringARoundIsSearchedByTheNext() {
        rounds.add(() -> {
            commit(worker, transaction(event("A", 0), unlogged("t")));
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
    void aRoundThatFindsRowsBeforeItKnowsOfTheirCommitKeepsTheOrder() {
        CommittedTransaction transaction = transaction(unlogged("t"), event("A", 0), unlogged("u"));
        worker.announce(transaction);
        rounds.add(() -> batch(false, "A"));
        worker.request();
        worker.round();
        assertThat(reported).containsExactly("t", "A", "u");

        worker.add(transaction);
        worker.round();

        assertThat(reported).containsExactly("t", "A", "u");
    }

    @Test
    void aRoundWhoseReadFindsWhatCommitsMeanwhileKeepsTheOrder() {
        CommittedTransaction transaction = transaction(unlogged("t"), event("A", 0), unlogged("u"));
        worker.announce(transaction);
        rounds.add(() -> {
            worker.add(transaction);
            return batch(false, "A");
        });
        worker.request();

        worker.round();
        worker.round();

        assertThat(reported).containsExactly("t", "A", "u");
    }

    @Test
    void aRoundThatFindsAPartOfATransactionLeavesTheRestToTheNext() {
        Topic other = Topic.ofOrganization("globex", "machines");
        CommittedTransaction transaction = transaction(
                event("A", 0),
                new PendingEvent(other, "B", "{}", Instant.EPOCH, 1),
                new PendingEvent(other, "u", "{}", Instant.EPOCH, PendingEvent.TRANSIENT),
                unlogged("t"));
        worker.announce(transaction);
        rounds.add(() -> batch(false, "A"));
        Publication rest = new Publication(other, 1, "B", "{}", Instant.EPOCH);
        rounds.add(() -> new Batch(List.of(new SequencedEvent(1, 1, rest)), Set.of(), false));
        worker.request();

        worker.round();
        assertThat(reported).containsExactly("A", "t");
        worker.round();

        assertThat(reported).containsExactly("A", "t", "B", "u");
    }

    @Test
    void nothingOfARolledBackTransactionIsReported() {
        CommittedTransaction transaction = transaction(event("B", 1), unlogged("t"));
        worker.announce(transaction);
        worker.withdraw(transaction);
        rounds.add(() -> batch(false, "A"));
        worker.request();

        worker.round();

        assertThat(reported).containsExactly("A");
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
        commit(placing, new CommittedTransaction(2, List.of(event("B", 0), unlogged("t")), true));

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
