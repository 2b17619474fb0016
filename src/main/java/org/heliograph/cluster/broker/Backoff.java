package org.heliograph.cluster.broker;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waits that double from 50 ms to 1 s, each shortened at random so that nodes do not come back in step. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LAST_MILLIS = 1_000;

    private long millis = FIRST_MILLIS;

    void reset() {
        millis = FIRST_MILLIS;
    }

    /** Waits. @throws InterruptedException when the thread is to end; without it the caller would spin */
    void await() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        millis = Math.min(millis * 2, LAST_MILLIS);
    }
}
