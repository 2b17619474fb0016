package org.heliograph.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs what it is given on another executor, in order of arrival, but only so many at the same time: the others wait for nothing. */
final class BoundedExecutor implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final Executor executor;
    private final int most;

    BoundedExecutor(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
        startOne();
    }

    private void startOne() {
        int now = running.get();
        while (now < most) {
            if (running.compareAndSet(now, now + 1)) {
                try {
                    executor.execute(this::runNext);
                } catch (RuntimeException | Error refused) {
                    running.decrementAndGet();
                    throw refused;
                }
                return;
            }
            now = running.get();
        }
    }

    /** One piece of work each time, so that the executor's other users get their turn. */
    private void runNext() {
        Runnable next = waiting.poll();
        try {
            if (next != null) {
                next.run();
            }
        } finally {
            running.decrementAndGet();
            if (!waiting.isEmpty()) {
                startOne();
            }
        }
    }
}
