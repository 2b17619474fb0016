package org.heliograph.platform;

import java.util.concurrent.TimeUnit;

/**
 * The clock of durations within this process: how long something is cached, limited or waited for. It has no relation to the date, so
 * that setting the wall clock neither shortens nor prolongs them. Dates that are shown or stored are the wall clock's
 * ({@link java.time.Clock}).
 */
public final class MonotonicTime {
    private MonotonicTime() {}

    /** Milliseconds from an arbitrary origin; it may be negative, and never goes back. */
    public static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
