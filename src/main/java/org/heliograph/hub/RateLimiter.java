package org.heliograph.hub;

/** Allows a number of events in each period; a period begins with its first event. Not thread-safe. */
public final class RateLimiter {
    private final int limit;
    private final long periodMillis;
    private long periodStart;
    private int count;

    /**
     * @param limit        events that are allowed in one period
     * @param periodMillis length of a period, in milliseconds
     */
    public RateLimiter(int limit, long periodMillis) {
        this.limit = limit;
        this.periodMillis = periodMillis;
    }

    /** Counts one event. @return whether it is within the limit */
    public boolean tryAcquire(long nowMillis) {
        if (nowMillis - periodStart >= periodMillis) {
            periodStart = nowMillis;
            count = 0;
        }
        return ++count <= limit;
    }
}
