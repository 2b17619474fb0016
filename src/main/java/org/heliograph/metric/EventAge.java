package org.heliograph.metric;

import java.time.Instant;

/** How old an event is. Its date is the only time that nodes share, so that this is as exact as their clocks agree: the one class that reads the wall clock for a metric. */
public final class EventAge {
    private EventAge() {}

    /** Milliseconds since a date; negative for one that lies ahead of this node's clock. */
    public static long millis(Instant date) {
        return System.currentTimeMillis() - date.toEpochMilli();
    }
}
