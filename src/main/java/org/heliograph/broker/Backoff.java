package org.heliograph.broker;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Waits before a connection is opened again, which double from 50 ms to 1 s, each shortened at random so that nodes do not come back in
 * step; they begin anew after a connection that has lived for a while.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LAST_MILLIS = 1_000;
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private long millis = FIRST_MILLIS;
    private long openedNanos;
    private boolean open;

    void opened() {
        open = true;
        openedNanos = System.nanoTime();
    }

    /** Waits. @throws InterruptedException when the thread is to end; without it the caller would spin */
    void await() throws InterruptedException {
        if (open && System.nanoTime() - openedNanos >= STABLE_NANOS) {
            millis = FIRST_MILLIS;
        }
        open = false;
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        millis = Math.min(millis * 2, LAST_MILLIS);
    }
}
