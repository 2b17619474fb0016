package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashQueueTest {
    private static final long LONG = 10_000;
    private static final HashLane STRANGER = HashLane.address("192.0.2.1");
    private static final HashLane OTHER = HashLane.address("192.0.2.2");
    private static final HashLane DEVICE = HashLane.device("laptop");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HashLane> served = new CopyOnWriteArrayList<>();
    private final HashQueue queue = new HashQueue(1, 4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Occupies the queue, so that everybody else waits. */
    private void occupy() throws InterruptedException {
        assertThat(queue.enter(HashLane.SERVER, LONG)).isTrue();
    }

    private List<CompletableFuture<Boolean>> waiting(HashLane lane, int count) {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            CompletableFuture<Boolean> turn = new CompletableFuture<>();
            CompletableFuture<Thread> started = new CompletableFuture<>();
            threads.execute(() -> {
                started.complete(Thread.currentThread());
                turn.complete(take(lane));
            });
            Thread thread = started.join();
            await().until(() -> turn.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
            all.add(turn);
        }
        return all;
    }

    private boolean take(HashLane lane) {
        try {
            if (!queue.enter(lane, LONG)) {
                return false;
            }
            served.add(lane);
            queue.leave();
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    @Test
    void lanesTakeTurns() throws InterruptedException {
        occupy();
        List<CompletableFuture<Boolean>> all = new ArrayList<>(waiting(STRANGER, 3));
        all.addAll(waiting(OTHER, 1));

        queue.leave();

        assertThat(all).allMatch(CompletableFuture::join);
        assertThat(served).containsExactly(STRANGER, OTHER, STRANGER, STRANGER);
    }

    @Test
    void longestLaneLosesItsNewestWhenAnotherArrives() throws InterruptedException {
        occupy();
        List<CompletableFuture<Boolean>> many = waiting(STRANGER, 4);

        List<CompletableFuture<Boolean>> late = waiting(OTHER, 1);

        assertThat(many.get(3).join()).isFalse();
        queue.leave();
        assertThat(late.get(0).join()).isTrue();
        assertThat(many.subList(0, 3)).allMatch(CompletableFuture::join);
    }

    @Test
    void whoeverFillsTheQueueIsRefusedHimself() throws InterruptedException {
        occupy();
        List<CompletableFuture<Boolean>> many = waiting(STRANGER, 5);

        assertThat(many.get(4).join()).isFalse();
        queue.leave();
        assertThat(many.subList(0, 4)).allMatch(CompletableFuture::join);
    }

    @Test
    void knownDeviceIsAdmittedWhenStrangersOfManyAddressesFillTheQueue() throws InterruptedException {
        occupy();
        List<CompletableFuture<Boolean>> strangers = new ArrayList<>();
        for (int address = 0; address < 4; address++) {
            strangers.addAll(waiting(HashLane.address("198.51.100." + address), 1));
        }
        assertThat(waiting(OTHER, 1).get(0).join()).isFalse();

        List<CompletableFuture<Boolean>> known = waiting(DEVICE, 1);

        assertThat(strangers.stream().filter(CompletableFuture::isDone)).hasSize(1);
        queue.leave();
        assertThat(known.get(0).join()).isTrue();
    }

    @Test
    void waitingEndsAndGivesItsPlaceBack() throws InterruptedException {
        occupy();
        assertThat(queue.enter(STRANGER, 1)).isFalse();

        queue.leave();

        assertThat(take(OTHER)).isTrue();
        assertThat(served).containsExactly(OTHER);
    }
}
