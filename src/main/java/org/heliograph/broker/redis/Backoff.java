package org.heliograph.broker.redis;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Delays between attempts to connect: from 50 ms, doubled up to 1 s, each reduced by a random part so that nodes do not reconnect in
 * step. After a connection that lasted 3 s they start again at 50 ms.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long MAX_MILLIS = 1_000;
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private long millis = FIRST_MILLIS;
    private long openedNanos;
    private boolean open;

    /** A connection has been opened. */
    void opened() {
        open = true;
        openedNanos = System.nanoTime();
    }

    /** Waits before the next attempt. @throws InterruptedException when the thread is to end; swallowing it would let the caller spin */
    void await() throws InterruptedException {
        if (open && System.nanoTime() - openedNanos >= STABLE_NANOS) {
            millis = FIRST_MILLIS;
        }
        open = false;
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        millis = Math.min(millis * 2, MAX_MILLIS);
    }
}
