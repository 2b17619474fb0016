package org.heliograph.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks on another executor, in order of arrival, with a limit on how many run at the same time. Never blocks the caller. */
final class BoundedExecutor implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final Executor executor;
    private final int limit;

    BoundedExecutor(Executor executor, int limit) {
        this.executor = executor;
        this.limit = limit;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        startOne();
    }

    private void startOne() {
        int now = running.get();
        while (now < limit) {
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

    /** Runs one task and returns, so that the executor's other users get their turn. */
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
