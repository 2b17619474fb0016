package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.heliograph.machine.heartbeat.TransitionQueue.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransitionQueueTest {
    private long now;
    private static final int BYTES = Transitions.of("acme", "a0", 1).bytes();

    private final TransitionQueue queue = new TransitionQueue(new TransitionBounds(10, Long.MAX_VALUE), 4, () -> now);

    @Test
    void whatWaitsOfAnOrganisationIsOneGroup() throws InterruptedException {
        add("acme", "a1");
        add("acme", "a2");
        add("acme", "a3");

        assertThat(machines(queue.take())).containsExactly("a1", "a2", "a3");
    }

    @Test
    void aFaultWhileAGroupIsTakenLosesNoTransitionAndNoTurn() throws InterruptedException {
        add("acme", "a1");
        add("acme", "a2");
        queue.add(Transitions.faulty("globex", "g1"));
        assertThatThrownBy(queue::take).isInstanceOf(OutOfMemoryError.class);

        queue.repair();

        assertThat(machines(queue.take()))
                .containsExactlyInAnyOrder("a1", "a2", "g1")
                .containsSubsequence("a1", "a2");
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void groupIsBounded() throws InterruptedException {
        IntStream.range(0, 6).forEach(i -> add("acme", "a" + i));

        Group first = queue.take();
        assertThat(first.transitions()).hasSize(4);
        queue.release(first, List.of());

        assertThat(machines(queue.take())).containsExactly("a4", "a5");
    }

    @Test
    void oneGroupOfAnOrganisationIsTakenAtATime() throws InterruptedException {
        add("acme", "a1");
        Group first = queue.take();
        add("acme", "a2");
        add("globex", "g1");

        Group second = queue.take();
        assertThat(machines(second)).containsExactly("g1");
        queue.release(first, List.of());

        assertThat(machines(queue.take())).containsExactly("a2");
    }

    @Test
    void noOrganisationWaitsForTheFloodOfAnother() throws InterruptedException {
        IntStream.range(0, 10).forEach(i -> add("acme", "a" + i));
        add("globex", "g1");

        Group flood = queue.take();
        queue.release(flood, List.of());

        assertThat(machines(queue.take())).startsWith("g1");
    }

    @Test
    void manyOrganisationsShareAGroup() throws InterruptedException {
        add("acme", "a1");
        add("globex", "g1");
        add("initech", "i1");

        Group group = queue.take();

        assertThat(machines(group)).containsExactly("a1", "g1", "i1");
        queue.release(group, List.of());
        assertThat(queue.size()).isZero();
    }

    @Test
    void secondChangeOfAMachineIsInTheNextGroup() throws InterruptedException {
        add("acme", "a1");
        add("acme", "a1");
        add("acme", "a2");

        Group first = queue.take();
        assertThat(machines(first)).containsExactly("a1", "a2");
        queue.release(first, List.of());

        assertThat(machines(queue.take())).containsExactly("a1");
    }

    @Test
    void floodOfOneOrganisationRefusesNoOther() {
        IntStream.range(0, 10).forEach(i -> add("acme", "a" + i));

        assertThat(queue.add(Transitions.of("acme", "a10", 1))).isFalse();
        assertThat(queue.add(Transitions.of("globex", "g1", 1))).isTrue();
    }

    @Test
    void organisationsTogetherAreBounded() {
        int added = 0;
        for (int i = 0; i < 1000; i++) {
            added += queue.add(Transitions.of("org-" + i, "m", 1)) ? 1 : 0;
        }

        assertThat(added).isLessThanOrEqualTo(20);
        assertThat(queue.size()).isEqualTo(added);
    }

    @Test
    void bytesAreBoundedForAnOrganisationAndForAll() {
        TransitionQueue small = new TransitionQueue(new TransitionBounds(1000, 8 * BYTES), 4, () -> now);
        int ofOne = 0;
        while (ofOne < 1000 && small.add(Transitions.of("acme", "a" + ofOne % 10, 1))) {
            ofOne++;
        }

        assertThat(ofOne).isEqualTo(4);
        assertThat(small.add(Transitions.of("bolt", "b0", 1))).isTrue();
        for (int i = 0; i < 1000; i++) {
            small.add(Transitions.of("o" + i % 900, "m", 1));
        }
        assertThat(small.size()).isLessThanOrEqualTo(8);
    }

    @Test
    void bytesAreGivenBackByEveryWayOutOfTheQueue() throws InterruptedException {
        TransitionQueue small = new TransitionQueue(new TransitionBounds(1000, 4 * BYTES), 4, () -> now);
        for (int round = 0; round < 20; round++) {
            PendingTransition abandoned = Transitions.of("acme", "a1", Long.MAX_VALUE);
            assertThat(small.add(abandoned)).isTrue();
            abandoned.stored().cancel(false);
            assertThat(small.add(Transitions.of("acme", "a2", Long.MAX_VALUE))).isTrue();
            Group first = small.take();
            small.release(first, first.transitions());
            now += TimeUnit.MILLISECONDS.toNanos(50);
            small.release(small.take(), List.of());
        }
        assertThat(small.size()).isZero();
    }

    @Test
    void lockedMachineComesAgainAfterAPause() throws InterruptedException {
        add("acme", "a1");
        add("acme", "a2");
        Group first = queue.take();
        queue.release(first, first.transitions().subList(0, 1));
        assertThat(queue.size()).isEqualTo(1);
        add("acme", "a3");

        Group second = queue.take();
        assertThat(machines(second)).containsExactly("a3");
        queue.release(second, List.of());
        now += TimeUnit.MILLISECONDS.toNanos(50);

        assertThat(machines(queue.take())).containsExactly("a1");
    }

    @Test
    void expiredAreThoseThatWaitRestOrAreTaken() throws InterruptedException {
        PendingTransition taken = add("acme", "a1");
        Group group = queue.take();
        PendingTransition waiting = add("acme", "a2");
        PendingTransition answered = add("acme", "a3");
        answered.stored().cancel(false);
        assertThat(queue.expired()).isEmpty();

        now = 1000;

        assertThat(queue.expired()).containsExactlyInAnyOrder(taken, waiting);
        queue.release(group, group.transitions());
        assertThat(queue.expired()).containsExactlyInAnyOrder(taken, waiting);
    }

    @Test
    void thoseWhoseSendersHaveGivenUpAreNotTaken() throws InterruptedException {
        add("acme", "a1").stored().cancel(false);
        add("globex", "g1").stored().cancel(false);
        add("initech", "i1");

        assertThat(machines(queue.take())).containsExactly("i1");
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void closedQueueEmptiesAndTakesNoMore() throws InterruptedException {
        add("acme", "a1");
        queue.close();

        assertThat(queue.add(Transitions.of("acme", "a2", 1))).isFalse();
        Group last = queue.take();
        assertThat(machines(last)).containsExactly("a1");
        queue.release(last, List.of());
        assertThat(queue.take()).isNull();
    }

    @Test
    void writerWaitsForATransition() {
        CompletableFuture<Group> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        add("acme", "a1");

        assertThat(machines(taken.join())).containsExactly("a1");
    }

    private PendingTransition add(String orgId, String machineId) {
        PendingTransition transition = Transitions.of(orgId, machineId, 1000);
        assertThat(queue.add(transition)).isTrue();
        return transition;
    }

    private static List<String> machines(Group group) {
        return group.transitions().stream().map(PendingTransition::machineId).toList();
    }
}
