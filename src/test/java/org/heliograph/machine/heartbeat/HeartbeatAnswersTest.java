package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.machine.heartbeat.TransitionRepository.Outcome;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeartbeatAnswersTest {
    private static final HeartbeatRequest REQUEST =
            new HeartbeatRequest("key", null, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final CountDownLatch begin = new CountDownLatch(1);
    /** The clients read their answers from then on. */
    private final CountDownLatch reading = new CountDownLatch(1);

    private final AtomicInteger stalled = new AtomicInteger();
    private final AtomicInteger committed = new AtomicInteger();
    private String machine = "m1";
    private final LastSeenWriter lastSeen = new LastSeenWriter(null, null, null, 100);

    private final HeartbeatRepository machines = new HeartbeatRepository() {
        @Override
        public Optional<MachineSnapshot> findByNodeKey(String hash) {
            return Optional.of(Transitions.snapshot("acme", machine, MachineStatus.OFFLINE));
        }
    };
    private final TransitionWriter writer = new TransitionWriter(
            new TransitionRepository() {
                @Override
                public List<Outcome> store(List<PendingTransition> group) {
                    waitFor(begin);
                    committed.addAndGet(group.size());
                    return group.stream()
                            .<Outcome>map(one -> new Outcome.Applied(
                                    Transitions.snapshot(one.orgId(), one.machineId(), MachineStatus.ONLINE)))
                            .toList();
                }
            },
            Thread::new);
    private final HeartbeatAnswers answers = new HeartbeatAnswers(Thread::new);
    private final HeartbeatService heartbeats =
            new HeartbeatService(machines, lastSeen, writer, answers, null, Clock.systemUTC());

    @AfterEach
    void end() {
        begin.countDown();
        reading.countDown();
        writer.close();
        answers.close();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Changes of one machine are groups of their own, so that each would hold another writer. */
    private List<CompletableFuture<Void>> stall(int count) {
        List<CompletableFuture<Void>> answered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answered.add(heartbeats
                    .receive("key", REQUEST)
                    .thenAccept(any -> {
                        stalled.incrementAndGet();
                        waitFor(reading);
                    })
                    .toCompletableFuture());
        }
        return answered;
    }

    @Test
    void answersThatStallHoldNoWriterAndNoOtherAnswer() {
        List<CompletableFuture<Void>> slow = stall(2 * TransitionWriter.WRITERS);
        begin.countDown();
        await().until(() -> stalled.get() == slow.size());

        machine = "m2";
        assertThat(heartbeats
                        .receive("key", REQUEST)
                        .toCompletableFuture()
                        .join()
                        .status())
                .isEqualTo(MachineStatus.ONLINE);

        reading.countDown();
        slow.forEach(CompletableFuture::join);
    }

    @Test
    void whatIsCommittedIsAnsweredWhenManyHaveStalled() {
        List<CompletableFuture<Void>> slow = stall(3 * HeartbeatAnswers.THREADS);
        begin.countDown();
        await().until(() -> committed.get() == slow.size());
        assertThat(stalled).hasValueLessThanOrEqualTo(HeartbeatAnswers.THREADS);

        reading.countDown();

        slow.forEach(CompletableFuture::join);
        assertThat(stalled).hasValue(slow.size());
    }

    @Test
    void heartbeatsAreRefusedWhileTooManyAnswersWait() {
        CountDownLatch running = new CountDownLatch(HeartbeatAnswers.THREADS);
        for (int i = 0; i < HeartbeatAnswers.THREADS + HeartbeatAnswers.MAX_WAITING; i++) {
            answers.execute(
                    () -> {
                        running.countDown();
                        waitFor(reading);
                    },
                    1);
        }
        waitFor(running);
        begin.countDown();

        assertThatThrownBy(() ->
                        heartbeats.receive("key", REQUEST).toCompletableFuture().join())
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class, busy -> assertThat(busy.status()).isEqualTo(503));
        reading.countDown();
        await().until(() -> !answers.isFull());
        assertThat(heartbeats.receive("key", REQUEST).toCompletableFuture().join())
                .isNotNull();
    }
}
