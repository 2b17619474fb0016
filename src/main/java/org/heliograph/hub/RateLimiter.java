package org.heliograph.hub;

import java.time.Duration;

/** Allows a number of events in each period; a period begins with its first event. Not thread-safe. */
public final class RateLimiter {
    private final int limit;
    private final long periodNanos;
    private long periodStart;
    private boolean started;
    private int count;

    /**
     * @param limit  events that are allowed in one period
     * @param period length of a period
     */
    public RateLimiter(int limit, Duration period) {
        this.limit = limit;
        this.periodNanos = period.toNanos();
    }

    /** Counts one event. @param nowNanos see {@link System#nanoTime} @return whether it is within the limit */
    public boolean tryAcquire(long nowNanos) {
        if (!started || nowNanos - periodStart >= periodNanos) {
            started = true;
            periodStart = nowNanos;
            count = 0;
        }
        return ++count <= limit;
    }
}
