package org.heliograph.broker.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What waits for the publishing connection, bounded by number and by characters. Any thread adds; one thread takes. */
final class SendQueue {
    static final int MAX_COUNT = 10_000;
    static final long MAX_CHARACTERS = 16L * 1024 * 1024;
    /** Never sent: it ends the thread's wait for the queue. */
    private static final PendingSend WAKE = new PendingSend("", () -> "", 0, false);

    private final BlockingQueue<PendingSend> queue = new ArrayBlockingQueue<>(MAX_COUNT);
    private final AtomicLong characters = new AtomicLong();

    /** @return false when there is no room */
    boolean offer(PendingSend pending) {
        if (characters.addAndGet(pending.length()) <= MAX_CHARACTERS && queue.offer(pending)) {
            return true;
        }
        characters.addAndGet(-pending.length());
        return false;
    }

    /** Ends the wait of the thread that takes. */
    void wake() {
        offer(WAKE);
    }

    /** Takes what waits, at most so many; waits up to a second for the first. @return empty when there was none */
    List<PendingSend> poll(int limit) throws InterruptedException {
        List<PendingSend> batch = new ArrayList<>();
        PendingSend first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, limit - 1);
        }
        batch.forEach(pending -> characters.addAndGet(-pending.length()));
        batch.removeIf(pending -> pending == WAKE);
        return batch;
    }

    /** Discards everything that waits. */
    void discard() {
        List<PendingSend> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(pending -> {
            characters.addAndGet(-pending.length());
            pending.discard();
        });
    }
}
