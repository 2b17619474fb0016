package org.heliograph.hub;

/** At most so many in any period that begins with the first of them. Not for use by several threads at once. */
public final class RateLimit {
    private final int limit;
    private final long periodMillis;
    private long began;
    private int count;

    public RateLimit(int limit, long periodMillis) {
        this.limit = limit;
        this.periodMillis = periodMillis;
    }

    /** Counts one. @return whether it is within the limit */
    public boolean allows(long nowMillis) {
        if (nowMillis - began >= periodMillis) {
            began = nowMillis;
            count = 0;
        }
        return ++count <= limit;
    }
}
