package org.heliograph.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Paces writers, readers and faults. Not for waiting on conditions. */
public final class Pause {
    /**
     * How many writers of single changes take the place of one, each of which pauses so much less between two changes. Readers pause after
     * so many times more events, so that their pauses are as frequent.
     */
    public static final int LOAD = Integer.getInteger("chaos.load", 1);

    /** The longest pause between the end of a fault and the next one. */
    static final int LONGEST_CALM_MILLIS = Integer.getInteger("chaos.calm", 3) * 1_000;

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
