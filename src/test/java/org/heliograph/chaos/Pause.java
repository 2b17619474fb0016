package org.heliograph.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How fast writers write, readers return and faults follow one another; nothing waits for anything in this way. */
public final class Pause {
    private Pause() {}

    /** Does nothing for a while. */
    public static void millis(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime();
                left > 0 && !Thread.interrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
