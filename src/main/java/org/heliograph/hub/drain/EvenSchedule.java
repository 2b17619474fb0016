package org.heliograph.hub.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Spreads items evenly over a duration, in random order: of a hundred items over a hundred seconds one is due each second, the last at
 * the end. Not thread-safe.
 */
final class EvenSchedule<T> {
    private final List<T> items;
    private final long startNanos;
    private final long durationNanos;
    private int taken;

    EvenSchedule(Collection<T> items, long nowNanos, Duration duration, Random random) {
        this.items = new ArrayList<>(items);
        Collections.shuffle(this.items, random);
        startNanos = nowNanos;
        durationNanos = duration.toNanos();
    }

    /** The items that have become due since the last call. */
    List<T> takeDue(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - startNanos);
        int until = elapsed >= durationNanos ? items.size() : (int) (items.size() * (double) elapsed / durationNanos);
        List<T> due = items.subList(taken, Math.max(taken, until));
        taken += due.size();
        return due;
    }

    /** Whether the duration is over, so that every item is due. */
    boolean isOver(long nowNanos) {
        return nowNanos - startNanos >= durationNanos;
    }
}
