package org.heliograph.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Paces writers, readers and faults. Not for waiting on conditions. */
public final class Pause {
    private Pause() {}

    /** Pauses the thread. */
    public static void millis(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime();
                left > 0 && !Thread.interrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
