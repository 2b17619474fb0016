package org.heliograph.gateway.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.heliograph.platform.ByteBudget;
import org.junit.jupiter.api.Test;

class InboundQueueTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private final ByteBudget budget = new ByteBudget(100_000_000, 100_000_000);
    private final InboundQueue queue = new InboundQueue(tasks::add, handled::add, 100, budget.share("a"));

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void handlesMessagesInTheirOrderWithOneTaskAtATime() {
        queue.offer("a");
        queue.offer("b");
        assertThat(tasks).hasSize(1);
        assertThat(queue.isBusy()).isTrue();

        runAll();
        queue.offer("c");
        runAll();

        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(queue.isBusy()).isFalse();
    }

    @Test
    void givesOtherPeersTheirTurn() {
        List<String> others = new ArrayList<>();
        InboundQueue other = new InboundQueue(tasks::add, others::add, 100, budget.share("a"));
        IntStream.range(0, 50).forEach(i -> queue.offer("m" + i));
        other.offer("ping");

        tasks.remove().run();
        tasks.remove().run();

        assertThat(others).containsExactly("ping");
        assertThat(handled).hasSizeLessThan(50);
        runAll();
        assertThat(handled).hasSize(50);
    }

    @Test
    void isBoundedInNumber() {
        for (int i = 0; i < 100; i++) {
            assertThat(queue.offer("m")).isTrue();
        }

        assertThat(queue.offer("m")).isFalse();
        runAll();
        assertThat(queue.offer("m")).isTrue();
    }

    @Test
    void isBoundedInBytes() {
        String message = "ü".repeat(32_768);
        int taken = 0;
        while (queue.offer(message)) {
            taken++;
        }

        assertThat(taken).isEqualTo(16);
        runAll();
        assertThat(queue.offer(message)).isTrue();
    }

    @Test
    void canBeUsedAgainAfterTheExecutorRejectedATask() {
        boolean[] full = {true};
        InboundQueue rejected = new InboundQueue(
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                handled::add,
                100,
                budget.share("a"));
        assertThatThrownBy(() -> rejected.offer("a")).isInstanceOf(RejectedExecutionException.class);
        full[0] = false;

        rejected.offer("b");

        assertThat(handled).containsExactly("a", "b");
    }

    @Test
    void aHandlerThatThrowsDoesNotLeaveItBusy() {
        InboundQueue throwing = new InboundQueue(
                tasks::add,
                message -> {
                    handled.add(message);
                    if (message.startsWith("bad")) {
                        throw new StackOverflowError("injected");
                    }
                },
                100,
                budget.share("a"));
        throwing.offer("bad 1");
        throwing.offer("good");
        throwing.offer("bad 2");

        runAll();

        assertThat(handled).containsExactly("bad 1", "good", "bad 2");
        assertThat(throwing.isBusy()).isFalse();
        throwing.offer("next");
        runAll();
        assertThat(handled).endsWith("next");
    }

    @Test
    void losesNothingWithManyThreads() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        int count = 20_000;
        CountDownLatch done = new CountDownLatch(count);
        List<String> seen = new ArrayList<>();
        InboundQueue concurrent = new InboundQueue(
                pool,
                message -> {
                    seen.add(message);
                    done.countDown();
                },
                count,
                budget.share("a"));

        for (int i = 0; i < count; i++) {
            concurrent.offer("m" + i);
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void messagesThatWaitTakeTheMemoryOfTheirAddressUntilTheyAreHandled() {
        ByteBudget small = new ByteBudget(100_000, 50_000);
        InboundQueue first = new InboundQueue(tasks::add, handled::add, 100, small.share("a"));
        InboundQueue other = new InboundQueue(tasks::add, handled::add, 100, small.share("a"));
        String large = "x".repeat(20_000);
        assertThat(first.offer(large)).isTrue();
        assertThat(first.offer(large)).isTrue();
        assertThat(first.offer(large)).isFalse();
        assertThat(other.offer(large)).isFalse();
        assertThat(new InboundQueue(tasks::add, handled::add, 100, small.share("b")).offer(large))
                .isTrue();

        assertThat(other.offer("a usual message")).isTrue();

        runAll();
        assertThat(small.held()).isZero();
        assertThat(other.offer(large)).isTrue();
    }
}
